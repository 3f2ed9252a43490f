/**
 * What can go wrong outside the hook, by who must act.
 * `ERR_USAGE` and the input codes are the user's and end with exit code 2, `ERR_REMOTE` with 4; anything that is not a `HooksmithError` is our bug
 * (exit code 5). A hook's failure is never an error: it is a finding.
 */
export const errorCodes = [
  /** A flag or argument is unknown, missing or contradicts another. */
  'ERR_USAGE',
  /** `hooksmith.json` is missing, unreadable or breaks its schema. */
  'ERR_CONFIG',
  /** A hook file cannot be read, parsed, bundled, or does not offer the function. */
  'ERR_HOOK',
  /** A recording cannot be read as one. */
  'ERR_RECORDING',
  /** A platform did not answer, refused, or holds something else than was expected; the user's files are as they were. */
  'ERR_REMOTE',
  /** A runner process could not be started or broke the protocol before any guest code ran. */
  'ERR_RUNNER',
] as const;

/** A code of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** Where a fault sits; every part is optional, `line` and `column` count from 1, `byte` from 0. */
export interface ErrorPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly byte?: number;
}

/** A fault that the user can mend: what is wrong, where, and what to do next. */
export class HooksmithError extends Error {
  override readonly name = 'HooksmithError';
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  /** What to do, one sentence each. */
  readonly next: readonly string[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly place?: ErrorPlace; readonly next?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place ?? {};
    this.next = options.next ?? [];
  }
}
