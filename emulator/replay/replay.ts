import { realpath, stat } from 'node:fs/promises';
import { openRecording } from '../recording/read.ts';
import { makeReport, type ReportBuilder } from '../report/build.ts';
import type { Report } from '../report/report.ts';
import { makeHostCalls } from '../sandbox/host-calls.ts';
import { type LanePool, openLanePool } from '../sandbox/lane-pool.ts';
import { runJob } from '../sandbox/run-job.ts';
import type { loadScript } from '../sandbox/script/load.ts';
import { makeScriptLoader } from '../sandbox/script/script-loader.ts';
import { checkInspect } from './check-inspect.ts';
import { type LintBudget, makeLintBudget, makeLintSampler } from './lint-samples.ts';
import { prepareHook } from './prepare-hook.ts';
import { prepareStep } from './prepare-step.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';
import { type CallSaver, checkSaveCalls, openCallSaver } from './save-calls.ts';
import { makeScribe } from './scribe.ts';
import { checkUpdate, type JudgedPage, type ResultUpdates } from './update-results.ts';

/**
 * Replays recordings through hooks, or through the stages of a pipeline, in sandboxed processes and judges every page.
 * A hook's failure is data in the report; throws HooksmithError for what the user must mend first: a script, a recording or
 * an option that cannot be used.
 *
 * @example
 * const report = await replay([{ script: 'hooks/order-ids.ts', recordings: ['recordings/orders.rec.jsonl'] }]);
 */
export function replay(targets: readonly ReplayTarget[], options: ReplayOptions = {}): Promise<Report> {
  return replayInto(targets, options, null);
}

/** Replays as `replay` does and keeps the results for an update of the recordings; null keeps none. */
export async function replayInto(
  targets: readonly ReplayTarget[],
  options: ReplayOptions,
  updates: ResultUpdates | null,
): Promise<Report> {
  const startedAt = performance.now();
  checkInspect(targets, options);
  await checkSaveCalls(targets, options);
  if (updates !== null) await checkUpdate(targets, options);
  const report = makeReport(options);
  const totalBytes = await measure(targets);
  let readBytes = 0;
  for (const target of targets) {
    const pool = openLanePool();
    const load = makeScriptLoader();
    const budget = makeLintBudget();
    try {
      for (const path of target.recordings) {
        await replayRecording({ target, options, path, pool, load, report, updates, budget }, (share) => {
          const { pages, failedPages } = report.totals();
          options.onProgress?.({ recording: path, pages, failedPages, share: (readBytes + share.bytes) / totalBytes });
          if (share.end) readBytes += share.bytes;
        });
        if (options.bail === true && report.hasErrors()) {
          return report.build({ durationMs: performance.now() - startedAt, stoppedEarly: 'bail' });
        }
      }
    } finally {
      pool.dispose();
    }
  }
  return report.build({ durationMs: performance.now() - startedAt, stoppedEarly: null });
}

/** One recording of a target, and where what it gives goes. */
export interface RecordingReplay {
  /** The recording is one of its recordings: the runners of `pool` may read all of them. */
  readonly target: ReplayTarget;
  readonly options: ReplayOptions;
  readonly path: string;
  readonly pool: LanePool;
  /** Loads the scripts; one loader for all recordings of a target builds each of them once. */
  readonly load: typeof loadScript;
  readonly report: ReportBuilder;
  readonly updates: ResultUpdates | null;
  readonly budget: LintBudget;
}

/** Replays one recording: open, plan, run, note what happens. Throws HooksmithError as `replay` does. */
export async function replayRecording(
  { target, options, path, pool, load, report, updates, budget }: RecordingReplay,
  onRead: (share: { readonly bytes: number; readonly end: boolean }) => void,
): Promise<void> {
  const reader = await openRecording(path, { allowTruncated: options.allowTruncated ?? false });
  let saver: CallSaver | null = null;
  try {
    if ('httpStep' in target) {
      // Loaded when it is needed: hooks do not pay for the libraries of HTTP steps.
      const { replayHttpStep } = await import('./replay-http-step.ts');
      const runs = new Map<number, JudgedPage>();
      const onRun = (run: JudgedPage): void => {
        if (updates !== null) runs.set(run.seq, run);
        options.onResult?.({ recording: path, page: run.seq, result: run.result, stages: run.stages });
      };
      await replayHttpStep({ target, options, reader, report, onRun });
      if (updates !== null) await keepRuns(updates, path, runs);
      onRead({ bytes: reader.sizeBytes, end: true });
      return;
    }
    const given = { options, reader, pool, load, canonicalPath: await realpath(path) };
    const { cast, plan, stripes, answer } =
      'step' in target ? await prepareStep({ ...given, target }) : await prepareHook({ ...given, target });
    const scribe = makeScribe({ report, reader, cast, plan });
    const sampler = makeLintSampler({ cast, plan, budget });
    const onCall = answer === null ? undefined : makeHostCalls({ answer });
    saver = options.saveCalls === undefined ? null : openCallSaver(options.saveCalls, { reader, cast, plan });
    const updater = (await updates?.open(reader)) ?? null;
    const returnsResults = updater !== null || options.onResult !== undefined;
    const job = returnsResults ? { ...plan.job, returnResults: true } : plan.job;

    for await (const event of runJob({ job, lanes: pool.take(plan.lanes), stripes, onCall, signal: options.signal })) {
      scribe.note(event);
      sampler.note(event);
      if (event.kind === 'page') {
        const { seq, result, step } = event.verdict;
        options.onResult?.({ recording: path, page: seq, result, stages: step?.stages ?? {} });
      }
      await saver?.note(event);
      await updater?.note(event);
      if (event.kind === 'stripe-end') onRead({ bytes: event.stripe.readBytes, end: false });
      if (options.bail === true && report.hasErrors()) break;
    }
    if (!(options.bail === true && report.hasErrors())) {
      scribe.end();
      // A debugger would stop in pages that are run again.
      if (options.inspect === undefined) await sampler.run(pool, scribe, options.signal);
    }
    await saver?.end();
    saver = null;
    await updater?.end();
    onRead({ bytes: reader.sizeBytes, end: true });
  } finally {
    await saver?.abort();
    await reader.close();
  }
}

/** A step that sends is not run from stripes, so its recording is read once more. */
async function keepRuns(updates: ResultUpdates, path: string, runs: ReadonlyMap<number, JudgedPage>): Promise<void> {
  const reader = await openRecording(path);
  try {
    const updater = await updates.open(reader);
    for await (const stripe of reader.stripes()) await updater.noteStripe(stripe, runs);
    await updater.end();
  } finally {
    await reader.close();
  }
}

async function measure(targets: readonly ReplayTarget[]): Promise<number> {
  const paths = targets.flatMap((target) => target.recordings);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.size ?? 0));
  return Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
}
