import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ProjectFile } from '../project/schema.ts';
import { nodeModuleNames } from '../sandbox/script/node-modules.ts';
import {
  generateHttpStepValidators,
  generateProjectValidators,
  generatePublishValidators,
  generateValidators,
  httpStepValidatorTypes,
  projectValidatorTypes,
  publishValidatorTypes,
  validatorTypes,
} from './validators.ts';

/**
 * Builds `dist/`: compiled validators, the runner as one file (S-112), the command line with its chunks, the library, and
 * the type declarations. Programs are bundled because a cold start pays for every file it loads.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dist = join(root, 'dist');
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'linked',
  logLevel: 'warning',
} as const;
const withoutTypebox = { typebox: './emulator/build/typebox-blank.ts' };
/**
 * Runners run hooks only: what a platform loads when it is asked for stays outside, that is steps that send HTTP requests,
 * publishers and stand-ins, with the libraries that they bring.
 */
const withoutLazyParts: Plugin = {
  name: 'without-lazy-parts',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'generated'), { recursive: true });

await writeGenerated('validators', generateValidators(), validatorTypes);
await writeGenerated('project-validators', await generateProjectValidators(), projectValidatorTypes);
await writeGenerated('publish-validators', await generatePublishValidators(), publishValidatorTypes);
await writeGenerated('http-step-validators', await generateHttpStepValidators(), httpStepValidatorTypes);
writeFileSync(
  join(dist, 'hooksmith.schema.json'),
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...ProjectFile }, null, 2)}\n`,
);

await build({
  ...shared,
  entryPoints: ['emulator/sandbox/runner.ts'],
  format: 'cjs',
  minifyWhitespace: true,
  minifySyntax: true,
  alias: withoutTypebox,
  plugins: [withoutLazyParts],
  outfile: join(dist, 'runner.cjs'),
});

// What stands in for Node's own modules inside a compartment; each asks the guest's own `require` for the others.
for (const name of nodeModuleNames) {
  await build({
    ...shared,
    entryPoints: [`emulator/sandbox/node-modules/${name}.cjs`],
    format: 'cjs',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    external: nodeModuleNames.filter((other) => other !== name),
    outfile: join(dist, `node-modules/${name}.cjs`),
  });
}

await build({
  ...shared,
  entryPoints: ['emulator/sandbox/boot.ts'],
  format: 'cjs',
  outfile: join(dist, 'runner-boot.cjs'),
});

await build({
  ...shared,
  entryPoints: ['emulator/delivery/render-worker.ts'],
  format: 'esm',
  external: ['liquidjs'],
  alias: withoutTypebox,
  outfile: join(dist, 'render-worker.js'),
});

// What is bundled with the functions of a stack: it needs Node's own modules only.
await build({
  ...shared,
  entryPoints: ['emulator/stack-host/serve-stack.ts'],
  format: 'esm',
  outfile: join(dist, 'stack-host.js'),
});

await build({
  ...shared,
  entryPoints: {
    'emulator/cli': 'emulator/cli.ts',
    'emulator/index': 'emulator/index.ts',
    'emulator/testing': 'emulator/testing.ts',
  },
  format: 'esm',
  splitting: true,
  chunkNames: 'emulator/chunks/[name]-[hash]',
  external: ['esbuild', '#runner', 'express', 'node-fetch', 'liquidjs', 'ipaddr.js', 'selfsigned'],
  alias: withoutTypebox,
  outdir: dist,
});
chmodSync(join(dist, 'emulator/cli.js'), 0o755);

await build({
  ...shared,
  entryPoints: {
    'sdk/index': 'sdk/index.ts',
    'sdk/celigo/index': 'sdk/celigo/index.ts',
    'sdk/celigo/stack/hosting': 'sdk/celigo/stack/hosting.ts',
    'sdk/patchworks/index': 'sdk/patchworks/index.ts',
    // Files that scripts import functions of: apart, so that a bundled script does not bring the schemas along.
    ...Object.fromEntries(
      ['find-header', 'response-code', 'next-page', 'read-pagination'].map((name) => [
        `sdk/patchworks/${name}`,
        `sdk/patchworks/${name}.ts`,
      ]),
    ),
    'sdk/trifacta/index': 'sdk/trifacta/index.ts',
    'sdk/shopify-flow/index': 'sdk/shopify-flow/index.ts',
  },
  format: 'esm',
  external: ['liquidjs'],
  splitting: true,
  chunkNames: 'sdk/chunks/[name]-[hash]',
  outdir: dist,
});

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;

async function writeGenerated(name: string, contents: string, types: string): Promise<void> {
  const outfile = join(dist, `generated/${name}.js`);
  await build({ ...shared, stdin: { contents, resolveDir: root, loader: 'js' }, format: 'esm', outfile });
  writeFileSync(join(dist, `generated/${name}.d.ts`), types);
}
