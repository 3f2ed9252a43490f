import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackageText } from './make-guest.ts';
import { resolveNames } from './names.ts';
import { parseForSandbox } from './parse-script.ts';

/** Node's own modules that the sandbox has stand-ins for, where a platform has Node's modules (P-123). */
export const nodeModuleNames: readonly string[] = ['buffer', 'crypto'];

/** Global names of Node that such a module gives. */
export const nodeModuleGlobals: Readonly<Record<string, string>> = { Buffer: 'buffer', atob: 'buffer', btoa: 'buffer' };

/** They lie beside the compiled runner. */
const folder = join(dirname(fileURLToPath(import.meta.resolve('#runner'))), 'node-modules');

/** The module that a name such as `node:crypto` asks for; undefined where there is no stand-in. */
export function nodeModuleOf(name: string): string | undefined {
  const bare = name.replace(/^node:/, '');
  return nodeModuleNames.includes(bare) ? bare : undefined;
}

/**
 * The texts of the stand-ins that are asked for by these names, and of those that they ask for themselves. One that is asked
 * for under two names is there twice, under each.
 */
export async function readNodeModules(names: readonly string[]): Promise<readonly PackageText[]> {
  const wanted = names.filter((name) => nodeModuleOf(name) !== undefined);
  if (wanted.length === 0) return [];
  // crypto asks for buffer.
  const all = [...new Set([...wanted, ...(wanted.some((name) => nodeModuleOf(name) === 'crypto') ? ['buffer'] : [])])];
  return Promise.all(
    all.map(async (name) => {
      const text = await readFile(join(folder, `${nodeModuleOf(name)}.cjs`), 'utf8');
      const ast = parseForSandbox(text, 'commonjs');
      return { name, text, ast, names: resolveNames(ast) };
    }),
  );
}
