import type { StackError } from '../../stack-protocol.ts';
import { checkCall, functionNotFound, typeNotFound } from './check-call.ts';
import { checkResult } from './check-result.ts';
import type { Stack } from './define-stack.ts';
import { isPromise, toStackCall } from './forms.ts';
import type { StackBehaviour } from './protocol.ts';
import { toStackError } from './stack-error.ts';
import { partOfType } from './stack-types.ts';

/** How a call ended, before it is put into an answer. */
export type EndedStackCall =
  | { readonly outcome: 'passed'; readonly result: unknown; readonly text: string | undefined }
  | { readonly outcome: 'failed'; readonly status: number; readonly errors: readonly StackError[] };

/** Carries out one call: see `answerStackCall`. */
export async function carryOut(
  stack: Stack,
  body: unknown,
  { stackThrow = '500', stackValidationStatus = 422 }: StackBehaviour,
): Promise<EndedStackCall> {
  const checked = checkCall(body, stack.known);
  if (checked.status === 'refused') return fail(stackValidationStatus, checked.errors);
  const { connectorId, type, functionName, options, maxResponseSize } = checked.call;
  const module = connectorId === null ? stack.diy : stack.connectors[connectorId];
  const part = type === null ? module : readMember(module, partOfType(type));
  if (typeof part !== 'object' || part === null) return fail(stackValidationStatus, [typeNotFound(type ?? '')]);
  const hook = readMember(part, functionName);
  if (typeof hook !== 'function') return fail(stackValidationStatus, [functionNotFound(functionName)]);

  const ended = await callOnce(hook, part, options);
  if (ended.status === 'threw') {
    if (stackThrow === 'crash') throw ended.error;
    return fail(Number(stackThrow), [toStackError(ended.error)]);
  }
  if (ended.status === 'failed') return fail(422, [toStackError(ended.error)]);
  const result = checkResult(ended.result, maxResponseSize);
  if (result.status === 'refused') return fail(422, [result.error]);
  return { outcome: 'passed', result: ended.result, text: result.text };
}

/** The first thing that happens counts: the callback, or a throw or rejection in place of it (C-711). */
type Ending =
  | { readonly status: 'called-back'; readonly result: unknown }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'threw'; readonly error: unknown };

function callOnce(hook: CallableFunction, self: object, options: unknown): Promise<Ending> {
  return new Promise((resolve) => {
    try {
      const returned = toStackCall(hook).call(self, options, (error, result) =>
        resolve(error ? { status: 'failed', error } : { status: 'called-back', result }),
      );
      if (isPromise(returned)) returned.then(undefined, (error: unknown) => resolve({ status: 'threw', error }));
    } catch (error) {
      resolve({ status: 'threw', error });
    }
  });
}

function fail(status: number, errors: readonly StackError[]): EndedStackCall {
  return { outcome: 'failed', status, errors };
}

/**
 * A member that a module has itself or through its class, as an instance may stand for a module (C-707); what every object
 * inherits is none of it, so that a call cannot name `constructor` or `toString`.
 */
function readMember(owner: object | null | undefined, name: string): unknown {
  if (name === 'constructor' || name === '__proto__') return undefined;
  for (let at: object | null = owner ?? null; at !== null && !isRoot(at); at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, name)) return Reflect.get(at, name, owner);
  }
  return undefined;
}

/** `Object.prototype` and its like of another realm or of functions and arrays: built in, not the author's. */
function isRoot(value: object): boolean {
  return value === Object.prototype || value === Function.prototype || value === Array.prototype;
}
