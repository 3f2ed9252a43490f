import type { AnyContract, JsonValue } from '../../sdk/contract.ts';
import { recogniseContracts } from '../../sdk/platforms.ts';
import { connectStandIn } from '../delivery/stand-in.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import type { Stripe } from '../recording/stripe.ts';
import { makeReport } from '../report/build.ts';
import type { Report } from '../report/report.ts';
import { makeHostCalls } from '../sandbox/host-calls.ts';
import { openLanePool } from '../sandbox/lane-pool.ts';
import { runJob } from '../sandbox/run-job.ts';
import { loadScript } from '../sandbox/script/load.ts';
import { chooseAssumptions } from './assumptions.ts';
import { castOfHook } from './cast.ts';
import { getContract, nameHook } from './find-contract.ts';
import { withoutRecording } from './no-recording.ts';
import { chooseLimits, planHook } from './plan-job.ts';
import type { HookTarget, ReplayOptions } from './replay-options.ts';
import { makeScribe } from './scribe.ts';

/** One call of a hook. */
export interface RunHookOptions
  extends Omit<ReplayOptions, 'page' | 'bail' | 'workers' | 'allowTruncated' | 'saveCalls' | 'onProgress'> {
  readonly target: Omit<HookTarget, 'recordings'>;
  /** JSON text of `options`. */
  readonly input: string;
  /** How messages call the input. @default '<input>' */
  readonly inputName?: string;
}

/** What came of it. */
export interface RunHookResult {
  /** JSON text of the result; null when there is none. */
  readonly result: string | null;
  readonly report: Report;
}

/**
 * Calls a hook once in the sandbox and judges what it gives back, as a replay of one page would.
 * Throws HooksmithError when script, input or options cannot be used.
 */
export async function runHook({
  target,
  input,
  inputName = '<input>',
  ...options
}: RunHookOptions): Promise<RunHookResult> {
  const startedAt = performance.now();
  const report = makeReport(options);
  const contract = chooseContract(target.contract, input, inputName);
  const name = `${contract.platform}/${contract.hook}`;
  const assumptions = chooseAssumptions(name, contract.assumptions, { ...target.assumptions, ...options.assumptions });
  const limits = chooseLimits(target, options, [contract.limits], assumptions);
  const answer = options.standIn === undefined ? null : connectStandIn(options.standIn, contract, assumptions);
  const onCall = answer === null ? undefined : makeHostCalls({ answer });
  const pool = openLanePool();
  try {
    pool.open({ ...limits, readable: [], asksParent: onCall !== undefined });
    const script = await loadScript({
      file: target.script,
      built: target.built,
      contract,
      ...(target.functionName === undefined ? {} : { functionName: target.functionName }),
    });
    const reader = withoutRecording({ path: inputName, sizeBytes: input.length });
    const part = { contract, script };
    const plan = planHook({ target, options, reader, assumptions, canonicalPath: null, limits, part });
    const scribe = makeScribe({ report, reader, cast: castOfHook(part), plan });
    let result: string | null = null;
    const job = { ...plan.job, returnResults: true };
    for await (const event of runJob({ job, lanes: pool.take(1), stripes: oneStripe(input), onCall })) {
      scribe.note(event);
      if (event.kind === 'page') result = event.verdict.result;
    }
    scribe.end();
    return { result, report: report.build({ durationMs: performance.now() - startedAt, stoppedEarly: null }) };
  } finally {
    pool.dispose();
  }
}

function chooseContract(named: string | undefined, input: string, inputName: string): AnyContract {
  const value = parse(input, inputName);
  if (named !== undefined) return getContract(named);
  const [contract, ...others] = recogniseContracts(value);
  if (contract !== undefined && others.length === 0) return contract;
  throw new HooksmithError('ERR_USAGE', `${inputName} fits ${others.length > 0 ? 'several hooks' : 'no hook'}`, {
    next: [nameHook(value)],
  });
}

function parse(input: string, inputName: string): JsonValue {
  try {
    return JSON.parse(input);
  } catch (cause) {
    const { line, column, what } = placeJsonError(input);
    throw new HooksmithError('ERR_USAGE', `${inputName}:${line}:${column}: not JSON: ${what}`, {
      place: { file: inputName, line, column },
      next: ['Give the options as JSON; in a shell, put them into single quotes.'],
      cause,
    });
  }
}

/** Line breaks outside strings are white space in JSON, so one page fits on one line. */
async function* oneStripe(input: string): AsyncGenerator<Stripe> {
  const bytes = Buffer.from(input.replaceAll(/[\r\n]/g, ' '), 'utf8');
  yield { firstLine: 1, lines: null, firstSeq: 0, offset: 0, lineEnds: [bytes.length], bytes, readBytes: bytes.length };
}
