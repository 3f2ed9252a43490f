import type { CallForm } from '../../sdk/contract.ts';
import type { AcceptedCall, StackError, StackProtocol } from '../../sdk/stack-protocol.ts';
import type { VirtualTimers } from './endowments/timers.ts';
import type { ServedHook, ServeJob } from './protocol.ts';

/** A function as its script gave it. */
export interface LoadedFunction {
  readonly hook: CallableFunction;
  /** How the platform calls the kind that it is attached as. */
  readonly calls: CallForm;
  readonly timers: VirtualTimers;
}

/** A function that a call has found. */
export interface FoundFunction extends LoadedFunction {
  /** Index in `ServeJob.functions`. */
  readonly index: number;
  /** Its `this`: the functions of its script that a call of this type can find (C-707). */
  readonly self: object;
  readonly attached: readonly ServedHook[];
}

/** Finds the function of a call, or says why there is none (C-712). */
export type FindFunction = (call: AcceptedCall) => FoundFunction | { readonly error: StackError };

/**
 * Sorts the functions of a stack as a module does: by type, and all together for calls without one (C-707).
 * `loaded` has one for each of the job's functions. A `this` holds functions of one script alone; like the author's own object
 * it can be written to, and nothing is read back from it.
 */
export function sortFunctions(
  job: ServeJob,
  { loaded, protocol }: { readonly loaded: readonly LoadedFunction[]; readonly protocol: StackProtocol },
): FindFunction {
  const selves = new Map<string, object>();
  const functions = new Map<string, FoundFunction>();
  const types = new Set<string>();
  job.functions.forEach(({ script, ownName, names, hooks }, index) => {
    const one = loaded[index];
    if (one === undefined) return;
    for (const type of new Set([null, ...hooks.map((hook) => hook.type)])) {
      const selfKey = JSON.stringify([script, type]);
      const self = selves.get(selfKey) ?? {};
      selves.set(selfKey, self);
      Object.defineProperty(self, ownName, { value: one.hook, writable: true, enumerable: true, configurable: true });
      for (const name of names) {
        functions.set(JSON.stringify([type, name]), { ...one, index, self, attached: hooks });
      }
      if (type !== null) types.add(type);
    }
  });
  return ({ type, functionName }) => {
    if (type !== null && !types.has(type)) return { error: protocol.typeNotFound(type) };
    return functions.get(JSON.stringify([type, functionName])) ?? { error: protocol.functionNotFound(functionName) };
  };
}
