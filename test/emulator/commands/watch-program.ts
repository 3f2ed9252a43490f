import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './run-cli.ts';

/** A `hooksmith replay --watch` that runs. */
export interface WatchProgram {
  readonly child: ChildProcess;
  /** What it has printed on both streams, in the order in which it came. */
  text(): string;
  /** Waits until something matches that it printed after what was last waited for; gives the text up to there. */
  until(pattern: RegExp): Promise<string>;
  /** Presses a key, where it has a terminal. */
  press(key: string): void;
  /** Process ids of all that it has started and that still run. */
  started(): readonly number[];
  /** Its exit code, when it has ended. */
  ended(): Promise<number | null>;
}

const cli = join(root, 'dist/emulator/cli.js');

/** Starts a watch in a folder: with pipes, or on a pseudo-terminal. */
export function startWatch(
  cwd: string,
  args: readonly string[],
  { terminal = false, env = {} }: { readonly terminal?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): WatchProgram {
  const words = [process.execPath, cli, 'replay', ...args, '--watch'];
  const [file = '', ...rest] = terminal
    ? ['script', '--quiet', '--return', '--command', words.map((word) => `'${word}'`).join(' '), '/dev/null']
    : // One pipe for both streams: two would come in no order.
      ['sh', '-c', 'exec "$@" 2>&1', 'sh', ...words];
  const { NO_COLOR: _off, FORCE_COLOR: _on, ...inherited } = process.env;
  const child = spawn(file, rest, { cwd, env: { ...inherited, CI: '', ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  let at = 0;
  let look: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      look();
    });
  }
  const closed: Promise<number | null> = once(child, 'close').then(([code]) => code);
  void closed.then(() => look());

  return {
    child,
    text: () => text,
    until(pattern) {
      return new Promise((resolve, reject) => {
        const from = at;
        look = () => {
          const found = pattern.exec(text.slice(from));
          if (found !== null) {
            at = from + found.index + found[0].length;
            look = () => undefined;
            resolve(text.slice(from, at));
          } else if (child.exitCode !== null) reject(new Error(`it ended before ${pattern}: ${text.slice(from)}`));
        };
        setTimeout(() => reject(new Error(`no ${pattern} in ${JSON.stringify(text.slice(from))}`)), 20_000).unref();
        look();
      });
    },
    press: (key) => void child.stdin.write(key),
    started: () => listDescendants(child.pid ?? 0),
    ended: () => closed,
  };
}

/** Saves as many editors do: into another file, which then takes the name. */
export function saveByRenaming(path: string, text: string): void {
  writeFileSync(`${path}.swp`, text);
  renameSync(`${path}.swp`, path);
}

/** Waits until none of the processes runs; gives those that still do after two seconds. */
export async function outlived(pids: readonly number[]): Promise<readonly number[]> {
  for (let wait = 0; wait < 100 && pids.some(isRunning); wait += 1) await sleep(20);
  return pids.filter(isRunning);
}

function listDescendants(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const own = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  return own.flatMap((child) => [child, ...listDescendants(child)]);
}

/** A process that has ended but whom nobody has asked for its exit code (Z) does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
