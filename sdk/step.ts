import type { Static, TSchema } from 'typebox';
import type { AnyContract, Assumption, Assumptions, Issue, JsonValue, Setup, StoredError } from './contract.ts';

/**
 * A sequence of stages that a page goes through on a platform, some of which are the author's hooks.
 * `run` is a pure state machine: it yields what it needs to know, a runner finds that out and resumes it.
 */
export interface Step<Input extends TSchema = TSchema> {
  readonly platform: string;
  /** Step name as in recordings and hooksmith.json: `import`, `export`. */
  readonly step: string;
  /** One line for `explain` and reports. */
  readonly summary: string;
  /** Rule id of the order of the stages. */
  readonly rule: string;
  /** What the step gets for one page. */
  readonly input: Input;
  /** How the step is configured on the platform. */
  readonly setup: TSchema;
  /** The stages that are calls, in the order in which a page goes through them. */
  readonly stages: readonly Stage[];
  /** Assumptions of the step itself; those of its hooks are added by `assumptionsOf`. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  readonly examples: { readonly input: readonly { readonly value: JsonValue; readonly shows: string }[] };
  /** How many records the page has. */
  countRecords(options: Static<Input>): number;
  run(page: StepPage): StepMachine;
  /**
   * What reached a given stage when the page was recorded, for the record of a slot; undefined when the recording does not
   * tell. Another input than that makes the recorded result stale.
   */
  recordedInput(page: RecordedStages, stage: string, slot: Slot): JsonValue | undefined;
}

/** A page line of a pipeline: what entered, and what each stage gave (see `RecordedStage`). */
export interface RecordedStages {
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly stages: Readonly<Record<string, RecordedStage | undefined>>;
}

/**
 * What a stage gave when the page was recorded. `result` has one element for each record of the page, null where the record
 * did not get there; only a stage that gives a page of its own (preSavePage) holds that. `errors` are those of single
 * records, by index; `error` is the stage failing as a whole.
 */
export interface RecordedStage {
  readonly result?: JsonValue;
  readonly errors?: Readonly<Record<string, StoredError>>;
  readonly error?: StoredError;
}

/** One stage of a step that somebody else carries out: a hook of the author, or a stage whose result is given. */
export interface Stage {
  /** As recordings and hooksmith.json spell it: `preMap`, `mapping`. */
  readonly name: string;
  /**
   * `hook`: a hook of the platform, left out when none is attached; `given`: the platform's own work, which a recording,
   * a function of the author or an endpoint stands in for.
   */
  readonly kind: 'hook' | 'given';
  /** The contract of the hook, or of the function that stands in. */
  readonly contract: AnyContract;
  /** Makes a result of what an HTTP endpoint answered for one record; null where an endpoint cannot stand in. */
  readonly readAnswer: ((answer: EndpointAnswer) => JsonValue) | null;
}

/** What an endpoint answered, or why it did not. */
export type EndpointAnswer =
  | { readonly status: number; readonly body: string }
  | { readonly status: 'unreachable'; readonly code: string; readonly message: string };

/** A page that enters a step. */
export interface StepPage {
  /** Number of the page in its recording. */
  readonly seq: number;
  /** What the step gets; not changed. */
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly setup: Setup;
  readonly assumptions: Assumptions;
  /** Whether a hook is attached at a stage. */
  has(stage: string): boolean;
}

/** Yields calls, takes their outcomes, and returns what became of the page. */
export type StepMachine = Generator<StageCall, StepOutcome, StageOutcome>;

/** One call of a stage. */
export type StageCall =
  /** A hook is to be called with `options`; `slots` says which record of the page each record of the call is. */
  | {
      readonly kind: 'hook';
      readonly stage: string;
      readonly options: Readonly<Record<string, JsonValue>>;
      readonly slots: readonly Slot[];
    }
  /**
   * The results of a given stage are wanted, one for each slot; `inputs` are what reached the stage. A function that stands
   * in is called once for each of `calls`.
   */
  | {
      readonly kind: 'give';
      readonly stage: string;
      readonly slots: readonly Slot[];
      readonly inputs: readonly JsonValue[];
      readonly calls: readonly GivenCall[];
    };

/** One call of a function that stands in for a given stage; its result is one value a slot, or an array of them. */
export interface GivenCall {
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly slots: readonly Slot[];
}

/** Where a record stands. */
export interface Slot {
  /** Index in the arrays of a recorded stage. */
  readonly at: number;
  /** Index of the record in its page: another one only where a step works on child records. */
  readonly record: number;
}

/** How a call ended. */
export type StageOutcome =
  /** `failed` holds those records of the call that alone broke the contract, by their index in the call. */
  | {
      readonly status: 'returned';
      readonly value: JsonValue | undefined;
      readonly failed: ReadonlyMap<number, StoredError>;
    }
  | { readonly status: 'failed'; readonly error: StoredError };

/** What became of a page in a step. */
export interface StepOutcome {
  /**
   * `done`: it went through; `failed`: it failed as a whole; `held`: the connection is offline and the platform tries it
   * again later; `stopped`: the flow stops here.
   */
  readonly status: 'done' | 'failed' | 'held' | 'stopped';
  /** The step asks for no further page. */
  readonly abort: boolean;
  readonly records: readonly RecordOutcome[];
  /** The records that go on to the next step. */
  readonly out: readonly JsonValue[];
  /** The errors that the platform stores. */
  readonly errors: readonly StepError[];
  /** What a retry of an error starts from, by `retryDataKey`. */
  readonly retryData: Readonly<Record<string, RetryData>>;
  /** Rules without a source that the outcome leans on. */
  readonly assumed: readonly string[];
  /** What the author should know of the step's configuration. */
  readonly issues: readonly Issue[];
}

/** What became of one record, and its way through the stages. */
export interface RecordOutcome {
  readonly slot: Slot;
  readonly traceKey: string | null;
  readonly state: 'success' | 'error' | 'ignored' | 'held';
  readonly way: readonly WayMark[];
}

/** What one stage did to one record. */
export interface WayMark {
  readonly stage: string;
  readonly did: 'passed' | 'changed' | 'ignored' | 'failed' | 'held';
  /** Code and message of an error, or another short word; absent where there is nothing to say. */
  readonly says?: string;
}

/** An error as the platform stores it for a record, or for a page. */
export interface StepError {
  readonly code: string;
  readonly message: string;
  readonly source: string;
  /** Index of the record in its page; null for an error of the page. */
  readonly record: number | null;
  readonly stage: string;
  readonly retryDataKey: string | null;
  readonly traceKey: string | null;
}

/** What is kept so that a failed record can be retried. */
export interface RetryData {
  readonly data: JsonValue;
  readonly stage: string;
  readonly traceKey: string | null;
}

/** Declares a step and lets TypeScript infer its input; returns what it is given. */
export function defineStep<Input extends TSchema>(step: Step<Input>): Step<Input> {
  return step;
}

/** A step whose input is not known statically. */
// biome-ignore lint/suspicious/noExplicitAny: steps of different platforms share a list; method parameters differ per schema
export type AnyStep = Step<any>;

/** The assumptions of a step and of all its stages, by name. */
export function assumptionsOf({ assumptions, stages }: AnyStep): Readonly<Record<string, Assumption>> {
  return Object.assign({}, ...stages.map(({ contract }) => contract.assumptions), assumptions);
}
