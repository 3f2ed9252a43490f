import type { Assumption } from '../../contract.ts';
import type { StackAnswer, StackError } from '../../stack-protocol.ts';

/** Kinds of functions that a call can ask for; a call without one looks in the module itself (C-706, C-707). */
export type StackType = 'hook' | 'wrapper' | 'setting' | 'utility' | 'installer' | 'uninstaller';

/** Body of `POST {hostURI}/function`, as the platform sends it (C-706). */
export interface StackCall {
  /** True for functions of the customer's own integrations; either this or `_connectorId` is there. */
  readonly diy?: boolean;
  /** The connector that the function belongs to. */
  readonly _connectorId?: string;
  /** Kind of the function; absent where it is looked for in the module itself (C-707). */
  readonly type?: StackType;
  /** Name of the function. */
  readonly function: string;
  /** What the function gets as its first argument. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Most characters that the JSON text of the result may have. @default 5242880 (C-715) */
  readonly maxResponseSize?: number;
}

/** What a stack does where no source says what the platform's libraries promise. */
export interface StackBehaviour {
  /**
   * What follows when a function throws instead of calling back: the libraries do not catch it (C-711, assumed).
   * `crash`: no answer at all. @default "500"
   */
  readonly stackThrow?: 'crash' | '500' | '422';
  /** Status of a call that names no function that can be called (C-713, assumed). @default 422 */
  readonly stackValidationStatus?: number;
}

/** The options of `StackBehaviour` with their rules. */
export const stackAssumptions = {
  stackThrow: { rule: 'C-711', default: '500', choices: ['crash', '500', '422'] },
  stackValidationStatus: { rule: 'C-713', default: 422 },
} as const satisfies Readonly<Record<keyof StackBehaviour, Assumption>>;

/** The answer to a request without the right system token (C-703). */
export const unauthorizedAnswer: StackAnswer = {
  ...answerErrors(401, [{ code: 'unauthorized', message: 'Invalid system token.' }]),
  headers: { 'content-type': 'application/json; charset=utf-8', 'www-authenticate': 'invalid system token' },
};

/** The answer that carries a function's result; `text` is its JSON, undefined where there is none (C-709). */
export function answerResult(text: string | undefined): StackAnswer {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: text ?? '' };
}

/** The answer that carries errors (C-710, C-712). */
export function answerErrors(status: number, errors: readonly StackError[]): StackAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors }),
  };
}
