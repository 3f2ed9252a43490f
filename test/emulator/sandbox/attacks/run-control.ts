import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Attack, attackFolder } from './read-attacks.ts';

/** What came of an attack on a careless host without a sandbox. */
export interface ControlOutcome {
  readonly won: boolean;
  /** What the host accepted as the results of its two pages; for the message of a failing test. */
  readonly accepted: readonly string[];
}

const marker = /ESCAPED:(?!undefined|null|NaN)(\S.*)/;

/**
 * Runs an attack in a process of its own on the careless host (S-241).
 * A proof that names the process id counts only when it is that process' id.
 */
export async function runControl({
  file,
  control,
  platform,
  moduleState,
  flags,
  win,
}: Attack): Promise<ControlOutcome> {
  const words = [
    ...flags,
    '--no-warnings',
    join(attackFolder, 'naive-host.cjs'),
    file,
    control ?? 'plain',
    platform,
    moduleState,
  ];
  // Another time zone than the sandbox's, so that reading it shows.
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { TZ: 'Asia/Tokyo' },
    timeout: 10_000,
  });
  let output = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const accepted: readonly string[] = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const proof = accepted.map((text) => marker.exec(text)?.[1]).find((found) => found !== undefined);
  const isProof = proof !== undefined && (!win.includes('process id') || proof.includes(String(child.pid)));
  return { won: isProof, accepted };
}
