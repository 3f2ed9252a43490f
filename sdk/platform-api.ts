/**
 * One call that a script makes of a module of its platform.
 * Arguments, results and bodies are JSON values; they come from scripts and files, so nothing is promised of their shape.
 */
export interface ApiCall {
  /** Area and function as a script writes them, such as `exports.run`; the area alone where it is called itself. */
  readonly call: string;
  readonly arguments: readonly unknown[];
}

/** What a call gave. Without `error` it returned `result`; without both it returned undefined. */
export interface ApiAnswer {
  readonly result?: unknown;
  readonly error?: ApiError;
}

/** The error that a call threw. */
export interface ApiError {
  readonly message: string;
  /** The platform's own code, where there is one. */
  readonly code?: string;
}

/** The HTTP request by which a local stand-in for the platform carries out a call. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Path below the stand-in's address; begins with a slash, and ids in it are escaped. */
  readonly path: string;
  /** Sent as JSON; absent where the request has no body. */
  readonly body?: unknown;
  /** Makes the call's answer of the reply. */
  read(reply: ApiReply): ApiAnswer;
}

/** What a stand-in replied; `body` is undefined where there was none. */
export interface ApiReply {
  readonly status: number;
  readonly body: unknown;
}

/** What is known of a call before anything answers it. */
export type ApiVerdict =
  /** It may be answered: by a recording, a mock, or the stand-in where `request` is given. `assumed` are rules it leans on. */
  | { readonly status: 'known'; readonly assumed: readonly string[]; readonly request: ApiRequest | null }
  /** The platform may know it, but nobody has documented how; `message` is one sentence and says what to do. */
  | { readonly status: 'unmodelled'; readonly rule: string; readonly message: string }
  /** The platform does not take it; `message` says why. */
  | { readonly status: 'refused'; readonly rule: string; readonly message: string };

/**
 * The module through which the scripts of a platform call it. It is data: the sandbox makes the module of `areas`, and
 * what answers its calls knows nothing of the platform.
 */
export interface PlatformApi {
  /** The name that scripts import. */
  readonly module: string;
  /** What the module exports, each with its known functions. A script may call others; then `judge` says what they are. */
  readonly areas: Readonly<Record<string, readonly string[]>>;
  /** Rule id of a call that nothing answers. */
  readonly rule: string;
  /** Looks at one call. Pure, and never throws. `assumptions` are those of the contract. */
  judge(call: ApiCall, assumptions: Readonly<Record<string, unknown>>): ApiVerdict;
}
