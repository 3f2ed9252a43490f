import { resolve } from 'node:path';
import type { AnyContract } from '../../sdk/contract.ts';
import { ownText, parsePlain, readModule } from '../sandbox/script/build-program.ts';
import { chooseFunction } from '../sandbox/script/choose-function.ts';
import { findFunctions } from '../sandbox/script/find-functions.ts';
import { findImplicitGlobals } from '../sandbox/script/free-names.ts';
import { resolveNames } from '../sandbox/script/names.ts';
import { placeFault } from '../sandbox/script/program-text.ts';
import { readSource, type Source } from '../sandbox/script/read-source.ts';
import { unusedName } from '../sandbox/script/unused-name.ts';

/** A hook of a stack: its function is found in a file of the author. */
export interface StackHook {
  /** Name in hooksmith.json, by which the platform may call it. */
  readonly name: string;
  readonly file: string;
  readonly functionName: string | undefined;
  readonly contract: AnyContract;
}

/** A hook with its function. */
export interface FoundHook extends StackHook {
  /** Absolute path of its file. */
  readonly path: string;
  /** Name of the function, by which the platform may call it as well. */
  readonly own: string;
  /** Name under which the module of the file exports it. */
  readonly exported: string;
}

/** An author's file as a module that exports all functions that are wanted of it. */
export interface StackSource {
  readonly path: string;
  readonly source: Source;
  /** The author's text with lines at its end. */
  readonly text: string;
}

/** The module from which a script in CommonJS form takes its `module` and `exports`. */
export const commonJsNames = 'hooksmith-commonjs';

/**
 * Reads the files of hooks and finds their functions, as a replay does. Throws ERR_HOOK at the author's line for a file
 * without the function or with what is no JavaScript.
 */
export async function readStackSources(
  hooks: readonly StackHook[],
): Promise<{ readonly found: readonly FoundHook[]; readonly sources: readonly StackSource[] }> {
  const found: FoundHook[] = [];
  const sources: StackSource[] = [];
  for (const path of new Set(hooks.map(({ file }) => resolve(file)))) {
    const own = hooks.filter(({ file }) => resolve(file) === path);
    const [first] = own;
    if (first === undefined) continue;
    const source = await readSource(first.file);
    const read = await readFile(source, own);
    found.push(...read.found.map((hook) => ({ ...hook, path })));
    sources.push({ path, source, text: read.text });
  }
  return { found, sources };
}

type Read = { readonly found: readonly Omit<FoundHook, 'path'>[]; readonly text: string };

async function readFile(source: Source, hooks: readonly StackHook[]): Promise<Read> {
  const [first] = hooks;
  if (first === undefined) throw new Error(`${source.file} is named by no hook`);
  try {
    const plain = parsePlain(source, 'script');
    const { ast, text } =
      plain === null ? await readModule(source, first.contract.calls.modules) : { ast: plain, text: ownText(source) };
    const functions = findFunctions(ast);
    const alias = unusedName(source.text, 'hooksmith_stack');
    const exports = new Map<string, string>();
    const found = hooks.map((hook) => {
      const { file, functionName, contract } = hook;
      const chosen = chooseFunction({ file, functions, functionName, contract, at: text.at });
      if (chosen.local !== null && !exports.has(chosen.local)) exports.set(chosen.local, `${alias}_${exports.size}`);
      const own = chosen.name === 'default' && chosen.local !== null ? chosen.local : chosen.name;
      return { ...hook, own, exported: (chosen.local === null ? undefined : exports.get(chosen.local)) ?? chosen.name };
    });
    const list = [...exports].map(([local, exported]) => `${local} as ${exported}`).join(', ');
    const added = list === '' ? '' : `\n;export { ${list} };`;
    return { found, text: source.text + added + (plain === null ? '' : declareLoose(plain)) };
  } catch (error) {
    throw placeFault(error, ownText(source), source.file);
  }
}

/** A module is strict: names that a plain script assigns and never declares are declared, and CommonJS finds its own. */
function declareLoose(ast: Parameters<typeof resolveNames>[0]): string {
  const { free } = resolveNames(ast);
  const used = new Set(free.map(({ node }) => node.name));
  const commonJs = ['module', 'exports'].filter((name) => used.has(name));
  const loose = [...findImplicitGlobals(free)].filter((name) => !commonJs.includes(name) && !(name in globalThis));
  return [
    ...(commonJs.length === 0 ? [] : [`\nimport { ${commonJs.join(', ')} } from '${commonJsNames}';`]),
    ...(loose.length === 0 ? [] : [`\nvar ${loose.join(', ')};`]),
  ].join('');
}
