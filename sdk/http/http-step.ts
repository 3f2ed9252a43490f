import type { Static, TSchema } from 'typebox';
import type {
  AntiExample,
  AnyContract,
  Assumption,
  Assumptions,
  Example,
  Issue,
  JsonValue,
  StoredError,
} from '../contract.ts';
import type { Exchange, ExchangeOutcome, HttpRequest } from './exchange.ts';

/**
 * A step of a platform that sends HTTP requests: a task, a plan of tasks, an action, a connector.
 * `run` is a pure state machine: it yields what is to be done, the runner does it and resumes the machine with what came of it.
 * Clock and chance come in as `StepWorld`, so a day of retries takes no longer than its sockets.
 */
export interface HttpStep<Setup extends TSchema = TSchema, Input extends TSchema = TSchema> {
  readonly platform: string;
  /** Step name as in recordings and hooksmith.json: `http-task`. */
  readonly step: string;
  /** One line for `explain` and reports. */
  readonly summary: string;
  /** Rule id of what the step does. */
  readonly rule: string;
  /** How the step is configured on the platform: `setup` in hooksmith.json. */
  readonly setup: Setup;
  /** What the step gets when it runs: `options` of a recorded page. */
  readonly input: Input;
  /** The places where a script of the author can be attached: `stages` in hooksmith.json. */
  readonly scripts: readonly ScriptPlace[];
  /** Assumptions of the step; those of its scripts are added by `assumptionsOfHttpStep`. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  readonly examples: { readonly setup: readonly Example[]; readonly input: readonly Example[] };
  readonly antiExamples: { readonly setup: readonly AntiExample[]; readonly input: readonly AntiExample[] };
  /**
   * What is wrong, or doubtful, with the configuration: paths are JSON Pointers into `setup`. An error keeps the step from
   * running at all. Pure; never throws.
   */
  check(given: GivenStep<Static<Setup>, Static<Input>>): readonly Issue[];
  run(given: GivenStep<Static<Setup>, Static<Input>>, world: StepWorld): HttpStepMachine;
}

/** A place of a step where a script can be attached. */
export interface ScriptPlace {
  /** As in `stages` of hooksmith.json: `response-script`. */
  readonly name: string;
  readonly contract: AnyContract;
}

/** A step as it is to run. */
export interface GivenStep<Setup = JsonValue, Input = JsonValue> {
  readonly setup: Setup;
  readonly input: Input;
  readonly assumptions: Assumptions;
  /** Whether a script is attached at a place. */
  has(place: string): boolean;
}

/** What a step needs of the world beside exchanges; the same values give the same run. */
export interface StepWorld {
  /** Milliseconds since 1970 on the clock of the run. */
  now(): number;
  /** At least 0, below 1. */
  random(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** The value of a secret by its handle; undefined where there is none. */
  secret(handle: string): string | undefined;
}

/** Yields what is to be done, takes what came of it, and returns what became of the step. */
export type HttpStepMachine<Outcome = HttpStepOutcome> = Generator<HttpAction, Outcome, HttpEvent>;

/** What a step asks its runner to do; each is answered by the event of the same kind. */
export type HttpAction =
  /** Send a request and wait for its response. */
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  /** Let time pass. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Call the script at a place. */
  | { readonly kind: 'script'; readonly place: string; readonly input: JsonValue }
  /** Fill templates with data; here and not in the step, because a template is untrusted and may not end (H-247). */
  | {
      readonly kind: 'render';
      readonly templates: readonly string[];
      readonly data: JsonValue;
      readonly how?: RenderHow;
    };

/** How templates are filled. */
export interface RenderHow {
  /** Milliseconds since 1970 that a template knows as `now`. */
  readonly now: number;
  /** What becomes of a variable that is not there: an empty text, or a failure. */
  readonly missing: 'empty' | 'error';
}

/** What came of an action. */
export type HttpEvent =
  | { readonly kind: 'exchange'; readonly outcome: ExchangeOutcome }
  | { readonly kind: 'wait' }
  | { readonly kind: 'script'; readonly outcome: ScriptOutcome }
  | { readonly kind: 'render'; readonly outcome: RenderOutcome };

/** How the call of a script ended. */
export type ScriptOutcome =
  /** `value` is undefined where the script gave nothing. */
  | { readonly status: 'returned'; readonly value: JsonValue | undefined }
  /** It threw, was stopped at a limit, or gave what is no JSON. */
  | { readonly status: 'failed'; readonly error: StoredError };

/** Templates filled in the order in which they were given, or the first one that is wrong. */
export type RenderOutcome =
  | { readonly status: 'rendered'; readonly texts: readonly string[] }
  | { readonly status: 'failed'; readonly template: number; readonly message: string };

/** What became of a step. */
export interface HttpStepOutcome {
  /**
   * `success`: all went well; `ignored`: it failed, and the configuration says to go on; `partial`: some of it failed and the
   * rest went on; `failed`: the platform fails it; `refused`: nothing was sent, because what was to be sent is wrong.
   */
  readonly status: 'success' | 'ignored' | 'partial' | 'failed' | 'refused';
  /** One for each task, action or page, in the order in which they ran; those that did not run say so. */
  readonly series: readonly Series[];
  /** What later steps see: variables, plan metadata, payloads. */
  readonly output: JsonValue;
  /** The run log, in order. */
  readonly log: readonly LogLine[];
  readonly issues: readonly Issue[];
  /** Rules without a source that the outcome leans on. */
  readonly assumed: readonly string[];
  /** Values that must not be shown although no secret of the run holds them, such as a token that the step was given. */
  readonly secrets?: readonly string[];
}

/** The attempts at one thing: a task, an action, a page. */
export interface Series {
  /** For people: the name of the task, or `page 2`. */
  readonly name: string;
  readonly status: 'success' | 'ignored' | 'failed' | 'refused' | 'skipped';
  readonly attempts: readonly Attempt[];
  /** Why it ended as it did, one sentence. */
  readonly says: string;
  /** Rule id of that. */
  readonly rule: string;
}

/** One attempt of a series (H-274). */
export interface Attempt {
  /** From 1. */
  readonly n: number;
  /** When it began: ms since the step began. */
  readonly at: number;
  readonly request: HttpRequest;
  readonly outcome: ExchangeOutcome;
  readonly class: AttemptClass;
  /** Why it is of that class, in a few words. */
  readonly why: string;
  /** Rule id of the class. */
  readonly rule: string;
  /** The delay before the next attempt; null after the last one. */
  readonly delay: Delay | null;
  /** What a `Retry-After` header asked for, in ms; null where there was none that counts. */
  readonly retryAfterMs: number | null;
  /** The id that all retries share; null where none was sent. */
  readonly guid: string | null;
}

/** What an attempt means for its series. */
export type AttemptClass = 'success' | 'retryable' | 'permanent' | 'ignorable';

/** A wait before an attempt. */
export interface Delay {
  readonly ms: number;
  /** How it was chosen, in a few words. */
  readonly why: string;
  /** Rule id of that. */
  readonly rule: string;
}

/** A line of the run log; the texts are hooksmith's own, except for what scripts say. */
export interface LogLine {
  /** Ms since the step began. */
  readonly at: number;
  readonly level: 'INFO' | 'WARN' | 'ERROR';
  readonly text: string;
  /** Rule id; null for a line of a script. */
  readonly rule: string | null;
}

/** Declares an HTTP step and lets TypeScript infer its schemas; returns what it is given. */
export function defineHttpStep<Setup extends TSchema, Input extends TSchema>(
  step: HttpStep<Setup, Input>,
): HttpStep<Setup, Input> {
  return step;
}

/** An HTTP step whose schemas are not known statically. */
// biome-ignore lint/suspicious/noExplicitAny: steps of different platforms share a list; method parameters differ per schema
export type AnyHttpStep = HttpStep<any, any>;

/** The assumptions of an HTTP step and of all scripts that can be attached to it, by name. */
export function assumptionsOfHttpStep({ assumptions, scripts }: AnyHttpStep): Readonly<Record<string, Assumption>> {
  return Object.assign({}, ...scripts.map(({ contract }) => contract.assumptions), assumptions);
}
