import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { ChildAnswer, ChildConfig, ChildOrder } from './children/serve-tasks.ts';
import { projectFolder, type Workspace } from './workspace.ts';

/** A process that measures one thing, asked for one round at a time, so that several can take turns. */
export interface MeasuredChild {
  /** Runs a task and gives what one repetition took, in ms. */
  run(task: string, repeats: number): Promise<number>;
  dispose(): void;
}

/** Files of `children/` that are processes of their own. */
export const childNames = [
  'limit',
  'raw',
  'sandboxed',
  'judged',
  'isolated-vm',
  'quickjs',
  'stopped',
  'file-limit',
  'express-host',
  'plain-receiver',
] as const;

/** A name of `childNames`. */
export type ChildName = (typeof childNames)[number];

/** Bundles the children, as the build bundles the runner: typebox left out, the compiled validators in. */
export async function bundleChildren(workspace: Workspace): Promise<void> {
  await build({
    absWorkingDir: projectFolder,
    entryPoints: childNames.map((name) => `test/bench/children/${name}.ts`),
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['express'],
    alias: { typebox: './emulator/build/typebox-blank.ts' },
    outdir: workspace.path('children'),
    logLevel: 'warning',
  });
}

/** Where a bundled child is. */
export function childFile(workspace: Workspace, name: ChildName): string {
  return workspace.path(`children/${name}.cjs`);
}

/** Starts a child with its own flags and none of this process's. */
export async function startChild(
  workspace: Workspace,
  name: ChildName,
  { config, flags = [] }: { readonly config: ChildConfig; readonly flags?: readonly string[] },
): Promise<MeasuredChild> {
  const configFile = workspace.path(`children/${name}.json`);
  writeFileSync(configFile, JSON.stringify(config));
  const child = fork(childFile(workspace, name), [configFile], { execArgv: [...flags], env: plainEnvironment() });
  let failure: Error | null = null;
  child.once('exit', (code, signal) => {
    failure = new Error(`the child ${name} ended with code ${code}, signal ${signal}`);
    child.emit('message', { ms: Number.NaN } satisfies ChildAnswer);
  });
  await once(child, 'message');

  return {
    async run(task, repeats) {
      if (failure !== null) throw failure;
      const answered = once(child, 'message');
      child.send({ task, repeats } satisfies ChildOrder);
      const [answer] = await answered;
      if (failure !== null) throw failure;
      const { ms }: ChildAnswer = answer;
      return ms / repeats;
    },
    dispose() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
}

/** This process's environment without what changes how node runs. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  return rest;
}
