import type { Static, TSchema } from 'typebox';
import type { FindingCode } from './codes.ts';
import type { PlatformApi } from './platform-api.ts';

/** Any value that survives `JSON.parse(JSON.stringify(value))`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * How much a finding weighs.
 * `error` means that the platform would have failed the page, `warning` that the author should look, `info` that the
 * run leaned on something nobody has documented. Only errors make a run fail.
 */
export type Severity = 'error' | 'warning' | 'info';

/**
 * How much fails with a call that fails: the page that it was made for, one record of it, the run of the whole flow, or
 * the call alone (an answer, a form, a message).
 */
export type FailureScope = 'page' | 'record' | 'flow' | 'call';

/** A place in the author's own source; `line` and `column` count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with one page, as a check states it; the replay adds where it happened. */
export interface Issue {
  readonly code: FindingCode;
  /** Rule id, such as `C-005`; `hooksmith explain` tells the rest. */
  readonly rule: string;
  readonly severity: Severity;
  /** JSON Pointer (RFC 6901) into the result, or into `options` for a fault of the recording; `''` is the whole value. */
  readonly path: string;
  /** What was expected, what came, and what to do. */
  readonly message: string;
  /** How much fails; absent where it is what the contract says (`Contract.failure`). */
  readonly scope?: FailureScope;
}

/** An issue with its place in the replay: what reports are made of. */
export interface Finding extends Omit<Issue, 'scope'> {
  /** How much of the work the platform would have failed; null for what fails nothing: warnings and notes. */
  readonly scope: FailureScope | null;
  /** Stage of a pipeline, such as `preMap`; null in a recording of one hook. */
  readonly stage: string | null;
  /** Path of the recording as the user gave it; null when the finding is about the script as a whole. */
  readonly recording: string | null;
  /** `seq` of the page; null when the finding is about the whole run. */
  readonly page: number | null;
  /** Index of the record in its page; null when the whole page is concerned. */
  readonly record: number | null;
  /** The author's line, when one is known. */
  readonly at: SourcePosition | null;
}

/** A behaviour that no source documents: an option with a default (see `hooksmith explain <rule>`). */
export interface Assumption {
  readonly rule: string;
  readonly default: JsonValue;
  /** The values that are understood; absent when any value of the default's type is. */
  readonly choices?: readonly JsonValue[];
}

/** The chosen value of each assumption of a contract, by the reference's option name. */
export type Assumptions = Readonly<Record<string, JsonValue>>;

/**
 * A rule that a JSON Schema cannot state: it relates what went in to what came out.
 * Pure; returns all that is wrong, not the first thing, and never throws.
 */
export interface Check<Facts, Output> {
  readonly name: string;
  readonly rule: string;
  run(output: Output, facts: Facts, assumptions: Assumptions): readonly Issue[];
}

/** What a hook threw or handed to its callback, as plain text; every field was read once and cut to length. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** `error.code` when it is a string. */
  readonly code: string | null;
}

/** An example for a schema; anti-examples say why they are wrong. Both run as tests. */
export interface Example {
  readonly value: JsonValue;
  /** What this example shows. */
  readonly shows: string;
}

/** An anti-example: a value that the schema refuses, with the JSON Pointer that the refusal names. */
export interface AntiExample extends Example {
  readonly path: string;
}

/** What a platform promises a hook, and what the hook promises back. One file per hook in `sdk/<platform>/`. */
export interface Contract<Input extends TSchema = TSchema, Output extends TSchema = TSchema, Facts = unknown> {
  /** Platform name as in recordings: `celigo`, `patchworks`. */
  readonly platform: string;
  /** Hook name, spelled as the platform spells it. */
  readonly hook: string;
  /** One line for `explain` and reports. */
  readonly summary: string;

  /** What the platform passes as `options` (or `data`). Nodes carry `rule` with the id that supports them. */
  readonly input: Input;
  /** What the hook must give back. Nodes carry `rule`, and `assumption` where leniency is an option. */
  readonly output: Output;
  readonly examples: { readonly input: readonly Example[]; readonly output: readonly Example[] };
  readonly antiExamples: { readonly input: readonly AntiExample[]; readonly output: readonly AntiExample[] };

  readonly calls: CallForm;
  /** How much fails when the hook throws or breaks the contract; the rule is `rules.threw`. */
  readonly failure: FailureScope;
  /**
   * What the platform knows of the place where the hook is attached and does not pass to it, such as the number of branches
   * of a router: the `setup` of a recording's header or of hooksmith.json. Absent when there is nothing of the kind.
   */
  readonly setup?: TSchema;
  readonly rules: ContractRules;
  readonly limits: ContractLimits;
  /** Fields that scripts of this kind read by mistake; absent when none is known. */
  readonly misreadings?: readonly Misreading[];
  readonly assumptions: Readonly<Record<string, Assumption>>;

  /** Tells options of this hook from those of others when a file does not say what it holds. */
  recognises(value: unknown): boolean;
  /** How many records the page has. */
  countRecords(options: Static<Input>): number;
  /** Arrays of `options` that have one element for each record; absent where a call is not for a page of records. */
  readonly recordArrays?: readonly string[];
  /** What the checks need to know of the input and the setup; taken before the hook may edit it. Small and plain. */
  facts(options: Static<Input>, setup: Setup): Facts;
  /** Properties of `options` whose values are frozen to the bottom before the call; absent when none ever is. */
  frozen?(assumptions: Assumptions): readonly string[];
  /** Rules that relate parts of the input to each other; a breach is a fault of the recording, not of the hook. */
  readonly inputChecks: readonly Check<null, Static<Input>>[];
  readonly checks: readonly Check<Facts, Static<Output>>[];
  /** `items` when the result is an array with one element a record; null when the result is one value. */
  readonly outputRecords: 'items' | null;
  /** The error that the platform stores when the hook throws: compared with a recorded `error`. */
  storedError(thrown: Thrown, assumptions: Assumptions): StoredError;
  /** The code that the platform stores when the result breaks the contract; null when none is known. */
  readonly breachCode: string | null;
}

/** A recorded or emulated failure of a page. */
export interface StoredError {
  readonly code: string;
  readonly message: string;
  /** Which part of the platform found it, as the platform names it; absent where no name is known. */
  readonly source?: string;
}

/** How a hook or a step is configured on the platform, beside what the hook is passed; plain JSON. */
export type Setup = Readonly<Record<string, JsonValue>>;

/** How the platform finds the function in a script and calls it. */
export interface CallForm {
  /** `functions`: named top-level functions; `commonjs`: one function assigned to `module.exports`. */
  readonly module: 'functions' | 'commonjs';
  /** Rule id of that form, cited beside `rules.entry` when a script offers its function in another one. */
  readonly formRule: string;
  /** What a script may import or require beside its own text. */
  readonly modules: ModuleSupport;
  /** Names tried when the user names none. */
  readonly defaultNames: readonly string[];
  /** Which forms are legal: `(options) => result`, `(options, callback)`, or both. */
  readonly forms: 'return' | 'callback' | 'both';
  /** Rule id of the callback form; cited where a hook has a form that its kind does not. */
  readonly callbackRule: string;
  /** Properties of `options` that are `Date` objects instead of ISO 8601 texts in the callback form; absent when none is. */
  readonly datesInCallbackForm?: readonly string[];
  /** Rule id by which a result of the callback form may hold plain JSON only; null when it is not looked at. */
  readonly plainResultRule: string | null;
  /** Whether a promise is awaited; when false a promise breaks the contract. */
  awaits(assumptions: Assumptions): boolean;
  /** Whether the script is loaded anew for every call, so that no module variable lives on. */
  isFreshPerCall(assumptions: Assumptions): boolean;
  /** Whether assigning an undeclared name makes a global, as sloppy scripts do; else it throws. */
  allowsImplicitGlobals(assumptions: Assumptions): boolean;
  /** Globals beyond the language that a script gets here. */
  readonly globals: readonly PlatformGlobal[];
  /** Globals that the platform has and the sandbox lacks: reading one is `not-modelled`, not the script's fault. */
  readonly unmodelledGlobals: readonly string[];
}

/** A field that scripts of a kind read by mistake, such as one that another kind is passed. */
export interface Misreading {
  /** Names of members in a row: `['response', 'status_code']`. */
  readonly members: readonly string[];
  /** Whether the row begins at the first parameter of the function; else it may begin at any value. */
  readonly ofOptions: boolean;
  readonly rule: string;
  /** What to do, one sentence without a full stop. */
  readonly advice: string;
}

/** The modules that a platform has for scripts, and what an author does about all others. */
export interface ModuleSupport {
  /** Packages that the platform itself gives a script, by the names under which it asks for them. */
  readonly given: readonly string[];
  /**
   * Those of `given` that hooksmith brings along, so that nobody need install them; a script may ask for the whole module
   * only. Each with the rule that its version leans on where none is documented, else null.
   */
  readonly supplied: Readonly<Record<string, string | null>>;
  /** The one of `given` through which scripts call the platform; absent where there is none. */
  readonly api?: PlatformApi;
  /** Those of `given` that the sandbox lacks: a script that imports one is refused, and told that it is our gap. */
  readonly unmodelled: readonly string[];
  /** Whether Node's built-in modules are there as well; asking for one fails in the sandbox when the script does it. */
  readonly nodeBuiltins: boolean;
  /** Rule id of the list. */
  readonly rule: string;
  /** What to do when a script uses another package: one whole sentence, with the rule that it leans on, if any. */
  readonly advice: string;
}

/** Globals beyond the language itself that a platform gives a script. */
export type PlatformGlobal = 'console' | 'timers' | 'require' | 'crypto';

/** The rule id to cite for each thing that can go wrong. */
export interface ContractRules {
  readonly entry: string;
  readonly threw: string;
  readonly time: string;
  readonly memory: string;
  readonly size: string;
  readonly json: string;
  readonly shape: string;
  readonly promise: string;
  readonly callback: string;
  readonly globals: string;
  readonly state: string;
}

/** The platform's own limits; null where none is known. */
export interface ContractLimits {
  timeMs(assumptions: Assumptions): number | null;
  memoryMb(assumptions: Assumptions): number | null;
  /** UTF-8 bytes of the JSON text of one result. */
  pageBytes(assumptions: Assumptions): number | null;
}

/**
 * Declares a contract and lets TypeScript infer its schemas; returns what it is given.
 *
 * @example
 * export const postSubmit = defineContract({ platform: 'celigo', hook: 'postSubmit', input: PostSubmitOptions, ... });
 */
export function defineContract<Input extends TSchema, Output extends TSchema, Facts>(
  contract: Contract<Input, Output, Facts>,
): Contract<Input, Output, Facts> {
  return contract;
}

/** A contract whose schemas are not known statically. */
// biome-ignore lint/suspicious/noExplicitAny: contracts of different hooks share a list; method parameters differ per schema
export type AnyContract = Contract<any, any, any>;
