import { type ChildProcess, spawn } from 'node:child_process';
import { plainEnvironment } from './measured-child.ts';

/** A process that has ended. */
export interface EndedProcess {
  /** From spawn to exit, pipes closed. */
  readonly ms: number;
  readonly stdout: string;
}

/**
 * Runs node with the given words and waits until it has ended.
 *
 * @throws Error with its stderr when it ends with another code than 0.
 */
export function timeNode(
  words: readonly string[],
  onStart: (child: ChildProcess) => void = () => {},
  { cwd }: { readonly cwd?: string } = {},
): Promise<EndedProcess> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, words, { cwd, env: plainEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = performance.now() - start;
      if (code === 0) resolve({ ms, stdout: Buffer.concat(stdout).toString('utf8') });
      else
        reject(new Error(`node ${words.join(' ')} ended with code ${code}: ${Buffer.concat(stderr).toString('utf8')}`));
    });
    onStart(child);
  });
}

/** What the report of a replay must say, so that nothing is timed that did not work. */
export function assertPassed(json: string, pages: number): void {
  const { totals, findings }: { totals: { passedPages: number }; findings: readonly { message: string }[] } =
    JSON.parse(json);
  if (totals.passedPages === pages) return;
  throw new Error(`${totals.passedPages} of ${pages} pages passed: ${findings[0]?.message}`);
}
