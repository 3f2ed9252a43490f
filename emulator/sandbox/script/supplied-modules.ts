import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { apiModuleText } from './api-module.ts';
import { isOnHand } from './given-modules.ts';
import type { PackageText } from './make-guest.ts';
import { resolveNames } from './names.ts';
import { parseForSandbox } from './parse-script.ts';
import { findRequires } from './requires.ts';

/**
 * What supplied modules ask of Node, made of what the sandbox has. sjcl fills its generator this way: from seeded bytes,
 * so that it gives the same numbers in every replay (S-211).
 */
const substitutes: Readonly<Record<string, string>> = {
  crypto: 'module.exports = { randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)) };',
};

/**
 * Reads the modules that the platform gives a script, with what they need themselves. Names that are not on hand are left
 * out. The packages are hooksmith's own dependencies, found from where hooksmith is: the author need not have them.
 */
export async function readSupplied(names: readonly string[], modules: ModuleSupport): Promise<readonly PackageText[]> {
  const wanted = names.filter((name) => isOnHand(name, modules));
  const given = await Promise.all(wanted.map((name) => readOne(name, modules)));
  const needed = new Set(given.flatMap((one) => findRequires(one.names).map(({ name }) => name)));
  const own = [...needed].flatMap((name) => {
    const text = Object.hasOwn(substitutes, name) ? substitutes[name] : undefined;
    return text === undefined ? [] : [parsed(name, text)];
  });
  return [...given, ...own];
}

async function readOne(name: string, { api }: ModuleSupport): Promise<PackageText> {
  if (name === api?.module) return { ...parsed(name, apiModuleText(api)), isApi: true };
  const file = createRequire(import.meta.url).resolve(name);
  return parsed(name, await readFile(file, 'utf8'));
}

function parsed(name: string, text: string): PackageText {
  const ast = parseForSandbox(text, 'commonjs');
  return { name, text, ast, names: resolveNames(ast) };
}
