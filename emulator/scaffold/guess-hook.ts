import { basename, extname } from 'node:path';
import type { AnyContract } from '../../sdk/contract.ts';
import { toFileName } from './names.ts';
import type { ScriptFunction } from './script-functions.ts';

/** Which hook a function is: one for sure, one of several, or nothing speaks for any. */
export type Guess =
  | { readonly status: 'sure'; readonly contract: AnyContract; readonly why: string }
  /** `candidates` is empty where the name says one thing and the text another. */
  | { readonly status: 'unsure'; readonly candidates: readonly AnyContract[]; readonly why: string }
  | { readonly status: 'none' };

/**
 * Guesses from its name, and from the properties that it reads and returns, which hook a function is. What is sure is so by
 * a name that the platform itself gives the function and reads that fit, or by reads that fit one hook alone.
 */
export function guessHook(found: ScriptFunction, contracts: readonly AnyContract[]): Guess {
  const ofForm = contracts.filter(({ calls }) => calls.module === found.form);
  const fitting = ofForm.filter((contract) => fits(found, contract));
  const named = ofForm.filter((contract) => isCalledLike(found, contract));
  const both = named.filter((contract) => fitting.includes(contract));
  const reads = found.reads.length === 0 ? 'it reads nothing' : `it reads ${found.reads.join(', ')}`;
  const [first, ...others] = both;
  if (first !== undefined) {
    return others.length === 0
      ? { status: 'sure', contract: first, why: found.reads.length === 0 ? 'its name' : `its name; ${reads}` }
      : { status: 'unsure', candidates: both, why: `several hooks go by this name; ${reads}` };
  }
  if (named.length > 0) {
    const kinds = named.map(({ platform, hook }) => `${platform}/${hook}`).join(' or ');
    return {
      status: 'unsure',
      candidates: [],
      why: `it is called like ${kinds}, but what it reads or returns does not go with that; ${reads}`,
    };
  }
  // A function that the script itself calls, or one that looks at nothing that a platform passes, is no hook.
  const byReads = fitting.filter((contract) => found.reads.some((read) => inputNames(contract)?.has(read) ?? false));
  if (found.isCalled || byReads.length === 0) return { status: 'none' };
  const [only, ...more] = byReads;
  return only !== undefined && more.length === 0
    ? { status: 'sure', contract: only, why: reads }
    : { status: 'unsure', candidates: byReads, why: reads };
}

/** Whether a hook of this kind could read, take and return what the function does. */
function fits({ reads, returns, parameters }: ScriptFunction, contract: AnyContract): boolean {
  const inputs = inputNames(contract);
  const outputs = namesOf(contract.output);
  const { forms } = contract.calls;
  if (forms === 'callback' && parameters < 2) return false;
  return (
    reads.every((read) => inputs?.has(read) ?? true) && (outputs === null || returns.every((name) => outputs.has(name)))
  );
}

/** Functions go by the platform's name for them, modules by the name of their file. */
function isCalledLike({ name, file }: ScriptFunction, { hook, calls }: AnyContract): boolean {
  if (name !== null) return calls.defaultNames.includes(name);
  const plain = toFileName(basename(file, extname(file))).replaceAll(/[._ ]/g, '-');
  return hook.includes('-')
    ? plain === hook || plain.endsWith(`-${hook}`) || plain.startsWith(`${hook}-`)
    : plain === hook;
}

/** Null where any name will do. */
function inputNames({ input }: AnyContract): ReadonlySet<string> | null {
  return namesOf(input);
}

function namesOf(schema: object): ReadonlySet<string> | null {
  const properties = 'properties' in schema ? schema.properties : undefined;
  return typeof properties === 'object' && properties !== null ? new Set(Object.keys(properties)) : null;
}
