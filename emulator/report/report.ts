import type { Finding, SourcePosition } from '../../sdk/contract.ts';

/** Counts over all recordings of a run. */
export interface Totals {
  readonly pages: number;
  readonly records: number;
  /** Pages that the platform would have accepted, changed results included. */
  readonly passedPages: number;
  /** Pages that fail as a whole: the hook threw, was stopped, or broke the contract. */
  readonly failedPages: number;
  /** Those of `failedPages` that break the contract and did not when they were recorded. */
  readonly brokenPages: number;
  /** Those of `failedPages` that failed in the recording in the same way: no finding. */
  readonly failedAsRecorded: number;
  /** All records of failed pages. */
  readonly failedRecords: number;
  /** Pages whose outcome differs from the recorded one. */
  readonly changedPages: number;
  /** Pages whose recorded input is faulty, so that nothing can be said of the hook. */
  readonly unjudgedPages: number;
}

/** How one recording was replayed. */
export interface ReplayedRecording {
  readonly recording: string;
  readonly platform: string;
  readonly hook: string;
  readonly script: string;
  readonly function: string;
  readonly pages: number;
  readonly records: number;
  readonly moduleState: {
    /** `job`: pages in order in one compartment; `none`: the script keeps no state, pages may spread; `fresh`: a compartment a page. */
    readonly mode: 'job' | 'none' | 'fresh';
    /** Why: the analysis' reason, or the option. */
    readonly why: string;
    readonly at: SourcePosition | null;
  };
  readonly seed: string;
  /** ISO 8601 time that the clock showed. */
  readonly now: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Things to know about the recording or the script, one sentence each. */
  readonly notices: readonly string[];
}

/** Console lines of one page; `page` is null for lines printed while the script was loading. */
export interface PageConsole {
  readonly recording: string;
  readonly page: number | null;
  readonly lines: readonly (readonly [level: string, text: string])[];
  readonly omitted: number;
}

/** The outcome of a replay: data only; formats turn it into text. */
export interface Report {
  readonly schema: 1;
  readonly totals: Totals;
  /** In the order of the recordings and their pages; findings about the whole run come last. */
  readonly findings: readonly Finding[];
  /** Findings beyond the limit that were counted and dropped. */
  readonly omittedFindings: number;
  /** Findings of severity `error`, those that were dropped included. */
  readonly errors: number;
  readonly recordings: readonly ReplayedRecording[];
  readonly console: readonly PageConsole[];
  readonly omittedConsoleLines: number;
  /** Set when the run ended early on purpose. */
  readonly stoppedEarly: 'bail' | null;
  readonly durationMs: number;
}

/**
 * Exit code of a replay: 2 when a recorded page could not be judged, 1 when an error was found, else 0.
 */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  if (report.totals.unjudgedPages > 0) return 2;
  return report.errors > 0 ? 1 : 0;
}
