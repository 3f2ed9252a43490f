import { join } from 'node:path';
import { root } from './run-cli.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const cli = join(root, 'dist/emulator/cli.js');

/** Starts `hooksmith serve` in a folder and waits for its first line. */
export function serve(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<StartedProgram> {
  return startProgram(process.execPath, [cli, 'serve', ...args], { cwd: folder, env });
}
