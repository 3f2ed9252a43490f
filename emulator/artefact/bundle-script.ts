import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { BuildOptions, BuildResult, Metafile, Plugin } from 'esbuild';
import type { AnyContract, Assumptions, ModuleSupport } from '../../sdk/contract.ts';
import { loaderOf, outputText, platformModules, projectOnly, runBuild } from '../sandbox/script/bundle.ts';
import { explainPart, wholeOf } from '../sandbox/script/given-modules.ts';
import type { Source } from '../sandbox/script/read-source.ts';
import { type Edit, editText, type MappedText } from './mapped-text.ts';

/** A file, or a package, that is part of a script. */
export interface ScriptPart {
  /** `lodash`, or the path of a file from the folder of the script. */
  readonly name: string;
  readonly isPackage: boolean;
  /** UTF-8 bytes that it takes in the script, before minifying. */
  readonly bytes: number;
}

/** A script with all that the platform does not give it. */
export interface BundledScript extends MappedText {
  /** Absolute paths of the files that it is made of. */
  readonly files: readonly string[];
  /** What it is made of, the script's own file first, then as they come. */
  readonly parts: readonly ScriptPart[];
  /** Names that the text leaves undeclared, each with the module of the platform that it stands for as a whole. */
  readonly wholes: ReadonlyMap<string, string>;
}

/** What to bundle, and how. */
export interface BundleWish {
  readonly source: Source;
  readonly contract: AnyContract;
  readonly assumptions: Assumptions;
  /**
   * The statement that exports what the script is for, from `scriptEntry`, into an ES module; null for a CommonJS file,
   * which stays one.
   */
  readonly exports: string | null;
}

/** The module name under which a build finds the author's file. */
export const scriptEntry = 'hooksmith-script';

/**
 * Bundles a file with its imports; those that the platform gives stay imports or calls of `require`.
 * Throws ERR_HOOK at the author's line for what cannot be built and for modules that the platform lacks.
 */
export async function bundleScript({ source, contract, assumptions, exports }: BundleWish): Promise<BundledScript> {
  const { modules, language } = contract.calls;
  const { file } = source;
  const folder = realpathSync(dirname(resolve(file)));
  const script = join(folder, basename(file));
  const wholes = new Map<string, string>();
  const shared: BuildOptions = {
    target: language.level(assumptions),
    metafile: true,
    legalComments: 'eof',
    sourcemap: 'external',
    sourcesContent: true,
    absWorkingDir: folder,
    plugins: [
      authorFile(source, script),
      leaveGiven(modules, { isModule: exports !== null, wholes }),
      platformModules(modules),
      projectOnly(file),
    ],
  };
  const form: BuildOptions =
    exports === null
      ? { entryPoints: [scriptEntry], format: 'cjs', mainFields: ['main'] }
      : { stdin: { contents: exports, resolveDir: folder }, format: 'esm', mainFields: ['module', 'main'] };
  const built = await runBuild({ ...shared, ...form }, { file, modules });
  const inputs = readInputs(built);
  const bundle = { text: outputText(built, '.js'), map: JSON.parse(outputText(built, '.map')) };
  return {
    ...shortenPaths(bundle, inputs),
    files: inputs.map(([path]) => resolve(folder, path)),
    parts: gatherParts(inputs, basename(file)),
    wholes,
  };
}

/** The author's file is the same module, whether the build begins with it or another file imports it. */
function authorFile(source: Source, script: string): Plugin {
  return {
    name: 'author-file',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${scriptEntry}$`) }, () => ({ path: script }));
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) =>
        path === script ? { contents: source.text, loader: loaderOf(source), resolveDir: dirname(script) } : undefined,
      );
    },
  };
}

/**
 * Leaves the platform's own modules to the platform. In an ES module a call of `require` cannot stay: it becomes the value of
 * an undeclared name, for which the script then imports the module.
 */
function leaveGiven(
  modules: ModuleSupport,
  { isModule, wholes }: { readonly isModule: boolean; readonly wholes: Map<string, string> },
): Plugin {
  const namespace = 'given-module';
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (modules.given.includes(path)) {
          return isModule && kind === 'require-call'
            ? { path, namespace }
            : { path, external: true, sideEffects: false };
        }
        if (modules.nodeBuiltins && isBuiltin(path)) return { path, external: true, sideEffects: false };
        const whole = wholeOf(path, modules);
        if (whole === undefined) return undefined;
        const [text, next] = explainPart(path, whole, modules);
        return { errors: [{ text, detail: { next: [next] } }] };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const name = `hooksmith_${path.replaceAll(/\W/g, '_')}`;
        wholes.set(name, path);
        return { contents: `module.exports = ${name};` };
      });
    },
  };
}

type Input = readonly [path: string, bytes: number];

/** The files of which something is in the script; what the build makes up itself is in none. */
function readInputs({ metafile }: BuildResult): readonly Input[] {
  const outputs: Metafile['outputs'] = metafile?.outputs ?? {};
  const script = Object.entries(outputs).find(([path]) => path.endsWith('.js'))?.[1];
  return Object.entries(script?.inputs ?? {}).flatMap(([path, { bytesInOutput }]): readonly Input[] =>
    /^(?:<stdin>$|[a-z-]{2,}:)/.test(path) ? [] : [[path, bytesInOutput]],
  );
}

function gatherParts(inputs: readonly Input[], script: string): readonly ScriptPart[] {
  const sizes = new Map<string, ScriptPart>();
  for (const [path, bytes] of inputs) {
    const name = packageOf(path) ?? path;
    const known = sizes.get(name);
    sizes.set(name, { name, isPackage: packageOf(path) !== null, bytes: bytes + (known?.bytes ?? 0) });
  }
  const parts = [...sizes.values()];
  return [...parts.filter(({ name }) => name === script), ...parts.filter(({ name }) => name !== script)];
}

/** Where packages lie is a matter of the machine, and in the text for people to read only. */
function shortenPaths(bundle: MappedText, inputs: readonly Input[]): MappedText {
  const edits = inputs.flatMap(([path]): readonly Edit[] => {
    const cut = path.length - fromPackages(path).length;
    if (cut === 0) return [];
    return [`// ${path}\n`, `  ${JSON.stringify(path)}(`].flatMap((line) => {
      const at = bundle.text.indexOf(`\n${line}`);
      const start = at + 1 + line.indexOf(path);
      return at === -1 ? [] : [{ start, end: start + cut, text: '' }];
    });
  });
  return editText(bundle, edits);
}

/** The path of a package's file from the folder of packages that it is in; any other path as it is. */
export function fromPackages(path: string): string {
  const at = path.search(/(?:^|\/)node_modules\//);
  return at === -1 ? path : path.slice(path[at] === '/' ? at + 1 : at);
}

function packageOf(path: string): string | null {
  const parts = path.split('/');
  const at = parts.lastIndexOf('node_modules');
  const [scope = '', name = ''] = at === -1 ? [] : parts.slice(at + 1, at + 3);
  if (scope === '') return null;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
