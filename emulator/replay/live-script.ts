import type { AnyContract, Assumptions, JsonValue } from '../../sdk/contract.ts';
import type { ScriptOutcome } from '../../sdk/http/http-step.ts';
import type { Stripe } from '../recording/stripe.ts';
import type { ReportBuilder } from '../report/build.ts';
import { openLanePool } from '../sandbox/lane-pool.ts';
import type { PageVerdict } from '../sandbox/protocol.ts';
import { type JobEvent, runJob } from '../sandbox/run-job.ts';
import { loadScript } from '../sandbox/script/load.ts';
import { castOfHook } from './cast.ts';
import { makeLintBudget, makeLintSampler } from './lint-samples.ts';
import { withoutRecording } from './no-recording.ts';
import { chooseLimits, planHook } from './plan-job.ts';
import type { BuiltScript, TargetSettings } from './replay-options.ts';
import { makeScribe } from './scribe.ts';

/** A script that stays loaded in its sandbox and is called again and again, as a step asks for it. */
export interface LiveScript {
  /** Calls it with its clock at `nowMs` and judges the result by the contract; one call at a time. Never rejects for what the script does. */
  call(input: JsonValue, nowMs: number): Promise<ScriptOutcome>;
  /** Waits for the last call, and looks at what its results lean on (`relies-on-state`, `clock-or-chance`). No call comes after it. */
  finish(): Promise<void>;
  close(): void;
}

/** What a live script is made of. */
export interface LiveScriptOptions {
  readonly contract: AnyContract;
  readonly file: string;
  readonly functionName?: string | undefined;
  /** A build of the file that runs in its place. */
  readonly built?: BuiltScript | undefined;
  readonly assumptions: Assumptions;
  readonly settings: Pick<TargetSettings, 'moduleState' | 'timeoutMs' | 'memoryMb'>;
  readonly seed: string;
  readonly nowMs: number;
  /** Gets the findings about the script and its results. */
  readonly report: ReportBuilder;
}

/** Loads a script and starts the process that it runs in. Throws HooksmithError for a script that cannot be loaded. */
export async function openLiveScript({
  contract,
  file,
  functionName,
  built,
  assumptions,
  settings,
  seed,
  nowMs,
  report,
}: LiveScriptOptions): Promise<LiveScript> {
  const limits = chooseLimits(settings, {}, [contract.limits], assumptions);
  const pool = openLanePool();
  try {
    pool.open({ ...limits, readable: [], asksParent: false });
    const script = await loadScript({ file, contract, functionName, built });
    const part = { contract, script };
    const reader = withoutRecording({ path: file, seed });
    const options = { now: new Date(nowMs), seed };
    const plan = planHook({ target: settings, options, reader, assumptions, canonicalPath: null, limits, part });
    const cast = castOfHook(part);
    const scribe = makeScribe({ report, reader, cast, plan });
    const sampler = makeLintSampler({ cast, plan, budget: makeLintBudget() });
    const feed = makeFeed();
    const job = { ...plan.job, returnResults: true };
    const listening = listen(runJob({ job, lanes: pool.take(1), stripes: feed.stripes() }), (event) => {
      scribe.note(event);
      sampler.note(event);
      if (event.kind === 'page') feed.settle(toOutcome(event.verdict));
      if (event.kind === 'stopped')
        feed.settle(failed(event.stop.reason, `the call was stopped: ${event.stop.reason}`));
    }).catch(feed.fail);
    return {
      call: feed.call,
      async finish() {
        feed.end();
        await listening;
        await sampler.run(pool, scribe);
      },
      close() {
        feed.end();
        pool.dispose();
      },
    };
  } catch (error) {
    pool.dispose();
    throw error;
  }
}

async function listen(events: AsyncIterable<JobEvent>, note: (event: JobEvent) => void): Promise<void> {
  for await (const event of events) note(event);
}

interface WaitingCall {
  resolve(outcome: ScriptOutcome): void;
  reject(error: unknown): void;
}

/** Makes pages of calls, one after the other, and hands each call its outcome. */
function makeFeed() {
  let calls = 0;
  let waiting: WaitingCall | null = null;
  let failure: { readonly error: unknown } | null = null;
  let next: Stripe | null = null;
  let ended = false;
  let wake: () => void = () => undefined;

  return {
    async *stripes(): AsyncGenerator<Stripe> {
      while (!ended) {
        const stripe = next;
        next = null;
        if (stripe !== null) yield stripe;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
    call(input: JsonValue, nowMs: number): Promise<ScriptOutcome> {
      if (failure !== null) return Promise.reject(failure.error);
      if (waiting !== null) throw new Error('a script takes one call at a time');
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const bytes = Buffer.from(JSON.stringify(input), 'utf8');
        const place = { firstLine: 1, lines: null, firstSeq: calls, offset: 0, readBytes: 0 };
        next = { ...place, lineEnds: [bytes.length], bytes, nowMs };
        calls += 1;
        wake();
      });
    },
    settle(outcome: ScriptOutcome): void {
      const call = waiting;
      waiting = null;
      call?.resolve(outcome);
    },
    fail(error: unknown): void {
      failure = { error };
      waiting?.reject(error);
      waiting = null;
    },
    end(): void {
      ended = true;
      wake();
    },
  };
}

function toOutcome({ status, result, issues }: PageVerdict): ScriptOutcome {
  if (status === 'passed') {
    const value: JsonValue | undefined = result === null ? undefined : JSON.parse(result);
    return { status: 'returned', value };
  }
  const issue = issues.find(({ severity }) => severity === 'error');
  return failed(issue?.code ?? 'hook-threw', issue?.message ?? 'the script could not be loaded');
}

function failed(code: string, message: string): ScriptOutcome {
  return { status: 'failed', error: { code, message } };
}
