import { dirname, join, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** The files that a script is made of. */
export interface ScriptFiles {
  /** Absolute paths of the script and of all that it imports, at any depth; nothing in `node_modules`. */
  readonly files: readonly string[];
  /** Where files would have to come to mend an import that leads nowhere. */
  readonly missing: readonly string[];
}

const endings = ['', '.ts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json', '/index.ts', '/index.js'];

/** Follows the imports of a script; a file with a mistake in it is listed too, and its imports as far as they were found. */
export async function findScriptFiles(script: string): Promise<ScriptFiles> {
  const entry = resolve(script);
  const files = new Set([entry]);
  const missing = new Set<string>();
  const { build } = await import('esbuild');
  const collect: Plugin = {
    name: 'collect',
    setup({ onLoad, onResolve, resolve: find }) {
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        files.add(path);
        return undefined;
      });
      onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === asked) return undefined;
        const { path: found, errors } = await find(path, { kind, resolveDir, importer, pluginData: asked });
        if (errors.length === 0 && !isInstalled(found)) return undefined;
        if (errors.length > 0 && /^\.{0,2}\//.test(path)) {
          const stem = path.startsWith('/') ? path : join(resolveDir, path);
          for (const name of [stem, stem.replace(/\.[cm]?jsx?$/, '')]) {
            for (const ending of endings) missing.add(name + ending);
          }
        }
        return { path, external: true };
      });
    },
  };
  try {
    await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      platform: 'neutral',
      mainFields: ['module', 'main'],
      logLevel: 'silent',
      absWorkingDir: dirname(entry),
      outdir: 'out',
      plugins: [collect],
    });
  } catch {
    // What is wrong in the files is told when they are replayed.
  }
  return { files: [...files], missing: [...missing] };
}

const asked = Symbol('asked');

function isInstalled(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}
