import type { Issue, JsonValue } from '../contract.ts';
import { deliver } from '../http/deliver.ts';
import type { AddressRules, ExchangeOutcome, HttpHeader, HttpRequest } from '../http/exchange.ts';
import type { HttpStepMachine, LogLine, Series, StepWorld } from '../http/http-step.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import { findSignatureProfile, signatureProfiles } from '../http/signatures/profiles.ts';
import { explainSecret, sign } from '../http/signatures/sign.ts';
import type { TaskOptions } from './assumptions.ts';
import { describeHttpTask, type TaskStatus } from './metadata.ts';
import { trifactaPolicy } from './policy.ts';
import { type PreparedRequest, prepareRequest } from './prepare-request.ts';
import type { NotFilled, ReferenceData } from './references.ts';
import type { RequestSetup } from './setup.ts';

/** A request of a task or webhook that is to be sent. */
export interface TaskRun {
  readonly task: RequestSetup;
  /** Where it stands in `setup`, for issues: `''`, `/tasks/0`. */
  readonly path: string;
  readonly kind: 'task' | 'webhook' | 'test';
  /** What its references read. */
  readonly data: ReferenceData;
  readonly addresses: AddressRules;
  readonly options: TaskOptions;
  readonly world: StepWorld;
  /** When the step began, on the clock of the run. */
  readonly startedAt: number;
}

/** A request whose attempts are over. */
export interface TaskEnd {
  readonly series: Series;
  readonly status: TaskStatus;
  /** What references see of it (T-207). */
  readonly metadata: JsonValue;
  readonly isSigned: boolean;
  readonly log: readonly LogLine[];
  readonly issues: readonly Issue[];
  readonly assumed: readonly string[];
}

/** Bound of each exchange (T-135). */
export const timeoutMs = 30_000;
const taskGuidHeader = 'X-Http-Task-Guid';

/** Fills, signs and sends the request of a task, and sends it again as the task says (T-140 to T-154). */
export function* sendTask(run: TaskRun): HttpStepMachine<TaskEnd> {
  const { task, path, kind, addresses, options, world, startedAt } = run;
  const startMs = world.now();
  const prepared = prepare(run);
  if (prepared.status === 'refused') {
    const { rule, says } = prepared;
    // Under `strict` the platform fails the task (T-212); all else is refused here.
    const status = rule === 'T-212' ? 'failed' : 'refused';
    return end(run, { startMs, series: { name: task.name, status, attempts: [], says, rule }, last: null });
  }

  const { request, secretKey, doubts } = prepared;
  const { retries, assumed: counted } = countRetries(run);
  const guidHeader = kind === 'webhook' ? options.webhookGuidHeader : taskGuidHeader;
  const signer = makeSigner(run, secretKey);
  let shared: string | null = null;
  const { series, last } = yield* deliver({
    name: task.name,
    policy: trifactaPolicy({
      retries,
      delayMs: options.retryDelayMs,
      failOnTransportError: options.failOnTransportError,
      only200: kind === 'test' && options.testPass === '200',
    }),
    startedAt,
    prepare(n) {
      let guid: string | null = null;
      if (n > 1 || options.guidOnFirstAttempt) {
        guid = options.guidScope === 'attempt' ? world.uuid() : (shared ?? world.uuid());
        shared = guid;
      }
      return { exchange: exchangeOf(request, [...signer(request), ...headerOf(guidHeader, guid)]), guid };
    },
    readRetryAfter: (outcome) => seeRetryAfter(run, outcome, request.url),
    world,
  });
  const issues = doubts.map(
    (doubt): Issue => ({
      code: 'doubtful-setup',
      rule: doubt.rule,
      severity: 'warning',
      path: `${path}${doubt.path}`,
      message: doubt.says,
    }),
  );
  const assumed = [...prepared.assumed, ...counted, ...leansOn(run, series, secretKey)];
  return end(run, { startMs, series: settle(series, options), last, issues, assumed, isSigned: secretKey !== null });

  function exchangeOf(base: HttpRequest, added: readonly HttpHeader[]) {
    return {
      request: { ...base, headers: [...base.headers, ...added] },
      limits: { timeoutMs, timeoutScope: options.timeoutScope, maxResponseBytes: null },
      verifyTls: task.validateSsl ?? true,
      addresses,
    };
  }
}

/** All that can be told before anything is sent. */
function prepare({ task, data, options }: TaskRun): PreparedRequest | NotFilled {
  if (!options.webhooksEnabled) {
    return { status: 'refused', rule: 'T-230', says: 'webhooks are switched off on the platform' };
  }
  const prepared = prepareRequest(task, data, options);
  const fault = prepared.status === 'ready' ? refuseSecret(prepared.secretKey, options) : null;
  return fault === null ? prepared : { status: 'refused', ...fault };
}

/** Attempts after the first one, and what the number leans on (T-124, T-128, T-146, T-147). */
function countRetries({ task: { retry }, kind, options }: TaskRun): {
  readonly retries: number;
  readonly assumed: readonly string[];
} {
  if (kind === 'test') return { retries: options.testRetries, assumed: ['T-128'] };
  if (retry?.enabled !== true) return { retries: 0, assumed: [] };
  const assumed = retry.retries === undefined ? ['T-147'] : [];
  const count = retry.retries ?? options.defaultRetries;
  return { retries: options.retryCountMeaning === 'attempts' ? Math.max(count - 1, 0) : count, assumed };
}

/** Why a secret cannot sign under the chosen profile; null where it can, or where there is none. */
export function refuseSecret(
  secretKey: string | null,
  { signatureProfile }: Pick<TaskOptions, 'signatureProfile'>,
): { readonly rule: string; readonly says: string } | null {
  const says = secretKey === null ? null : explainSecret(profileOf(signatureProfile), secretKey);
  return says === null ? null : { rule: 'T-181', says: `the secret key cannot sign: ${says}` };
}

function profileOf(name: string) {
  return findSignatureProfile(name) ?? signatureProfiles.trifacta;
}

/** Gives the headers of the signature for each attempt (T-180 to T-186). */
function makeSigner(
  { options, world }: TaskRun,
  secret: string | null,
): (request: HttpRequest) => readonly HttpHeader[] {
  if (secret === null) return () => [];
  let id: string | null = null;
  let first: readonly HttpHeader[] | null = null;
  return ({ body }) => {
    if (first !== null && !options.signPerAttempt) return first;
    const profile = profileOf(options.signatureProfile);
    if (profile.idHeader !== null) id ??= world.uuid();
    first = sign(profile, { secret, nowMs: world.now(), ...(id === null ? {} : { id }), body: body ?? '' });
    return first;
  };
}

function headerOf(name: string, value: string | null): readonly HttpHeader[] {
  return value === null ? [] : [{ name, value }];
}

/** Shown and not obeyed: the delay is fixed (T-148). `x-retry-after` is read of the one API that sends it (H-234). */
function seeRetryAfter({ options, world }: TaskRun, outcome: ExchangeOutcome, url: string): number | null {
  if (outcome.kind !== 'response') return null;
  const isJobs = URL.canParse(url) && /\/v4\/jobGroups\/?$/.test(new URL(url).pathname);
  const names = [...options.retryAfterHeaders, ...(isJobs ? ['x-retry-after'] : [])];
  return readRetryAfter(outcome.response.headers, { names, dates: true, now: world.now() });
}

/** T-125: what becomes of a task whose retries are used up. */
function settle(series: Series, { onRetriesExhausted }: TaskOptions): Series {
  const isExhausted = series.status === 'failed' && series.rule === 'T-125';
  return isExhausted && onRetriesExhausted === 'ignore' ? { ...series, status: 'ignored' } : series;
}

/** Rules without a source that show in the attempts. */
function leansOn({ kind }: TaskRun, { attempts, rule }: Series, secretKey: string | null): readonly string[] {
  const outcomes = attempts.map(({ outcome }) => outcome);
  const statuses = outcomes.flatMap((outcome) => (outcome.kind === 'response' ? [outcome.response.status] : []));
  const isRetried = attempts.length > 1;
  const rows: readonly (readonly [leans: boolean, ...rules: readonly string[]])[] = [
    [statuses.some((status) => status >= 300 && status <= 399), 'T-141'],
    [outcomes.some(({ kind: how }) => how === 'failure'), 'T-142'],
    [outcomes.some((outcome) => outcome.kind === 'failure' && outcome.failure.type === 'timeout'), 'T-150'],
    [isRetried, 'T-144', 'T-145', 'T-146', 'T-148'],
    [isRetried && kind === 'webhook', 'T-174'],
    [rule === 'T-125', 'T-125', 'T-146'],
    [secretKey !== null, 'T-181', 'T-182', 'T-183'],
    [secretKey !== null && isRetried, 'T-186'],
    [kind === 'test' && statuses.some((status) => status !== 200 && status >= 200 && status <= 299), 'T-127'],
  ];
  return rows.flatMap(([leans, ...rules]) => (leans ? rules : []));
}

function end(
  { task, kind, world, startedAt }: TaskRun,
  {
    startMs,
    series,
    last,
    issues = [],
    assumed = [],
    isSigned = false,
  }: {
    readonly startMs: number;
    readonly series: Series;
    readonly last: ExchangeOutcome | null;
    readonly issues?: readonly Issue[];
    readonly assumed?: readonly string[];
    readonly isSigned?: boolean;
  },
): TaskEnd {
  const endMs = world.now();
  const status = series.status === 'success' || series.status === 'ignored' ? 'success' : 'failed';
  const what = kind === 'webhook' ? 'webhook' : kind === 'test' ? 'test of' : 'task';
  const log: LogLine[] = [
    { at: startMs - startedAt, level: 'INFO', text: `${what} ${series.name} starts`, rule: 'T-160' },
    ...series.attempts.map(
      ({ n, at, class: verdict, why, rule }): LogLine => ({
        at,
        level: verdict === 'success' ? 'INFO' : 'WARN',
        text: `${what} ${series.name}, attempt ${n}: ${why}`,
        rule,
      }),
    ),
    {
      at: endMs - startedAt,
      level: status === 'success' ? 'INFO' : 'ERROR',
      text: `${what} ${series.name}: ${series.status}, ${series.says}`,
      rule: series.rule,
    },
  ];
  const metadata = describeHttpTask({ name: task.name, status, startMs, endMs, last });
  return { series, status, metadata, isSigned, log, issues, assumed };
}
