import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import type { ModuleSupport } from '../../sdk/contract.ts';
import type { StackProtocol } from '../../sdk/stack-protocol.ts';
import { loaderOf } from '../sandbox/script/bundle.ts';
import { explainBuildError } from '../sandbox/script/esbuild-faults.ts';
import { makeProjectFiles } from '../sandbox/script/project-files.ts';
import { hostingModule, serverModule } from './stack-entry.ts';
import { commonJsNames, type StackSource } from './stack-sources.ts';

/** What to bundle into one file that runs in Node. */
export interface StackWish {
  /** Text of the main module. */
  readonly entry: string;
  readonly platform: string;
  readonly protocol: StackProtocol;
  /** What the platform gives scripts; a stack has it from packages, or not at all. */
  readonly modules: ModuleSupport;
  readonly sources: readonly StackSource[];
  /** Absolute path of the file that it becomes. */
  readonly out: string;
  /** First lines of the file. */
  readonly header: string;
  readonly minify: boolean;
}

/** A file that runs in Node, and its source map as JSON. */
export interface StackBundle {
  readonly text: string;
  readonly map: string;
  /** Packages that became part of it. */
  readonly packages: readonly string[];
}

/** Where a package of hooksmith's is found. */
const root = dirname(fileURLToPath(import.meta.resolve('hooksmith/package.json')));

/**
 * Bundles functions with what hosts them and all that they import; Node's own modules stay imports.
 * Throws ERR_HOOK at the author's line for what cannot be built.
 */
export async function bundleStack(wish: StackWish): Promise<StackBundle> {
  const { entry, modules, protocol, sources, out, header, minify } = wish;
  const [first] = sources;
  if (first === undefined) throw new Error('a stack without a script');
  const { file } = first.source;
  const { build } = await import('esbuild');
  const options: BuildOptions = {
    stdin: { contents: entry, resolveDir: dirname(first.path), sourcefile: 'hooksmith-stack.js' },
    outfile: out,
    write: false,
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    logLevel: 'silent',
    legalComments: 'eof',
    sourcemap: 'linked',
    sourcesContent: true,
    minify,
    keepNames: minify,
    absWorkingDir: resolve(dirname(file)),
    // Packages in CommonJS form ask for Node's modules by a require of theirs.
    banner: {
      js: `${header}\nimport { createRequire as hooksmithCreateRequire } from 'node:module';\nconst require = hooksmithCreateRequire(import.meta.url);`,
    },
    plugins: [ownParts(wish), authorFiles(sources), givenModules(modules), allowedFiles(sources)],
  };
  try {
    const built = await build(options);
    const find = (ending: string): string => {
      const found = built.outputFiles?.find(({ path }) => path.endsWith(ending));
      if (found === undefined) throw new Error(`esbuild gave no ${ending} output`);
      return found.text;
    };
    const inputs = Object.values(built.metafile?.outputs ?? {}).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    const packages = inputs.flatMap((path) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1] ?? []);
    return { text: find('.mjs'), map: find('.map'), packages: [...new Set(packages)].sort() };
  } catch (error) {
    const given = { ...modules, given: [], nodeBuiltins: true, rule: protocol.rules.hosted };
    throw explainBuildError(error, { file, modules: given });
  }
}

function ownParts({ platform }: StackWish): Plugin {
  const files: Readonly<Record<string, string>> = {
    [hostingModule]: join(root, 'dist', 'sdk', platform, 'stack', 'hosting.js'),
    [serverModule]: join(root, 'dist', 'stack-host.js'),
  };
  return {
    name: 'own-parts',
    setup(build) {
      build.onResolve({ filter: /^hooksmith-stack-/ }, ({ path }) => {
        const file = files[path];
        return file === undefined ? undefined : { path: file };
      });
    },
  };
}

/** Each author's file is one module, whoever imports it. */
function authorFiles(sources: readonly StackSource[]): Plugin {
  const namespace = commonJsNames;
  return {
    name: 'author-files',
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        const found = sources.find((one) => one.path === path);
        if (found === undefined) return undefined;
        return { contents: found.text, loader: loaderOf(found.source), resolveDir: dirname(path) };
      });
      build.onResolve({ filter: new RegExp(`^${commonJsNames}$`) }, ({ importer }) => ({ path: importer, namespace }));
      build.onLoad({ filter: /.*/, namespace }, () => ({
        contents: 'export const module = { exports: {} };\nexport const exports = module.exports;',
      }));
    },
  };
}

/** A stack has none of the platform's modules: packages of the same name take their place, the API has none (C-718). */
function givenModules(modules: ModuleSupport): Plugin {
  const { api, given, rule } = modules;
  const isOwn = Symbol('asked already');
  return {
    name: 'given-modules',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === isOwn || !given.includes(path)) return undefined;
        if (path === api?.module) {
          const text = `${path} is a module of the platform (${rule}), and a stack runs elsewhere.`;
          const next = ['Call the API of the platform over HTTP, with the bearerToken of the options.'];
          return { errors: [{ text, detail: { next } }] };
        }
        const asked = { importer, kind, pluginData: isOwn };
        const theirs = await build.resolve(path, { ...asked, resolveDir });
        return theirs.errors.length === 0 ? theirs : build.resolve(path, { ...asked, resolveDir: root });
      });
    },
  };
}

/** Files of the project and of packages alone become part of it (S-208). */
function allowedFiles(sources: readonly StackSource[]): Plugin {
  const projects = sources.map(({ source }) => makeProjectFiles(source.file));
  const own = join(root, 'dist') + sep;
  return {
    name: 'allowed-files',
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        if (path.startsWith(own) || projects.some((project) => project.allows(path))) return undefined;
        const folders = [...new Set(projects.map((project) => project.root))].join(', ');
        const text = `${path} lies outside the project: a stack is built from files below ${folders} and its node_modules only.`;
        return { errors: [{ text }] };
      });
    },
  };
}
