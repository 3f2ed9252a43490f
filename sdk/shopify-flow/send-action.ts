import type { Issue, JsonValue } from '../contract.ts';
import { deliver, type Prepared, type RetryPolicy } from '../http/deliver.ts';
import { anyAddress, type ExchangeOutcome, type HttpRequest, type HttpResponse } from '../http/exchange.ts';
import type { HttpStepMachine, LogLine, Series, StepWorld } from '../http/http-step.ts';
import type { Action } from './action.ts';
import { leanedOn } from './assumed-rules.ts';
import { type Filled, fillAction } from './fill-action.ts';
import { answerTimeoutMs, flowPolicy, readFlowRetryAfter } from './policy.ts';
import type { FlowSettings } from './settings.ts';

/** An action that is to be carried out. */
export interface ActionRun {
  readonly action: Action;
  readonly settings: FlowSettings;
  /** The name of its variable (F-150), which is that of its series as well. */
  readonly name: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** When the step began, on the clock of the run. */
  readonly startedAt: number;
  readonly world: StepWorld;
  /** Narrows the policy, as the section of a workflow does (F-142). @default the policy as it is */
  readonly narrow?: (policy: RetryPolicy) => RetryPolicy;
}

/** What became of an action. */
export interface ActionResult {
  readonly series: Series;
  /** What later steps see of the response; undefined where they see nothing. */
  readonly variable: JsonValue | undefined;
  readonly log: readonly LogLine[];
  readonly issues: readonly Issue[];
  readonly assumed: readonly string[];
  /** What must not be shown beside the secrets themselves (F-163). */
  readonly secrets: readonly string[];
}

/** Fills an action, and sends it until its policy says that it is over (F-101 to F-201). */
export function* sendAction(run: ActionRun): HttpStepMachine<ActionResult> {
  const { settings, name, startedAt, world } = run;
  const filled = yield* fillAction(run);
  if (filled.status !== 'filled') return notSent(run, filled);

  const notes: readonly LogLine[] = filled.notes.map((note) => ({ ...note, at: world.now() - startedAt }));
  const guid = settings.idempotencyHeader === null ? null : world.uuid();
  const policy = flowPolicy(settings);
  const secrets = [...filled.derived];
  const { series, last } = yield* deliver({
    name,
    policy: run.narrow?.(policy) ?? policy,
    startedAt,
    prepare: (n) =>
      n > 1 && !settings.renderOnce ? fillAnew(run, filled, { guid, secrets }) : prepare(filled, settings, guid),
    readRetryAfter: (outcome) => readFlowRetryAfter(outcome, settings, world.now()),
    world,
  });
  const renderedAgain = filled.hasTemplates && series.attempts.length > 1;
  return {
    series,
    variable: fillsVariable(series, last, settings) ? variableOf(last.response, settings) : undefined,
    log: [...notes, endOf(series, world.now() - startedAt)],
    issues: largeResponses(series, settings),
    assumed: [...filled.assumed, ...(renderedAgain ? ['F-179'] : []), ...leanedOn(series, settings)],
    secrets,
  };
}

type FilledAction = Extract<Filled, { status: 'filled' }>;

function prepare({ request }: FilledAction, settings: FlowSettings, guid: string | null): Prepared {
  return {
    exchange: {
      request: withId(request, settings.idempotencyHeader, guid),
      limits: {
        timeoutMs: answerTimeoutMs,
        timeoutScope: settings.timeoutScope,
        maxResponseBytes: settings.maxResponseBytes,
      },
      verifyTls: true,
      addresses: anyAddress,
    },
    guid,
  };
}

/** The same id in every retry (F-197). */
function withId(request: HttpRequest, name: string | null, guid: string | null): HttpRequest {
  if (name === null || guid === null) return request;
  return { ...request, headers: [...request.headers, { name, value: guid }] };
}

/** Where `renderOnce` is off; what cannot be filled any more is sent as it was. */
function* fillAnew(
  run: ActionRun,
  first: FilledAction,
  { guid, secrets }: { readonly guid: string | null; readonly secrets: string[] },
): HttpStepMachine<Prepared> {
  const again = yield* fillAction(run);
  if (again.status === 'filled') secrets.push(...again.derived);
  return prepare(again.status === 'filled' ? again : first, run.settings, guid);
}

function notSent({ name, startedAt, world }: ActionRun, filled: Exclude<Filled, FilledAction>): ActionResult {
  const { status, says, rule, assumed } = filled;
  const series: Series = { name, status, attempts: [], says, rule };
  const log = [endOf(series, world.now() - startedAt)];
  return { series, variable: undefined, log, issues: [], assumed, secrets: [] };
}

function endOf({ name, status, attempts, says, rule }: Series, at: number): LogLine {
  const level = status === 'success' ? 'INFO' : status === 'ignored' ? 'WARN' : 'ERROR';
  const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return { at, level, text: `${name}: ${status} after ${count}: ${says}`, rule };
}

/** Only generation 2025 has a variable; a failed action leaves it empty (F-103, F-150, F-153, F-155). */
function fillsVariable(
  { status }: Series,
  last: ExchangeOutcome,
  { generation, ignoreFillsVariable, redirectFillsVariable }: FlowSettings,
): last is Extract<ExchangeOutcome, { kind: 'response' }> {
  if (generation !== '2025' || last.kind !== 'response') return false;
  if (status === 'ignored') return ignoreFillsVariable;
  if (status !== 'success') return false;
  return last.response.status < 300 || redirectFillsVariable;
}

function variableOf({ status, headers, body }: HttpResponse, { responseMembers }: FlowSettings): JsonValue {
  const byName = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const before = byName.get(key);
    byName.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  const members = { body, status, statusCode: status, headers: Object.fromEntries(byName) };
  return Object.fromEntries(Object.entries(members).filter(([name]) => responseMembers.includes(name)));
}

function largeResponses({ name, attempts }: Series, { warnResponseBytes, maxResponseBytes }: FlowSettings): Issue[] {
  const sizes = attempts.map(({ outcome }) => (outcome.kind === 'response' ? outcome.response.bodyBytes : 0));
  const largest = Math.max(0, ...sizes);
  const overflows = attempts.some(({ outcome }) => outcome.kind === 'failure' && outcome.failure.type === 'max-size');
  if (overflows) {
    const message = `${name} got a response of more than ${maxResponseBytes} bytes, which fails the action`;
    return [{ code: 'too-large', rule: 'F-199', severity: 'error', path: '', message }];
  }
  if (largest < warnResponseBytes) return [];
  const message = `${name} got a response of ${largest} bytes: Flow has a limit that nobody has published`;
  return [{ code: 'too-large', rule: 'F-199', severity: 'warning', path: '', message }];
}
