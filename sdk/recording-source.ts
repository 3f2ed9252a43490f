import type { Assumption, Assumptions, Setup, StoredError } from './contract.ts';

/**
 * Makes recordings of a file that people already have: an export of the platform, a saved input, a log.
 * Pure; `hooksmith record <name> FILE` reads the file and writes what comes back.
 */
export interface RecordingSource {
  /** Name on the command line, such as `celigo-trace`. */
  readonly name: string;
  /** What the file is, in one line without a full stop. */
  readonly says: string;
  /** Rule id of the file's form. */
  readonly rule: string;
  /** Hooks, and steps of a pipeline, that recordings can be made for. */
  readonly kinds: readonly string[];
  /** Whether a file holds the pages of several steps, of which `SourceChoices.step` chooses one. */
  readonly hasSteps: boolean;
  /** Options for what no source documents, by the reference's names. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /**
   * Reads the file. Values of it are passed on as they are and never merged into others.
   *
   * @throws SourceError when the file is not what the source expects, or nothing of it can be replayed.
   */
  read(file: SourceFile, choices: SourceChoices): SourceReading;
}

/** A file as a source gets it. */
export interface SourceFile {
  /** All of it, without a byte order mark. */
  readonly text: string;
  /** UTF-8 bytes of it on disk. */
  readonly bytes: number;
  /**
   * Reads the text from `from` to `to` (all of it when absent) as one JSON value, at most 128 levels deep.
   * Throws an error that names line and column when it is none.
   */
  parseJson(from?: number, to?: number): unknown;
}

/** What the user and the project say beside the file. */
export interface SourceChoices {
  /** One of `RecordingSource.kinds`; null when the source is to find out, or to take its default. */
  readonly kind: string | null;
  /** Id or name of a step; null when none was named. */
  readonly step: string | null;
  /** The chosen value of each of `RecordingSource.assumptions`. */
  readonly assumptions: Assumptions;
  /** Functions that the project attaches, with the hook that each is attached as. */
  readonly functions: readonly AttachedFunction[];
  /** Stands for the time of the import where the file has none. */
  readonly now: Date;
}

/** A function of a script and the hook that it is attached as. */
export interface AttachedFunction {
  readonly functionName: string;
  readonly hook: string;
}

/** What a source made of a file. */
export interface SourceReading {
  /** At least one, each with at least one page; more than one when the file holds pages of several hooks. */
  readonly recordings: readonly SourceRecording[];
  /** What could not be rebuilt, and what to know about what was. */
  readonly notes: readonly SourceNote[];
  /** Names of the assumptions that the reading leaned on. */
  readonly leanedOn: readonly string[];
}

/** Pages of one hook or of one step, to be written as one recording. */
export interface SourceRecording {
  /** The hook; null for the pages of a pipeline. */
  readonly hook: string | null;
  /** The step, `import` or `export` for Celigo; null for the pages of one hook. */
  readonly step: string | null;
  /** How hook or step is configured, when the file says it. */
  readonly setup?: Setup;
  /** When the import ran, when the file says it. */
  readonly createdAt?: Date;
  readonly pages: readonly SourcePage[];
}

/** One page of a recording, as the recording's page line has it. */
export interface SourcePage {
  readonly options: object;
  readonly result?: unknown;
  readonly error?: StoredError;
  readonly stages?: object;
  /** Where the page comes from: trace keys and the like, which are not passed to the hook. */
  readonly origin?: object;
  /** How many records the page has. */
  readonly records: number;
}

/** A sentence about the file. */
export interface SourceNote {
  readonly rule: string;
  /** JSON Pointer into the file; `''` is the whole of it. */
  readonly path: string;
  readonly message: string;
}

/**
 * A file that a source cannot read, or can make no page of: a mistake that the user can mend.
 * The message speaks of the place that `path` names, without naming it: `lacks "data"`.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** JSON Pointer into the file; `''` is the whole of it. */
  readonly path: string;
  /** What to do, one sentence each. */
  readonly next: readonly string[];

  constructor(message: string, options: { readonly path?: string; readonly next?: readonly string[] } = {}) {
    super(message);
    this.path = options.path ?? '';
    this.next = options.next ?? [];
  }
}

/** Writes a hook that changes nothing and logs what it is passed, for platforms that let nobody export it. */
export interface HookRecorder {
  /** Name on the command line, such as `celigo-recorder`. */
  readonly name: string;
  /** What is written, in one line without a full stop. */
  readonly says: string;
  /** Rule id of the recorder. */
  readonly rule: string;
  /** Hooks that have a result which changes nothing. */
  readonly kinds: readonly string[];
  /** The kind that is written when none is named. */
  readonly defaultKind: string;
  /** Name of the source that reads the log. */
  readonly reader: string;
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** The source text of a script. Throws SourceError for a value of an assumption that makes no sense. */
  write(kind: string, assumptions: Assumptions): string;
}
