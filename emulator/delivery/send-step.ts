import { randomBytes } from 'node:crypto';
import type { Assumptions, Finding, Issue, JsonValue } from '../../sdk/contract.ts';
import type { Exchange, ExchangeOutcome } from '../../sdk/http/exchange.ts';
import type { PastExchange } from '../../sdk/http/har.ts';
import {
  type AnyHttpStep,
  assumptionsOfHttpStep,
  type GivenStep,
  type HttpStepOutcome,
  type StepWorld,
} from '../../sdk/http/http-step.ts';
import { HooksmithError } from '../errors.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { type LiveScript, openLiveScript } from '../replay/live-script.ts';
import type { ScriptFile, TargetSettings } from '../replay/replay-options.ts';
import { makeReport, type ReportBuilder } from '../report/build.ts';
import type { PageConsole } from '../report/report.ts';
import { makeRandom } from '../sandbox/random.ts';
import { suggest } from '../suggest.ts';
import { type NetworkProfile, thisMachine } from './address-guard.ts';
import { carryOut } from './carry-out.ts';
import { checkShape } from './check-shape.ts';
import { makeConcealer } from './conceal.ts';
import { findingsOf } from './findings-of.ts';
import { namedSecrets } from './named-secrets.ts';
import { renderTemplates } from './render-templates.ts';
import { makeRealClock, makeVirtualClock, type RunClock } from './run-clock.ts';
import { type FindSecret, fillSecrets } from './secrets.ts';
import { send } from './send.ts';

/** A step to be carried out for real. */
export interface SendStepOptions {
  readonly step: AnyHttpStep;
  /** How the step is configured; `{"$secret": handle}` stands for a secret. */
  readonly setup: JsonValue;
  /** What the step gets. @default {} */
  readonly input?: JsonValue;
  readonly assumptions?: Readonly<Record<string, JsonValue>>;
  /** By handle, or a function that finds them. @default none */
  readonly secrets?: Readonly<Record<string, string>> | FindSecret;
  /** Whom the step may call. @default this machine only */
  readonly network?: NetworkProfile;
  /** `virtual` jumps over waits; requests are real with both. @default 'virtual' */
  readonly clock?: 'virtual' | 'real';
  /** Time at which a virtual clock starts. @default now */
  readonly now?: Date;
  /** On a virtual clock: real ms that an exchange may take before its time (30 s) counts as over. @default its time */
  readonly deadlineMs?: number;
  /** Scripts by their place. */
  readonly scripts?: Readonly<Record<string, ScriptFile>>;
  readonly settings?: Pick<TargetSettings, 'moduleState' | 'timeoutMs' | 'memoryMb'>;
  /** Seeds chance and UUIDs. @default random */
  readonly seed?: string;
  /** Answers exchanges in place of the network, as a replay does. */
  readonly answer?: (exchange: Exchange, clock: RunClock) => Promise<ExchangeOutcome>;
  /** How messages call the step. @default its platform and name */
  readonly owner?: string;
}

/** An exchange of a step. */
interface SentExchange extends PastExchange {
  /** Bytes of the request's body before secrets were hidden in it; null where it has none. */
  readonly bodyBytes: number | null;
}

/** What became of the step; secrets are hidden everywhere in it. */
export interface SentStep extends Omit<HttpStepOutcome, 'secrets'> {
  readonly findings: readonly Finding[];
  /** Lines that scripts printed. */
  readonly console: readonly PageConsole[];
  /** All exchanges in order, those that belong to no series included, such as authentication. */
  readonly exchanges: readonly SentExchange[];
  /** When the step began on its clock, ISO 8601. */
  readonly startedAt: string;
  readonly seed: string;
}

/**
 * Carries out a step: checks its configuration, then does what its machine asks for over real sockets.
 * What the receiver and the network do is data in the outcome.
 *
 * @throws HooksmithError `ERR_USAGE` or `ERR_CONFIG` for a setup, an input, an assumption or a secret that cannot be used,
 *   `ERR_HOOK` for a script that cannot be loaded.
 *
 * @example
 * const { status, series } = await sendStep({ step: httpTask, setup: { method: 'POST', url: 'http://127.0.0.1:4010/' } });
 */
export async function sendStep(options: SendStepOptions): Promise<SentStep> {
  const { step, input = {}, network = thisMachine, seed = randomBytes(8).toString('hex') } = options;
  const owner = options.owner ?? `${step.platform}/${step.step}`;
  const find = finderOf(options.secrets);
  const { setup, used } = fillSecrets(options.setup, find, owner);
  const concealer = makeConcealer([...used, ...namedSecrets(setup)]);
  const assumptions = chooseAssumptions(owner, assumptionsOfHttpStep(step), options.assumptions ?? {});
  checkShape(step, { setup, input, owner });

  const startedAt = options.now ?? new Date();
  const clock =
    options.clock === 'real'
      ? makeRealClock()
      : makeVirtualClock({
          startMs: startedAt.getTime(),
          ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
        });
  const world = makeWorld({ clock, seed, find, onSecret: concealer.add });
  const report = makeReport();
  const exchanges: SentExchange[] = [];
  const scripts = await openScripts({ step, options, assumptions, seed, nowMs: clock.now(), report });
  try {
    const given: GivenStep = { setup, input, assumptions, has: (place) => scripts.has(place) };
    const issues = step.check(given);
    const outcome = issues.some(({ severity }) => severity === 'error')
      ? refuse(issues)
      : await carryOut(step.run(given, world), {
          exchange: async (exchange) => {
            const sentAt = clock.now();
            const came = await (options.answer?.(exchange, clock) ?? send(exchange, { clock, network }));
            const { request } = exchange;
            const bodyBytes = request.body === null ? null : Buffer.byteLength(request.body);
            exchanges.push({ request, outcome: came, startedAt: sentAt, bodyBytes });
            return came;
          },
          wait: clock.wait,
          script: (place, value) => getScript(scripts, place).call(value, clock.now()),
          render: renderTemplates,
        });
    for (const script of scripts.values()) await script.finish();
    for (const secret of outcome.secrets ?? []) concealer.add(secret);
    const told = { ...outcome, issues: [...new Set([...issues, ...outcome.issues])] };
    const { findings, console } = findingsOf(told, report);
    const { secrets: _, ...shown } = {
      ...told,
      findings,
      console,
      exchanges,
      startedAt: startedAt.toISOString(),
      seed,
    };
    return concealer.value(shown);
  } finally {
    for (const script of scripts.values()) script.close();
  }
}

function finderOf(secrets: SendStepOptions['secrets'] = {}): FindSecret {
  if (typeof secrets === 'function') return secrets;
  return (handle) => (Object.hasOwn(secrets, handle) ? secrets[handle] : undefined);
}

function makeWorld({
  clock,
  seed,
  find,
  onSecret,
}: {
  readonly clock: RunClock;
  readonly seed: string;
  readonly find: FindSecret;
  readonly onSecret: (secret: string) => void;
}): StepWorld {
  const random = makeRandom(`${seed}:step`);
  const digit = (): string => Math.floor(random() * 16).toString(16);
  return {
    now: clock.now,
    random,
    uuid: () => uuidPattern.replace(/x/g, digit).replace('y', () => '89ab'[Math.floor(random() * 4)] ?? '8'),
    secret(handle) {
      const value = find(handle);
      if (value !== undefined) onSecret(value);
      return value;
    },
  };
}

const uuidPattern = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';

/** Loads all scripts at once; when one of them cannot be loaded, none is left running. */
async function openScripts({
  step,
  options,
  assumptions,
  seed,
  nowMs,
  report,
}: {
  readonly step: AnyHttpStep;
  readonly options: SendStepOptions;
  readonly assumptions: Assumptions;
  readonly seed: string;
  readonly nowMs: number;
  readonly report: ReportBuilder;
}): Promise<ReadonlyMap<string, LiveScript>> {
  const attached = Object.entries(options.scripts ?? {});
  const known = step.scripts.map(({ name }) => name);
  const slip = attached.find(([place]) => !known.includes(place));
  if (slip !== undefined) {
    throw new HooksmithError('ERR_USAGE', `${step.platform}/${step.step} has no place for a script called ${slip[0]}`, {
      next: [known.length === 0 ? 'It takes no scripts.' : suggest(slip[0], known)],
    });
  }
  const opened = await Promise.allSettled(
    attached.map(async ([place, { file, functionName, built }]) => {
      const contract = step.scripts.find(({ name }) => name === place)?.contract;
      if (contract === undefined) throw new Error(`no contract at ${place}`);
      const own = Object.fromEntries(
        Object.keys(contract.assumptions).map((name) => [name, assumptions[name] ?? null]),
      );
      const settings = options.settings ?? {};
      const into = { ...report, addFinding: (finding: Finding) => report.addFinding({ ...finding, stage: place }) };
      const given = { contract, file, functionName, built, assumptions: own, settings, nowMs, report: into };
      return [place, await openLiveScript({ ...given, seed: `${seed}:${place}` })] as const;
    }),
  );
  const failure = opened.find((result) => result.status === 'rejected');
  const scripts = new Map(opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  if (failure === undefined) return scripts;
  for (const script of scripts.values()) script.close();
  throw failure.reason;
}

function getScript(scripts: ReadonlyMap<string, LiveScript>, place: string): LiveScript {
  const script = scripts.get(place);
  if (script === undefined) throw new Error(`no script is attached at ${place}`);
  return script;
}

/** Nothing is sent for a configuration that is wrong. */
function refuse(issues: readonly Issue[]): HttpStepOutcome {
  return { status: 'refused', series: [], output: null, log: [], issues, assumed: [] };
}
