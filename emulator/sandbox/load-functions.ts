import { findContract } from '../../sdk/platforms.ts';
import { loadGuest } from './compartment.ts';
import type { PagePowers } from './endowments/endowment.ts';
import type { ServeJob, ServeProblem } from './protocol.ts';
import type { LoadedFunction } from './served-functions.ts';
import { describeThrown } from './thrown.ts';

/** The functions of a stack, or the first reason why they cannot be called. */
export type LoadedFunctions =
  | { readonly status: 'loaded'; readonly functions: readonly LoadedFunction[] }
  | { readonly status: 'failed'; readonly problem: ServeProblem };

/** Loads every script of a stack into a compartment of its own and takes its functions out. */
export function loadFunctions(job: ServeJob, page: PagePowers): LoadedFunctions {
  const functions: LoadedFunction[] = [];
  for (const [script, guest] of job.scripts.entries()) {
    const own = job.functions.flatMap((one, at) => (one.script === script ? [{ ...one, at }] : []));
    const [first] = own.flatMap(({ hooks }) => hooks);
    const contract = first === undefined ? undefined : findContract(first.platform, first.hook);
    if (contract === undefined) throw new Error(`script ${script} is attached to nothing`);
    const implicitGlobals = contract.calls.allowsImplicitGlobals(first?.assumptions ?? {});
    const { hook: entry, problem, timers } = loadGuest(guest, { calls: contract.calls, page, implicitGlobals });
    if (entry === null || problem !== null) {
      const why = problem ?? { code: 'not-a-function' as const, message: 'the script gave nothing', at: null };
      return { status: 'failed', problem: { ...why, script } };
    }
    const given = takeAll(entry);
    for (const { at, index, ownName } of own) {
      const hook: unknown = given[index];
      if (typeof hook !== 'function') {
        const message = `the script has no function named ${ownName} when it is loaded`;
        return { status: 'failed', problem: { code: 'not-a-function', message, at: null, script } };
      }
      functions[at] = { hook, calls: contract.calls, timers };
    }
  }
  return { status: 'loaded', functions };
}

/** The entry is our own text, evaluated in the script's compartment: it gives an array literal. */
function takeAll(entry: CallableFunction): readonly unknown[] {
  try {
    const given: unknown = Reflect.apply(entry, undefined, []);
    return Array.isArray(given) ? given : [];
  } catch (error) {
    throw new Error(`the functions of a script could not be taken out: ${describeThrown(error).message}`);
  }
}
