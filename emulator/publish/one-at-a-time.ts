import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { keptFolder } from './contents.ts';

/**
 * Does something of which a project allows one at a time: two publications would mix their journals. The mark of a process
 * that has died is removed.
 *
 * @throws HooksmithError `ERR_USAGE` while another process is at it.
 */
export async function oneAtATime<Result>(project: string, act: () => Promise<Result>): Promise<Result> {
  const folder = keptFolder(project);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'publishing.pid');
  take(file);
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await act();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(file: string): void {
  for (let tries = 0; ; tries += 1) {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = readPid(file);
    if (tries > 0 || (pid !== undefined && isAlive(pid))) {
      throw new HooksmithError('ERR_USAGE', `process ${pid ?? '(unknown)'} is publishing from this project`, {
        place: { file },
        next: [`Wait until it has ended. If there is no such process, remove ${file}.`],
      });
    }
    rmSync(file, { force: true });
  }
}

function readPid(file: string): number | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
