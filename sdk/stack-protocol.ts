import type { Assumption, Assumptions } from './contract.ts';
import type { UnplainValue } from './plain-value.ts';

/** How a platform calls functions that their author hosts himself, as data for whoever hosts them: a stack. Pure. */
export interface StackProtocol {
  /** Options of what no source says. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** What the chosen options mean. */
  readBehaviour(assumptions: Assumptions): StackConduct;
  readonly rules: StackRules;
  /** Largest body of a call, in bytes. */
  readonly maxBodyBytes: number;
  /** Largest body that may carry the token itself, in bytes. */
  readonly maxTokenBodyBytes: number;
  /** The token of a request; undefined when it has none. */
  findToken(places: TokenPlaces): string | undefined;
  /** The answer to a request without the right token. */
  readonly unauthorized: StackAnswer;
  /** Type under which the platform asks for a kind of hook; null: it asks without one. */
  typeOf(hook: string): string | null;
  /** The part of a module that holds the functions of a type. */
  partOf(type: string): string;
  /** Checks the fields of a call's body; takes any value. */
  checkCall(body: unknown, known: KnownModules): CheckedCall;
  /** The error of a call whose type no function has. */
  typeNotFound(type: string): StackError;
  /** The error of a call that names no function. */
  functionNotFound(name: string): StackError;
  /** Any function of an author as the stack calls it: with options and a callback, whatever its own form. */
  toCall(hook: CallableFunction): (this: unknown, options: unknown, callback: StackCallback<unknown>) => unknown;
  /** Status of the answer when a function called back with an error, or with a result that cannot be sent. */
  readonly failedStatus: number;
  /** The error of an answer for what a function handed to its callback or threw; never throws. */
  toError(error: unknown): StackError;
  /** Checks a result that was turned into JSON where it came from. */
  checkText(result: ResultText, maxResponseSize: number): CheckedResult;
  /** The error for a result that is no plain JSON. */
  readonly notSerializable: StackError;
}

/**
 * What a stack that its author hosts is made of: `sdk/<platform>/stack/hosting.ts` of each platform with a stack exports one
 * as `hosting`. `module` holds the functions as the platform looks them up: in the part of their type, and themselves for
 * calls without a type.
 */
export interface StackHosting {
  readonly protocol: StackProtocol;
  /** Gives what answers the parsed body of a call. It rejects where the platform would get no answer at all. */
  open(module: object, assumptions: Assumptions): (body: unknown) => Promise<StackAnswer>;
  /** The function that AWS Lambda calls. */
  makeLambda(
    module: object,
    assumptions: Assumptions,
  ): (event: unknown, context: { clientContext?: unknown }) => unknown;
}

/** Rule ids of what can go wrong with a function of a stack. */
export interface StackRules {
  /** It answers through its callback, once. */
  readonly callback: string;
  /** It called back with an error. */
  readonly calledBack: string;
  /** It threw, or a promise of it was rejected. */
  readonly threw: string;
  /** Its result is plain JSON. */
  readonly plain: string;
  /** Its result is no longer than the call allows. */
  readonly size: string;
  /** It runs in Node where its author hosts it, with whatever packages it needs. */
  readonly hosted: string;
}

/** What a stack does where an option decides. */
export interface StackConduct {
  /** Status when a function throws instead of calling back; null: no answer at all, as from a process that crashed. */
  readonly thrownStatus: number | null;
  /** Status of a call that names no function that can be called. */
  readonly refusedStatus: number;
}

/** How a function of a stack answers: `callback(error)` or `callback(null, result)`, once. */
export type StackCallback<Result> = (error: unknown, result?: Result) => void;

/** One error of an answer: what a function handed to its callback, or what is wrong with the call (C-710, C-712). */
export interface StackError {
  /** Absent where the function's error had neither `code` nor `name`. */
  readonly code?: string | number;
  /** Absent where the function's error had none. */
  readonly message?: string;
}

/** An answer over HTTP. */
export interface StackAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; empty where the function gave no result. */
  readonly body: string;
}

/** Where a request may carry the system token. */
export interface TokenPlaces {
  /** The header. */
  readonly authorization: string | undefined;
  /** The parsed body. */
  readonly body?: unknown;
  /** The parsed query. */
  readonly query?: unknown;
}

/** The modules that a stack has. */
export interface KnownModules {
  /** Whether there are functions for the customer's own integrations. */
  readonly diy: boolean;
  /** Connectors that functions are kept for. */
  readonly connectorIds: readonly string[];
}

/** A call whose fields hold; whether its function exists is still to be seen. */
export interface AcceptedCall {
  /** Null for the customer's own integrations. */
  readonly connectorId: string | null;
  /** Null for a call that looks in the module itself. */
  readonly type: string | null;
  readonly functionName: string;
  readonly options: unknown;
  /** In characters of JSON. */
  readonly maxResponseSize: number;
}

/** What became of the fields of a call. */
export type CheckedCall =
  | { readonly status: 'accepted'; readonly call: AcceptedCall }
  | { readonly status: 'refused'; readonly errors: readonly StackError[] };

/** A result as JSON; `unplain` is the first value of it that is no plain data. */
export interface ResultText {
  readonly text: string | undefined;
  readonly unplain: UnplainValue | undefined;
}

/** What became of a result: its JSON (undefined where there was none), or why the platform gets an error instead. */
export type CheckedResult =
  | { readonly status: 'passed'; readonly text: string | undefined }
  | { readonly status: 'refused'; readonly error: StackError };
