import type { Finding, SourcePosition } from '../../sdk/contract.ts';
import type { HttpStepOutcome, LogLine, Series } from '../../sdk/http/http-step.ts';
import type { RecordOutcome, StepError } from '../../sdk/step.ts';

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
  /** All records of failed pages, and of other pages those that alone failed for what a hook did. */
  readonly failedRecords: number;
  /** Pages whose outcome differs from the recorded one. */
  readonly changedPages: number;
  /** Pages whose recorded input is faulty, so that nothing can be said of the hook. */
  readonly unjudgedPages: number;
  /** Pages of a pipeline that the platform would not have run, as the flow had stopped before them. */
  readonly unreachedPages: number;
}

/** How one recording was replayed. */
export interface ReplayedRecording {
  readonly recording: string;
  readonly platform: string;
  /** The hook; in a pipeline the step, as its hooks are in `scripts`. */
  readonly hook: string;
  readonly script: string;
  readonly function: string;
  /** Scripts of a pipeline by stage; empty in a recording of one hook. */
  readonly scripts: readonly { readonly stage: string; readonly script: string; readonly function: string }[];
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
  /** 0 where none held, as under a debugger. */
  readonly timeoutMs: number;
  /** As `timeoutMs`. */
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

/** What became of the pages of one recording in a step of the platform. */
export interface ReplayedStep {
  readonly recording: string;
  readonly platform: string;
  readonly step: string;
  /** Records by their final state in the step; `numHeld` wait for a connection that is offline (C-414, C-416). */
  readonly counts: {
    readonly numSuccess: number;
    readonly numError: number;
    readonly numIgnore: number;
    readonly numHeld: number;
    readonly numPagesGenerated: number;
    readonly numPagesProcessed: number;
  };
  /** Records that went on to the next step. */
  readonly out: number;
  /** Why pages at the end were not run: the step stopped the flow, or asked for no further page. */
  readonly endedBy: { readonly page: number; readonly why: 'stopped' | 'abort' } | null;
  /** The ways of records that were not plainly successful (of all records when one page was asked for). */
  readonly ways: readonly (RecordOutcome & { readonly page: number })[];
  /** The errors that the platform would have stored. */
  readonly errors: readonly (StepError & { readonly page: number })[];
  /** Ways and errors that were counted and not kept. */
  readonly omitted: number;
}

/** What became of a page in a step that sends HTTP requests. */
export interface SentPage {
  readonly recording: string;
  readonly page: number;
  readonly platform: string;
  readonly step: string;
  readonly status: HttpStepOutcome['status'];
  /** The attempts at each task, action or page. */
  readonly series: readonly Series[];
  readonly log: readonly LogLine[];
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
  /** One for each recording of a pipeline. */
  readonly steps: readonly ReplayedStep[];
  /** Pages of steps that send HTTP requests; the first `maxSentPages` of them. */
  readonly sent: readonly SentPage[];
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
