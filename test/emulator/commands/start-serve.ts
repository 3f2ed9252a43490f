import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './run-cli.ts';

const cli = join(root, 'dist/emulator/cli.js');

/** A `hooksmith serve` that runs. */
export interface Serving {
  readonly child: ChildProcess;
  readonly firstLine: string;
  /** What it has printed so far. */
  printed(): { readonly stdout: string; readonly stderr: string };
  /** Ends it with a signal; gives its exit code. */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

/** Starts `hooksmith serve` in a folder and waits for its first line. */
export async function serve(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [cli, 'serve', ...args], { cwd: folder, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const closed = once(child, 'close');
  const failed = closed.then(([code]) => {
    throw new Error(`it ended with code ${code}: ${stderr}`);
  });
  const [firstLine] = await Promise.race([once(createInterface(child.stdout), 'line'), failed]);
  failed.catch(() => undefined);
  return {
    child,
    firstLine: String(firstLine),
    printed: () => ({ stdout, stderr }),
    async stop(signal) {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}
