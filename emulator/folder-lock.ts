import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isJsonObject } from '../sdk/json-object.ts';
import { HooksmithError } from './errors.ts';

const lockName = '.lock';
const usualNext = 'End that server, or name another folder.';

/** Who holds a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it; null where the system does not tell. */
  readonly began: string | null;
}

/** The locks of this process. */
const held = new Set<string>();

/**
 * Takes a folder for this process alone, until the function that it gives is called; what a killed process held is taken over.
 * `next` says what to do where it is held.
 *
 * @throws HooksmithError `ERR_USAGE` when a process that runs holds it, or one of another machine, of which nothing is known.
 */
export function lockFolder(folder: string, { next = usualNext }: { readonly next?: string } = {}): () => void {
  const path = join(folder, lockName);
  const own = join(folder, `${lockName}.${randomBytes(6).toString('hex')}.tmp`);
  const holder: Holder = { pid: process.pid, host: hostname(), began: findBeginning(process.pid) };
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  try {
    // A link is made whole or not at all, and by one process only.
    while (!tryLink(own, path)) breakLock(folder, path, next);
  } finally {
    rmSync(own, { force: true });
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(path, { force: true });
  };
}

function tryLink(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

/** Removes a lock whose holder runs no more; throws when it may still run. */
function breakLock(folder: string, path: string, next: string): void {
  const text = read(path);
  if (text === null) return;
  const holder = parse(text);
  if (held.has(path) || holder === null || mayRun(holder)) throw isHeld(folder, path, holder, next);
  const broken = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    renameSync(path, broken);
  } catch (cause) {
    // Another process was quicker.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw cause;
  }
  const isOther = read(broken) !== text;
  // The lock of a process that was quicker still: it gets it back.
  if (isOther) tryLink(broken, path);
  rmSync(broken, { force: true });
  if (isOther) throw isHeld(folder, path, null, next);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return null;
    const { pid, host, began } = value;
    if (typeof pid !== 'number' || typeof host !== 'string') return null;
    return { pid, host, began: typeof began === 'string' ? began : null };
  } catch {
    return null;
  }
}

function mayRun({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true;
  // `held` knows the locks of this process, so one with its number is that of an earlier process.
  if (pid === process.pid) return false;
  const now = findBeginning(pid);
  if (began !== null && now !== null) return now === began;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** Numbers of processes come again: with the time at which it began one is sure (field 22 of proc(5), after the name). */
function findBeginning(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function isHeld(folder: string, path: string, holder: Holder | null, next: string): HooksmithError {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new HooksmithError('ERR_USAGE', `${folder} is in use by ${who}`, {
    place: { file: path },
    next: [next, `If it no longer runs, remove ${path}.`],
  });
}
