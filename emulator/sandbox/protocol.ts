import type { AnyContract, Assumptions, Issue, Setup } from '../../sdk/contract.ts';
import type { UnsteadySource } from '../../sdk/lints.ts';
import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import type { AnyStep, RecordOutcome, StepError, StepOutcome } from '../../sdk/step.ts';
import type { RecordedCall } from '../recording/format.ts';
import type { CallMocks } from './match-call.ts';
import type { GuestScript } from './script/load.ts';

/** What a runner needs to know before the first page of a recording; sent once per (script, recording). */
export type Job = HookJob | StepJob;

/** Pages that go to one hook. */
export interface HookJob extends JobBase {
  readonly kind: 'hook';
  readonly hook: AnyContract['hook'];
  readonly script: GuestScript;
  /** Largest result in UTF-8 bytes. */
  readonly maxResultBytes: number;
}

/** Pages that go through the stages of a step. */
export interface StepJob extends JobBase {
  readonly kind: 'step';
  readonly step: AnyStep['step'];
  /** By the name of the stage; a hook that is not named is not attached, a given stage comes from the recording. */
  readonly stages: Readonly<Record<string, StageWork>>;
}

/** How a runner asks the parent to post a record to the endpoint of a stage: this and the stage's name are the call. */
export const endpointCall = 'endpoint:';

/** Who carries out a stage. */
export type StageWork =
  | { readonly kind: 'script'; readonly script: GuestScript; readonly maxResultBytes: number }
  | { readonly kind: 'endpoint'; readonly url: string };

interface JobBase {
  readonly platform: AnyContract['platform'];
  readonly assumptions: Assumptions;
  /** How the hook is attached on the platform: from hooksmith.json, else the recording's header. */
  readonly setup: Setup;
  /** `job`: one compartment for all pages (C-332); `fresh`: one for each page. */
  readonly moduleState: 'job' | 'fresh';
  /** Seeds random numbers and UUIDs, together with the page's `seq` (S-211). */
  readonly seed: string;
  /** What the clock says during every page, in ms since 1970 (S-210). */
  readonly nowMs: number;
  readonly form: 'recording' | 'options';
  /** File to read stripes from; null when their bytes come in frames. */
  readonly recording: {
    readonly path: string;
    readonly device: number;
    readonly inode: number;
    readonly size: number;
  } | null;
  /** Run and report this page only; `runBefore` runs the earlier ones silently, for scripts that keep state. */
  readonly only: { readonly seq: number; readonly runBefore: boolean } | null;
  /** Send the text of each result back. */
  readonly returnResults: boolean;
  /** Answers to calls of the platform's module, for those that the recording does not answer. */
  readonly mocks: CallMocks;
  /** Whether the parent answers calls by a stand-in for the platform. */
  readonly asksParent: boolean;
  /** Send the calls of each page back, with their answers. */
  readonly returnCalls: boolean;
  /** Set after the script failed to load within its time: pages are counted, not run. */
  readonly skipScript: boolean;
  /** Run each page again and again and say what its results lean on, instead of judging it (see `runAgain`). */
  readonly again: boolean;
}

/** Parent to runner. A stripe with `inline` is followed by one raw frame that holds its bytes. */
export type ToRunner =
  /** Asks for V8's code cache of the runner; sent before any job, so that nothing of a guest is in it. */
  | { readonly kind: 'code-cache' }
  | { readonly kind: 'job'; readonly job: Job }
  | {
      readonly kind: 'stripe';
      readonly id: number;
      readonly offset: number;
      readonly firstSeq: number;
      readonly lineEnds: readonly number[];
      readonly inline: boolean;
      /** What the clock says from here on; absent where the job's clock goes on. */
      readonly nowMs?: number;
    }
  /** Loads the functions of a stack; the runner then answers calls of them. */
  | { readonly kind: 'serve'; readonly job: ServeJob }
  /** One call; followed by one raw frame with the JSON of its body. `nowMs`: what the clock says. */
  | { readonly kind: 'call'; readonly id: number; readonly nowMs: number };

/** Parent to runner, through a pipe of its own: the answer that the runner waits for. */
export interface ToCaller extends ApiAnswer {
  /** That of the `host-call` message. */
  readonly id: number;
}

/** A call of the platform's module; the runner does nothing until it has the answer (S-118). */
export interface HostCall extends ApiCall {
  readonly kind: 'host-call';
  readonly id: number;
}

/** Runner to parent. */
export type FromRunner =
  | { readonly kind: 'ready' }
  | HostCall
  | { readonly kind: 'code-cache'; readonly base64: string }
  | {
      readonly kind: 'loaded';
      readonly scripts: readonly LoadedGuest[];
      readonly console: ConsoleLines;
    }
  /** A page of a step has come to this stage: a new call begins, with its own time. */
  | { readonly kind: 'stage'; readonly stripe: number; readonly stage: string }
  | PageVerdict
  | {
      readonly kind: 'fault';
      readonly stripe: number;
      readonly line: number;
      readonly index: number;
      readonly what: string;
    }
  /** A page that was not the one asked for: run silently, or not at all. */
  | { readonly kind: 'passed-over'; readonly stripe: number; readonly line: number; readonly seq: number }
  | { readonly kind: 'stripe-end'; readonly stripe: number }
  | { readonly kind: 'changed-file'; readonly stripe: number };

/** How the loading of a script went; `stage` is null where the job is one hook. */
export interface LoadedGuest {
  readonly stage: string | null;
  readonly problem: LoadProblem | null;
  readonly trapped: readonly string[];
}

/** Why a script gave no function to call. */
export interface LoadProblem {
  readonly code: 'hook-threw' | 'not-a-function' | 'not-modelled';
  readonly message: string;
  readonly at: GuestPosition | null;
}

/** 1-based line and column in the guest script's text. */
export type GuestPosition = readonly [line: number, column: number];

/** Console lines of one page in order, and how many more were cut off. */
export interface ConsoleLines {
  readonly lines: readonly (readonly [level: string, text: string])[];
  readonly omitted: number;
}

/** How a page ended: `failed` as a whole, `broke` the contract, could not be judged (`unjudged`), or passed. */
export type PageStatus = 'passed' | 'failed' | 'broke' | 'unjudged';

/** What a runner says of one page. */
export interface PageVerdict {
  readonly kind: 'page';
  readonly stripe: number;
  /** Index of the page's line in its stripe. */
  readonly line: number;
  readonly seq: number;
  readonly records: number;
  readonly status: PageStatus;
  /** The recording holds an error, and the page failed the same way: no finding. */
  readonly asRecorded: boolean;
  /** Records that fail: all of a failed page, else those that alone broke the contract. */
  readonly failedRecords: number;
  readonly changed: boolean;
  readonly issues: readonly PageIssue[];
  readonly omittedIssues: number;
  /** Rules without a source that this verdict leans on. */
  readonly assumed: readonly string[];
  readonly console: ConsoleLines | null;
  /** JSON text of the result, of a step that of what goes on; when the job asked for it and there is one. */
  readonly result: string | null;
  /** What became of the page in its step; null where the job is one hook, and for a page that was not judged. */
  readonly step: StepVerdict | null;
  /** Calls of the platform's module with their answers, in order; empty when the job did not ask for them. */
  readonly calls: readonly RecordedCall[];
  /** What the scripts read that differs from run to run; absent when nothing of the kind. */
  readonly reads?: readonly UnsteadySource[];
}

/** What became of a page in a step. */
export interface StepVerdict extends Pick<StepOutcome, 'status' | 'abort'> {
  /** Records by their state. */
  readonly counts: Readonly<Record<RecordOutcome['state'], number>>;
  /** Records that go on to the next step. */
  readonly out: number;
  /** The way of each record that was not plainly successful, or of all when one page was asked for; bounded. */
  readonly ways: readonly RecordOutcome[];
  /** The errors that the platform stores; bounded like `ways`. */
  readonly errors: readonly StepError[];
  /** Ways and errors beyond the bound. */
  readonly omitted: number;
  /** JSON texts of recorded stages as they would be recorded now, those that differ; empty when the job did not ask. */
  readonly stages: Readonly<Record<string, string>>;
}

/** An issue with its record and stage and, for a throw, the guest's line. */
export interface PageIssue extends Issue {
  readonly record: number | null;
  /** Stage of a step; null where the job is one hook, and for what concerns the step. */
  readonly stage: string | null;
  readonly at: GuestPosition | null;
}

/** The functions of a stack, ready to be called. */
export interface ServeJob {
  /** Whose stack it is: that platform's protocol says how a function is called. */
  readonly platform: AnyContract['platform'];
  /** One a compartment; the entry of each is a function that gives the array of its functions. */
  readonly scripts: readonly GuestScript[];
  readonly functions: readonly ServedFunction[];
  /** Connectors whose calls are answered beside those of `diy` (C-706). */
  readonly connectorIds: readonly string[];
  /** Values of the stack's own assumptions. */
  readonly assumptions: Assumptions;
  readonly seed: string;
  /** Largest result in UTF-8 bytes, whatever a call allows. */
  readonly maxResultBytes: number;
}

/** One function of a stack. */
export interface ServedFunction {
  /** Index in `ServeJob.scripts`. */
  readonly script: number;
  /** Index in the array that the script's entry gives. */
  readonly index: number;
  /** Its name inside the script: the key in the `this` of its script's functions (C-707). */
  readonly ownName: string;
  /** The names under which a call finds it. */
  readonly names: readonly string[];
  /** The hooks that it is attached as. */
  readonly hooks: readonly ServedHook[];
}

/** A kind of hook that a function is attached as, to judge what it gives. */
export interface ServedHook {
  readonly platform: AnyContract['platform'];
  readonly hook: AnyContract['hook'];
  /** Null: found by calls without a type only. */
  readonly type: string | null;
  readonly assumptions: Assumptions;
  readonly setup: Setup;
}

/** A runner that serves, to its parent. */
export type FromServing =
  | { readonly kind: 'serving'; readonly problem: ServeProblem | null; readonly console: ConsoleLines }
  /** The function of a call is about to run; `index` in `ServeJob.functions`. */
  | { readonly kind: 'began'; readonly id: number; readonly index: number }
  | CallAnswer;

/** Why the functions of a stack cannot be called. */
export interface ServeProblem extends LoadProblem {
  /** Index in `ServeJob.scripts`. */
  readonly script: number;
}

/** The answer to a call; followed by one raw frame with the JSON of its body. */
export interface CallAnswer {
  readonly kind: 'answer';
  readonly id: number;
  /** HTTP status; null: no answer at all (C-711). */
  readonly status: number | null;
  /** Type and name as the call had them, cut to length; null when the body could not be read. */
  readonly called: { readonly type: string | null; readonly name: string } | null;
  /** Index of the function in `ServeJob.functions`; null when there was none to call. */
  readonly index: number | null;
  /** What the platform would say of the result: a courtesy, the answer does not depend on it. */
  readonly issues: readonly PageIssue[];
  readonly console: ConsoleLines | null;
}
