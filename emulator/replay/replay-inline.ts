import { Buffer } from 'node:buffer';
import type { AnyContract } from '../../sdk/contract.ts';
import { connectStandIn } from '../delivery/stand-in.ts';
import type { Stripe } from '../recording/stripe.ts';
import { makeReport } from '../report/build.ts';
import type { Report } from '../report/report.ts';
import { makeHostCalls } from '../sandbox/host-calls.ts';
import { openLanePool } from '../sandbox/lane-pool.ts';
import type { PageVerdict } from '../sandbox/protocol.ts';
import { runJob } from '../sandbox/run-job.ts';
import { loadScript } from '../sandbox/script/load.ts';
import { chooseAssumptions } from './assumptions.ts';
import { castOfHook } from './cast.ts';
import { makeLintBudget, makeLintSampler } from './lint-samples.ts';
import { withoutRecording } from './no-recording.ts';
import { chooseLimits, planHook } from './plan-job.ts';
import type { HookTarget, ReplayOptions } from './replay-options.ts';
import { makeScribe } from './scribe.ts';

/** Pages that are in memory, and the hook that they go through. */
export interface InlineReplay {
  readonly contract: AnyContract;
  readonly target: Omit<HookTarget, 'recordings'>;
  readonly options: Omit<ReplayOptions, 'allowTruncated' | 'saveCalls' | 'onProgress'>;
  /** How messages call the pages. */
  readonly name: string;
  /** What each line holds: a page line of a recording, or bare `options`. */
  readonly form: 'recording' | 'options';
  /** JSON texts without line breaks, one for each page. */
  readonly lines: readonly string[];
  /** Is told each verdict, with the text of the result. */
  onVerdict?(verdict: PageVerdict): void;
}

/**
 * Replays pages that no file holds: nothing is written, and nothing of them is redacted.
 * Throws HooksmithError when script or options cannot be used.
 */
export async function replayInline(given: InlineReplay): Promise<Report> {
  const { contract, target, options, name, form, lines, onVerdict } = given;
  const startedAt = performance.now();
  const report = makeReport(options);
  const owner = `${contract.platform}/${contract.hook}`;
  const assumptions = chooseAssumptions(owner, contract.assumptions, { ...target.assumptions, ...options.assumptions });
  const limits = chooseLimits(target, options, [contract.limits], assumptions);
  const answer = options.standIn === undefined ? null : connectStandIn(options.standIn, contract, assumptions);
  const onCall = answer === null ? undefined : makeHostCalls({ answer });
  const pool = openLanePool();
  try {
    pool.open({ ...limits, readable: [], asksParent: onCall !== undefined, inspect: options.inspect });
    const script = await loadScript({
      file: target.script,
      built: target.built,
      debug: options.inspect,
      contract,
      ...(target.functionName === undefined ? {} : { functionName: target.functionName }),
    });
    const stripes = cutStripes(lines);
    const sizeBytes = stripes.at(-1)?.readBytes ?? 0;
    const reader = { ...withoutRecording({ path: name, sizeBytes }), form };
    const part = { contract, script };
    const plan = planHook({ target, options, reader, assumptions, canonicalPath: null, limits, part });
    const cast = castOfHook(part);
    const scribe = makeScribe({ report, reader, cast, plan });
    const sampler = makeLintSampler({ cast, plan, budget: makeLintBudget() });
    const job = { ...plan.job, returnResults: onVerdict !== undefined };
    const lanes = pool.take(Math.min(plan.lanes, stripes.length));
    for await (const event of runJob({ job, lanes, stripes: inOrder(stripes), onCall, signal: options.signal })) {
      scribe.note(event);
      sampler.note(event);
      if (event.kind === 'page') onVerdict?.(event.verdict);
      if (options.bail === true && report.hasErrors()) {
        return report.build({ durationMs: performance.now() - startedAt, stoppedEarly: 'bail' });
      }
    }
    scribe.end();
    await sampler.run(pool, scribe);
    return report.build({ durationMs: performance.now() - startedAt, stoppedEarly: null });
  } finally {
    pool.dispose();
  }
}

/** Small enough that several runners have something to do. */
const stripeBytes = 256 * 1024;

function cutStripes(lines: readonly string[]): readonly Stripe[] {
  const stripes: Stripe[] = [];
  let first = 0;
  let offset = 0;
  while (first < lines.length) {
    const chunks: Buffer[] = [];
    const lineEnds: number[] = [];
    let bytes = 0;
    while (first + lineEnds.length < lines.length && (lineEnds.length === 0 || bytes < stripeBytes)) {
      const chunk = Buffer.from(`${lines[first + lineEnds.length]}\n`);
      chunks.push(chunk);
      bytes += chunk.length;
      lineEnds.push(bytes - 1);
    }
    stripes.push({
      firstLine: first + 1,
      lines: null,
      firstSeq: first,
      offset,
      lineEnds,
      bytes: Buffer.concat(chunks),
      readBytes: offset + bytes,
    });
    first += lineEnds.length;
    offset += bytes;
  }
  return stripes;
}

async function* inOrder(stripes: readonly Stripe[]): AsyncGenerator<Stripe> {
  yield* stripes;
}
