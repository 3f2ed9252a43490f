import type { JsonValue, Setup } from '../../sdk/contract.ts';
import type { StandIn } from '../delivery/stand-in.ts';
import type { Inspect } from '../sandbox/inspect.ts';
import type { CallMocks } from '../sandbox/match-call.ts';

/**
 * What to replay: recordings of one hook through its script, of a pipeline through the scripts of its stages, or of a step
 * that sends HTTP requests, with the answers that it got.
 */
export type ReplayTarget = HookTarget | StepTarget | HttpStepTarget;

/** One hook and the recordings to replay through it. */
export interface HookTarget extends TargetSettings {
  /** Path of the author's script. */
  readonly script: string;
  /** Name of the function; found by the platform's rule when absent. */
  readonly functionName?: string;
  /** A build of the script that runs in its place; findings point at the script through the map. */
  readonly built?: BuiltScript;
  /** `celigo/postSubmit` and the like; taken from each recording when absent. */
  readonly contract?: string;
  readonly recordings: readonly string[];
}

/** What a build has made of a script. */
export interface BuiltScript {
  readonly text: string;
  /** Source map as JSON text; its sources are relative to the folder of the script. */
  readonly map: string;
}

/** One step, who carries out its stages, and the recordings to replay through it. */
export interface StepTarget extends TargetSettings {
  /** `celigo/import` and the like. */
  readonly step: string;
  /** By the name of the stage; a hook that is not named is not attached, a given stage comes from the recording. */
  readonly stages: Readonly<Record<string, StageTarget>>;
  readonly recordings: readonly string[];
}

/** One step that sends HTTP requests, the scripts that are attached to it, and the recordings to replay. */
export interface HttpStepTarget extends TargetSettings {
  /** `trifacta/http-task` and the like. */
  readonly httpStep: string;
  /** By place. */
  readonly scripts: Readonly<Record<string, ScriptFile>>;
  /** What the step gets when it is sent and nothing else is given; absent when nothing is known. */
  readonly input?: JsonValue;
  readonly recordings: readonly string[];
}

/** A function of a script. */
export interface ScriptFile {
  readonly file: string;
  /** Found by the platform's rule when absent. */
  readonly functionName?: string | undefined;
  /** A build of the file that runs in its place. */
  readonly built?: BuiltScript;
}

/** Who carries out a stage: a function of the author, or an HTTP endpoint on this machine that each record is posted to. */
export type StageTarget = StageScript | { readonly url: string };

/** A function of the author that carries out a stage. */
export interface StageScript {
  readonly script: string;
  /** Found by the platform's rule when absent. */
  readonly functionName?: string;
  /** A build of the script that runs in its place. */
  readonly built?: BuiltScript;
}

/** How a target is attached and judged. */
export interface TargetSettings {
  /** Values for assumptions, by their names in the reference. */
  readonly assumptions?: Readonly<Record<string, JsonValue>>;
  /** How the hook or step is configured on the platform; what is set here wins over the recording's header. */
  readonly setup?: Setup;
  /** Answers to calls of the platform's module, for those that the recording does not answer. */
  readonly mocks?: CallMocks;
  readonly moduleState?: 'job' | 'fresh';
  readonly timeoutMs?: number;
  readonly memoryMb?: number;
}

/** Options of a whole run; what is set here wins over what a target says. */
export interface ReplayOptions {
  /** Runner processes; default: one per core. */
  readonly workers?: number;
  /** Longest time for one page, and in a pipeline for one stage of it, in ms. @default 10000 */
  readonly timeoutMs?: number;
  /** V8 heap of a runner, in MB. @default 256 */
  readonly memoryMb?: number;
  /** Overrides the analysis of module state (C-332). */
  readonly moduleState?: 'job' | 'fresh';
  readonly assumptions?: Readonly<Record<string, JsonValue>>;
  /** Replay this page (`seq`) only. */
  readonly page?: number;
  /** Stop after the first page with an error. */
  readonly bail?: boolean;
  readonly seed?: string;
  /** What the clock shows; default: when the recording was made. */
  readonly now?: Date;
  readonly allowTruncated?: boolean;
  /** Stands in for the platform where neither recording nor mock answers a call; on this machine only. */
  readonly standIn?: StandIn;
  /** Where to write a copy of the recording in which each page holds the calls it made; for one recording only. */
  readonly saveCalls?: string;
  readonly maxFindings?: number;
  /** Lets a debugger attach: one runner, which waits for it, without limits of time and memory. For one hook or pipeline. */
  readonly inspect?: Inspect;
  /** Ends the replay when it is aborted: its runners are killed, and it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  /** Gets what a hook or step gives for each page, in the order of the recording. */
  onResult?(page: PageResult): void;
}

/** What a hook or step gave for a page. */
export interface PageResult {
  readonly recording: string;
  /** `seq` of the page. */
  readonly page: number;
  /** JSON text; null when there is no result. For a pipeline the records that go on, for a step that sends its summary. */
  readonly result: string | null;
  /** Of a pipeline: the JSON texts of what stages gave that is not as it was recorded. */
  readonly stages: Readonly<Record<string, string>>;
}

/** How far a run is. */
export interface Progress {
  readonly recording: string;
  readonly pages: number;
  readonly failedPages: number;
  /** Share of all bytes that has been read, 0 to 1. */
  readonly share: number;
}
