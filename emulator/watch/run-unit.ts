import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { HooksmithError } from '../errors.ts';
import { makeLintBudget } from '../replay/lint-samples.ts';
import { replayRecording } from '../replay/replay.ts';
import type { Progress, ReplayOptions } from '../replay/replay-options.ts';
import { makeReport, type ReportParts } from '../report/build.ts';
import type { Report } from '../report/report.ts';
import type { LanePool } from '../sandbox/lane-pool.ts';
import type { loadScript } from '../sandbox/script/load.ts';
import type { Unit } from './unit.ts';

/** How the last run of a unit went. */
export type UnitState =
  | {
      readonly status: 'judged';
      readonly report: Report;
      /** What a report of several units is made from. */
      readonly parts: ReportParts;
      /** JSON texts of the results by page; null where they were not kept. */
      readonly results: ReadonlyMap<number, string | null> | null;
    }
  /** A script, a recording or a setting that cannot be used. */
  | { readonly status: 'refused'; readonly error: HooksmithError };

/** Results of larger recordings are not kept for the next run; of those the findings alone are compared. */
const mostKeptBytes = 4_000_000;
/** Somebody who writes a recording that is being replayed is about to be noticed. */
const noticedAfterMs = 100;

/** Replays a unit. Throws the reason of the signal when it was aborted, and what is no mistake of the user. */
export async function runUnit(
  { target, recording }: Unit,
  given: {
    readonly options: ReplayOptions;
    readonly pool: LanePool;
    readonly load: typeof loadScript;
    readonly signal: AbortSignal;
    onProgress(progress: Progress): void;
  },
): Promise<UnitState> {
  const { options, pool, load, signal, onProgress } = given;
  const startedAt = performance.now();
  const report = makeReport(options);
  const results = new Map<number, string | null>();
  const keepsResults = (statSync(recording, { throwIfNoEntry: false })?.size ?? 0) <= mostKeptBytes;
  const keep = {
    onResult: ({ page, result }: { page: number; result: string | null }) => void results.set(page, result),
  };
  try {
    await replayRecording(
      {
        target,
        options: { ...options, signal, ...(keepsResults ? keep : {}) },
        path: recording,
        pool,
        load,
        report,
        updates: null,
        budget: makeLintBudget(),
      },
      () => {
        const { pages, failedPages } = report.totals();
        onProgress({ recording, pages, failedPages, share: 0 });
      },
    );
    return {
      status: 'judged',
      report: report.build({ durationMs: performance.now() - startedAt, stoppedEarly: null }),
      parts: report.parts(),
      results: keepsResults ? results : null,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HooksmithError) || error.code === 'ERR_RUNNER') throw error;
    if (error.code === 'ERR_RECORDING') await sleep(noticedAfterMs, undefined, { signal });
    return { status: 'refused', error };
  }
}
