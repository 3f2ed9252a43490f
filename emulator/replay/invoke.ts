import { types } from 'node:util';
import type { CallForm } from '../../sdk/contract.ts';
import { findUnplain, type UnplainValue } from '../../sdk/plain-value.ts';
import { NotModelledError } from '../sandbox/endowments/require.ts';
import type { VirtualTimers } from '../sandbox/endowments/timers.ts';
import { countSerialisedDates } from '../sandbox/lockdown.ts';
import { type DescribedThrow, describeThrown } from '../sandbox/thrown.ts';

/** How one call of a hook ended. The first outcome wins; what came later is counted beside it (S-158). */
export type Outcome =
  /**
   * `text` is the JSON of the result, undefined when there was no value; `dates` counts the Date objects in it (C-012);
   * `unplain` is the first value that the callback form refuses, undefined in the other form.
   */
  | {
      readonly status: 'returned';
      readonly text: string | undefined;
      readonly dates: number;
      readonly unplain: UnplainValue | undefined;
    }
  | { readonly status: 'threw'; readonly thrown: DescribedThrow; readonly notModelled: boolean }
  | { readonly status: 'not-serializable'; readonly why: DescribedThrow }
  | { readonly status: 'promise' }
  | { readonly status: 'never-called-back' };

/** A call that has ended. */
export interface EndedCall {
  readonly outcome: Outcome;
  /** The form in which the hook was called. */
  readonly form: 'return' | 'callback';
  /** The hook's parameters ask for the form in which its kind is never called. */
  readonly isOddForm: boolean;
  /** Results, errors or callbacks after the first outcome. */
  readonly repeats: number;
}

/** How a hook is called. */
export interface InvokeOptions {
  readonly calls: CallForm;
  readonly awaits: boolean;
  readonly timers: VirtualTimers;
  /** Properties of `options` that the hook may not change (`Contract.frozen`). */
  readonly frozen: readonly string[];
  /** Whether a debugger is to stop before the call. */
  readonly stopsBefore?: (() => boolean) | null;
}

const { isPromise } = types;
const { apply } = Reflect;
// The intrinsic, so that an own `then` of a promise is not asked.
const { then } = Promise.prototype;
const stringify = JSON.stringify;

/** Lets all microtasks and rejection reports of the page run (S-214). */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Calls a hook in the form that its platform and its parameters ask for, and waits until it has an outcome and nothing
 * of it is left to run: `(options) => result`, `(options, callback)`, or a promise where the platform awaits one.
 * The result is turned into JSON at once, so later edits of it change nothing, and inside the page's time (S-159).
 */
export async function invokeHook(
  hook: CallableFunction,
  options: unknown,
  { calls, awaits, frozen, timers, stopsBefore = null }: InvokeOptions,
): Promise<EndedCall> {
  let outcome: Outcome | undefined;
  let settled = false;
  let repeats = 0;

  function settle(make: () => Outcome): void {
    if (settled) {
      repeats += 1;
      return;
    }
    settled = true;
    outcome = make();
  }

  // A hook can call back at the very end of the stack, so that even noting the outcome overflows.
  const overflow = { name: 'RangeError', message: 'Maximum call stack size exceeded', code: null, at: null };

  const callback = Object.freeze((error?: unknown, result?: unknown): void => {
    settle(() => (error ? threw(error) : serialise(result, checksPlain)));
  });

  const wants = wantsCallback(hook);
  const takesCallback = calls.forms === 'callback' || (calls.forms === 'both' && wants);
  const checksPlain = takesCallback && calls.plainResultRule !== null;
  if (takesCallback) makeDates(options, calls.datesInCallbackForm ?? []);
  for (const name of frozen) freezeDeep(isObject(options) ? options[name] : undefined);
  // From here one steps into the hook.
  // biome-ignore lint/suspicious/noDebugger: the author asked for it with --inspect-brk
  if (stopsBefore?.() === true) debugger;
  try {
    const returned: unknown = takesCallback
      ? apply(hook, undefined, [options, callback])
      : apply(hook, undefined, [options]);
    if (isPromise(returned) && !awaits) {
      // Refused as a result; only where a callback is still to come can its rejection be the outcome.
      apply(then, returned, [undefined, (error: unknown) => takesCallback && settle(() => threw(error))]);
      if (!takesCallback) settle(() => ({ status: 'promise' }));
    } else if (awaits && typeof returned === 'object' && returned !== null) {
      apply(then, adopt(returned), [
        (value: unknown) => settle(() => serialise(value)),
        (error: unknown) => settle(() => threw(error)),
      ]);
    } else if ((returned !== undefined && calls.forms !== 'callback') || !takesCallback) {
      settle(() => serialise(returned));
    }
  } catch (error) {
    settle(() => threw(error));
  }

  await nextTurn();
  while (!settled && fireNext(timers, settle)) await nextTurn();
  timers.clear();
  const none: Outcome = settled
    ? { status: 'threw', thrown: overflow, notModelled: false }
    : { status: 'never-called-back' };
  return {
    outcome: outcome ?? none,
    form: takesCallback ? 'callback' : 'return',
    isOddForm: calls.forms !== 'both' && wants !== takesCallback,
    repeats,
  };
}

/** The stack library hands some fields over as Date objects (C-210). */
function makeDates(options: unknown, names: readonly string[]): void {
  for (const name of names) {
    if (isObject(options) && typeof options[name] === 'string') options[name] = new Date(options[name]);
  }
}

/** Options are parsed from JSON, so there are no cycles and no accessors. */
function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const item of Object.values(value)) freezeDeep(item);
  Object.freeze(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A function with a second parameter takes the callback form (C-004). */
function wantsCallback(hook: CallableFunction): boolean {
  try {
    return hook.length >= 2;
  } catch {
    return false;
  }
}

/** A promise for a returned value that may itself be a promise or another thenable; reads its `then` once. */
function adopt(value: object): Promise<unknown> {
  return isPromise(value) ? value : (async () => value)();
}

function serialise(value: unknown, checksPlain = false): Outcome {
  try {
    const unplain = checksPlain ? findUnplain(value) : undefined;
    const before = countSerialisedDates();
    const text = stringify(value);
    return { status: 'returned', text, dates: countSerialisedDates() - before, unplain };
  } catch (error) {
    return { status: 'not-serializable', why: describeThrown(error) };
  }
}

function threw(error: unknown): Outcome {
  return { status: 'threw', thrown: describeThrown(error), notModelled: NotModelledError.is(error) };
}

/** A timer whose callback throws ends a Node process: it is an outcome like any other throw. */
function fireNext(timers: VirtualTimers, settle: (make: () => Outcome) => void): boolean {
  try {
    return timers.fireNext();
  } catch (error) {
    settle(() => threw(error));
    return true;
  }
}
