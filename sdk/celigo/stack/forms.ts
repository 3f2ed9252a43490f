import type { StackCallback } from '../../stack-protocol.ts';
import { withDateObjects, withDateTexts } from './dates.ts';

/**
 * A hook of the script form, `(options) => result`, as a stack calls one: `(options, callback)` (C-004).
 * A throw and a rejected promise go to the callback as the error, so they fail what a throw fails in a script (C-006), and a
 * promise is waited for. `this` is handed on, and the dates of preSavePage are texts again, as scripts expect (C-209).
 * A function that takes a callback already is given back as it is.
 *
 * @example
 * export const hooks = { tidyResponses: toCallbackForm(postSubmit) };
 */
export function toCallbackForm<Options, Result>(
  hook: (options: Options) => Result | Promise<Result>,
): (options: Options, callback: StackCallback<Result>) => void {
  if (takesCallback(hook)) return hook;
  return function callBack(this: unknown, options, callback) {
    const fail = (error: unknown): void => callback(error || new Error(`the hook threw ${String(error)}`));
    let returned: Result | Promise<Result>;
    try {
      returned = Reflect.apply(hook, this, [withDateTexts(options)]);
    } catch (error) {
      fail(error);
      return;
    }
    if (isPromise(returned)) returned.then((result) => callback(null, result), fail);
    else callback(null, returned);
  };
}

/**
 * A hook of the stack form, `(options, callback)`, as a script calls one: `(options) => result` (C-001).
 * What the hook calls back with is returned, or thrown when it is an error. A hook that calls back later gives a promise;
 * platforms do not wait for one in a script (C-326), tests can. `this` is handed on, and the dates of preSavePage are Date
 * objects, as stacks expect (C-210). A function without a callback is called as it is.
 *
 * @example
 * const result = await toReturnForm(hooks.tidyResponses)(options);
 */
export function toReturnForm<Options, Result>(
  hook: (options: Options, callback: StackCallback<Result>) => void,
): (options: Options) => Result | undefined | Promise<Result | undefined> {
  return function giveBack(this: unknown, options) {
    if (!takesCallback(hook)) return Reflect.apply(hook, this, [options]);
    const outcomes: Outcome<Result>[] = [];
    let settle = (outcome: Outcome<Result>): void => {
      outcomes.push(outcome);
    };
    const callback: StackCallback<Result> = (error, result) => settle(error ? { error } : { result });
    Reflect.apply(hook, this, [withDateObjects(options), callback]);
    const [first] = outcomes;
    if (first !== undefined) return unwrap(first);
    return new Promise<Outcome<Result>>((resolve) => {
      settle = resolve;
    }).then(unwrap);
  };
}

/**
 * Any function of a stack's module as the stack calls it: in the callback form, with Date objects where that form has them
 * (C-708, C-210), and with the `this` that it is called with.
 */
export function toStackCall(
  hook: CallableFunction,
): (this: unknown, options: unknown, callback: StackCallback<unknown>) => unknown {
  if (takesCallback(hook)) {
    return function call(options, callback) {
      return Reflect.apply(hook, this, [withDateObjects(options), callback]);
    };
  }
  return toCallbackForm(function call(this: unknown, options: unknown) {
    return Reflect.apply(hook, this, [options]);
  });
}

/** Whether a function is of the stack form: it has a second parameter (C-004). */
export function takesCallback(hook: unknown): hook is (options: unknown, callback: StackCallback<unknown>) => void {
  return typeof hook === 'function' && hook.length >= 2;
}

/** What a hook called back with. */
type Outcome<Result> = { readonly error: unknown } | { readonly result: Result | undefined };

function unwrap<Result>(outcome: Outcome<Result>): Result | undefined {
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/** Whether a value is a promise, of whatever library or realm. */
export function isPromise<Result>(value: Result | Promise<Result>): value is Promise<Result> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
