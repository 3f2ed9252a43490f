import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Assumptions } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import type { StackPlatform } from '../find-stack.ts';
import { writeText } from '../recording/write-text.ts';
import { getContract } from '../replay/find-contract.ts';
import { readVersion } from '../version.ts';
import { builtBy } from './assemble.ts';
import type { HookToBuild } from './build-hooks.ts';
import { bundleStack, type StackBundle } from './bundle-stack.ts';
import { nameFunctions, type StackFunctionNames, type StackTarget, writeEntry } from './stack-entry.ts';
import { readStackSources } from './stack-sources.ts';
import { checkPlaces } from './write-built.ts';

/** How to build a stack. */
export interface StackBuildOptions {
  readonly platform: StackPlatform;
  /** What the stack does where no source says it. */
  readonly assumptions: Assumptions;
  /** Folder of the files. */
  readonly out: string;
  readonly minify: boolean;
  readonly targets: readonly StackTarget[];
}

/** A stack that was built. */
export interface BuiltStack {
  readonly functions: readonly StackFunctionNames[];
  readonly files: readonly BuiltStackFile[];
}

/** A file that runs in Node by itself; its map is beside it, with `.map` behind the name. */
export interface BuiltStackFile {
  readonly target: StackTarget;
  readonly out: string;
  readonly bytes: number;
  /** Packages that became part of it. */
  readonly packages: readonly string[];
}

const fileNames: Readonly<Record<StackTarget, string>> = { server: 'server.mjs', lambda: 'lambda.mjs' };

/**
 * Builds the hooks of a project into files that host them. They are written all or none.
 * Throws ERR_HOOK at the author's line for what cannot be built, ERR_USAGE for hooks that no stack can have and for a place
 * where nothing can be written.
 */
export async function buildStack(hooks: readonly HookToBuild[], options: StackBuildOptions): Promise<BuiltStack> {
  const { platform, assumptions, out, minify, targets } = options;
  const protocol = platform.stack;
  const wanted = hooks.map(({ name, target }) => {
    const contract = getContract(target.contract);
    if (contract.platform === platform.name) {
      return { name, file: target.script, functionName: target.functionName, contract };
    }
    throw new HooksmithError('ERR_USAGE', `${name}: a ${target.contract} cannot be a function of a stack`, {
      next: [`Name hooks of ${platform.title} only, or build the others without --stack.`],
    });
  });
  const [first] = wanted;
  if (first === undefined) {
    throw new HooksmithError('ERR_USAGE', `there is no hook of ${platform.title}, so a stack would have no function`, {
      next: [`Add one to "hooks" of hooksmith.json: hooksmith new ${platform.name}/postSubmit tidy-responses`],
    });
  }
  const { found, sources } = await readStackSources(wanted);
  const functions = nameFunctions(found, protocol);
  const bundles: { readonly target: StackTarget; readonly path: string; readonly bundle: StackBundle }[] = [];
  for (const target of targets) {
    const path = join(out, fileNames[target]);
    const bundle = await bundleStack({
      entry: writeEntry(target, found, functions, { protocol, assumptions }),
      platform: platform.name,
      protocol,
      modules: first.contract.calls.modules,
      sources,
      out: resolve(path),
      header: writeHeader(target, functions),
      minify,
    });
    bundles.push({ target, path, bundle });
  }
  const paths = sources.map((source) => source.path);
  checkPlaces(
    out,
    bundles.map(({ target, path }) => ({ name: target, out: path, sources: paths })),
  );
  await mkdir(out, { recursive: true });
  for (const { path, bundle } of bundles) {
    // The map comes first: a file never names a map that is not there.
    await writeText(`${path}.map`, bundle.map, { overwrite: true });
    await writeText(path, bundle.text, { overwrite: true });
  }
  return {
    functions,
    files: bundles.map(({ target, path, bundle }) => ({
      target,
      out: path,
      bytes: Buffer.byteLength(bundle.text),
      packages: bundle.packages,
    })),
  };
}

function writeHeader(target: StackTarget, functions: readonly StackFunctionNames[]): string {
  const lines =
    target === 'server'
      ? [
          'Run it: SYSTEM_TOKEN=... PORT=8080 node server.mjs. Also read: HOST, TLS_CERT_FILE and TLS_KEY_FILE, STOP_AFTER_MS.',
          'SIGTERM ends it when the last call has ended. The functions run in Node as they are, in no sandbox.',
        ]
      : ['The entry of AWS Lambda is lambda.handler. The functions run in Node as they are, in no sandbox.'];
  return [
    `// A stack, ${builtBy} ${readVersion()}. Change the hooks, not this file.`,
    ...lines.map((line) => `// ${line}`),
    `// Functions: ${functions.map(({ hook, contract }) => `${oneLine(hook)} (${contract})`).join(', ')}`,
  ].join('\n');
}

function oneLine(name: string): string {
  return name.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '?');
}
