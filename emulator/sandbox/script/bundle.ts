import { isBuiltin } from 'node:module';
import { basename, dirname, extname, resolve } from 'node:path';
import type { BuildOptions, BuildResult, Loader, Plugin } from 'esbuild';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { type BuildPlace, explainBuildError } from './esbuild-faults.ts';
import { adviseForeign, describeGiven, explainPart, isOnHand, moduleLoader, wholeOf } from './given-modules.ts';
import { makeProjectFiles } from './project-files.ts';
import type { Source } from './read-source.ts';

/** JavaScript text and its source map as JSON text. */
export interface BuiltModule {
  readonly text: string;
  readonly map: string;
}

/** A build of a file with all that it imports. */
export interface Bundle extends BuiltModule {
  /** Modules of the platform that it asks its loader for. */
  readonly given: readonly string[];
}

const target = 'es2022';
const outName = 'hooksmith-guest.js';

/** Turns one TypeScript or JSX file into a JavaScript module, without its imports. Throws ERR_HOOK at the author's line. */
export async function transformModule(source: Source, modules: ModuleSupport): Promise<BuiltModule> {
  const { file } = source;
  const { transform } = await import('esbuild');
  try {
    const built = await transform(withMap(source), {
      loader: loaderOf(source),
      target,
      sourcemap: 'external',
      sourcefile: basename(file),
      charset: 'utf8',
      logLevel: 'silent',
      legalComments: 'none',
    });
    return { text: built.code, map: built.map };
  } catch (error) {
    throw explainBuildError(error, { file, modules });
  }
}

/**
 * Bundles the author's file and all it imports into one ES module whose last statement is its only export (S-131).
 * `text` may be the file's text with lines added at its end. Throws ERR_HOOK at the author's line for syntax errors,
 * modules that are not found, and modules that the platform does not have.
 */
export async function bundleModule(source: Source, modules: ModuleSupport): Promise<Bundle> {
  const { file } = source;
  const given = new Set<string>();
  const built = await runBuild(
    {
      stdin: {
        contents: withMap(source),
        loader: loaderOf(source),
        sourcefile: basename(file),
        resolveDir: folderOf(file),
      },
      format: 'esm',
      mainFields: ['module', 'main'],
      plugins: [givenModules(modules, given), platformModules(modules), projectOnly(file)],
      sourcemap: 'external',
      sourcesContent: true,
    },
    { file, modules },
  );
  return { text: outputText(built, '.js'), map: outputText(built, '.map'), given: [...given] };
}

/**
 * Bundles one package as the body of a CommonJS module; Node's built-in modules stay calls of `require` (P-123). The map is
 * that of a file of the project (`./lib.js`); a package has none, as its lines are nobody's here.
 */
export async function bundlePackage(
  name: string,
  { file, modules }: BuildPlace,
): Promise<Pick<BuiltModule, 'text'> & { readonly map: string | null }> {
  const isOwn = /^\.{0,2}\//.test(name);
  const built = await runBuild(
    {
      stdin: {
        contents: `module.exports = require(${JSON.stringify(name)});`,
        resolveDir: folderOf(file),
        sourcefile: 'require.js',
      },
      format: 'cjs',
      mainFields: ['main'],
      plugins: [platformModules(modules), projectOnly(file)],
      ...(isOwn ? { sourcemap: 'external', sourcesContent: true } : {}),
    },
    { file, modules },
  );
  return { text: outputText(built, '.js'), map: isOwn ? outputText(built, '.map') : null };
}

/** Bundles without writing, by the settings that all builds share. Throws ERR_HOOK at the author's line. */
export async function runBuild(options: BuildOptions, place: BuildPlace): Promise<BuildResult> {
  const { build } = await import('esbuild');
  try {
    return await build({
      target,
      legalComments: 'none',
      ...options,
      bundle: true,
      write: false,
      platform: 'neutral',
      charset: 'utf8',
      logLevel: 'silent',
      absWorkingDir: folderOf(place.file),
      outfile: outName,
    });
  } catch (error) {
    throw explainBuildError(error, place);
  }
}

/** Leaves the modules that the platform gives to the loader of the script (C-323), and notes which they are. */
function givenModules(modules: ModuleSupport, asked: Set<string>): Plugin {
  const namespace = 'given-module';
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
        if (isOnHand(path, modules)) {
          asked.add(path);
          return { path, namespace };
        }
        const whole = wholeOf(path, modules);
        if (whole === undefined) return undefined;
        const [text, next] = explainPart(path, whole, modules);
        return { errors: [{ text, detail: { next: [next] } }] };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = ${moduleLoader}(${JSON.stringify(path)});`,
      }));
    },
  };
}

/**
 * Where the platform has Node's modules they are left to the runner's `require`, an `import` of one included.
 * Elsewhere an `import` of one is the author's mistake; a `require` may be a library's guarded attempt, and fails at run time.
 */
export function platformModules(modules: ModuleSupport): Plugin {
  const namespace = 'node-builtin';
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, namespace: importer }) => {
        if (modules.unmodelled.includes(path)) {
          const text = `${path} is a module of the platform (${modules.rule}) that hooksmith does not emulate yet; a script that imports it cannot run here.`;
          return { errors: [{ text }] };
        }
        if (!isBuiltin(path)) return undefined;
        if (kind === 'require-call' || importer === namespace) return { path, external: true };
        if (modules.nodeBuiltins) return { path, namespace };
        const text = `${path} is a module of Node; ${describeGiven(modules)}.`;
        return { errors: [{ text, detail: { next: adviseForeign(path, modules) } }] };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
      }));
    },
  };
}

/** Only files of the author's project and its packages become part of a script (S-208). */
export function projectOnly(script: string): Plugin {
  const files = makeProjectFiles(script);
  return {
    name: 'project-only',
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        if (files.allows(path)) return undefined;
        const text = `${path} lies outside the project: a script is built from files below ${files.root} and its node_modules only.`;
        return { errors: [{ text }] };
      });
    },
  };
}

/** The script of a build, or its map. */
export function outputText(built: BuildResult, ending: '.js' | '.map'): string {
  const output = built.outputFiles?.find(({ path }) => path.endsWith(ending));
  if (output === undefined) throw new Error(`esbuild gave no ${ending} output`);
  return output.text;
}

function folderOf(file: string): string {
  return dirname(resolve(file));
}

/** The text, with its own map where it has one: esbuild then leads through it to the author's lines. */
function withMap({ text, map }: Source): string {
  if (map === undefined) return text;
  const data = Buffer.from(map, 'utf8').toString('base64');
  return `${text}\n//# sourceMappingURL=data:application/json;base64,${data}`;
}

/** How the text of a file is read; what a build has made is JavaScript, whatever the file is. */
export function loaderOf({ file, map }: Pick<Source, 'file' | 'map'>): Loader {
  if (map !== undefined) return 'js';
  const loaders: Readonly<Record<string, Loader>> = {
    '.ts': 'ts',
    '.mts': 'ts',
    '.cts': 'ts',
    '.tsx': 'tsx',
    '.jsx': 'jsx',
  };
  return loaders[extname(file).toLowerCase()] ?? 'js';
}
