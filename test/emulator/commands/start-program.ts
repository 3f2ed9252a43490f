import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type CliOptions, root } from './run-cli.ts';

/** A program that runs until it is told to end. */
export interface StartedProgram {
  readonly child: ChildProcess;
  /** The first line of its stdout. */
  readonly firstLine: string;
  /** What it has printed so far. */
  printed(): { readonly stdout: string; readonly stderr: string };
  /** Ends it with a signal; gives its exit code. */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

/** Starts a program and waits until its stdout matches `until`: its first line, unless said otherwise. */
export async function startProgram(
  file: string,
  args: readonly string[],
  { cwd = root, env = {}, until = /\n/ }: Pick<CliOptions, 'cwd' | 'env'> & { readonly until?: RegExp } = {},
): Promise<StartedProgram> {
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const closed = once(child, 'close');
  const failed = closed.then(([code]) => {
    throw new Error(`it ended with code ${code}: ${stderr}`);
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (until.test(stdout)) resolve();
    });
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return {
    child,
    firstLine: stdout.slice(0, stdout.indexOf('\n')),
    printed: () => ({ stdout, stderr }),
    async stop(signal) {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}
