import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a run of the benchmark keeps its files, and the build that it measures. */
export interface Workspace {
  /** Path of a file in the temporary folder. */
  path(name: string): string;
  /** Path of one of the benchmark's hooks. */
  hook(name: string): string;
  /** The command line's entry. */
  readonly cli: string;
  /** URL of `hooksmith/emulator`. */
  readonly emulator: string;
  /** Makes the next replay the first one after an installation: nothing is compiled yet. */
  forgetCodeCache(): void;
  dispose(): void;
}

/** The project that this file belongs to. */
export const projectFolder = dirname(dirname(import.meta.dirname));

/** Copies the build to a temporary folder, so that what is measured does not change when someone builds meanwhile. */
export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-bench-'));
  const installed = join(folder, 'hooksmith');
  for (const part of ['package.json', 'dist']) {
    cpSync(join(projectFolder, part), join(installed, part), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(installed, 'node_modules'), 'junction');
  return {
    path: (name) => join(folder, name),
    hook: (name) => join(import.meta.dirname, 'hooks', name),
    cli: join(installed, 'dist/emulator/cli.js'),
    emulator: pathToFileURL(join(installed, 'dist/emulator/index.js')).href,
    forgetCodeCache: () => rmSync(join(installed, 'dist/.cache'), { recursive: true, force: true }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
