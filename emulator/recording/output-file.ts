import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { close, fchmodSync, fsync, openSync, rmSync, write } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { recordingError } from './fault.ts';

/** Writes some of the bytes at the end of a file and tells how many; a full disk may take a part without an error. */
export type AppendSome = (descriptor: number, bytes: Buffer) => Promise<number>;

/** A file that has its name only once it is complete. */
export interface OutputFile {
  /** Writes all of the bytes, in as many writes as it takes. */
  append(bytes: Buffer): Promise<void>;
  /** Brings the file to the disk and closes it; it has no name yet. */
  seal(): Promise<void>;
  /** Brings the file to the disk and gives it its name, in place of a file that has it already. */
  commit(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** How a file is written. */
export interface OutputOptions {
  /** @default `fs.write` */
  readonly appendSome?: AppendSome;
  /** Who may read and write it. @default its owner alone */
  readonly mode?: number;
}

/** Files that have no name yet: none of them is left behind when the process ends early. */
const unfinished = new Set<string>();
let removesAtExit = false;

function removeUnfinished(): void {
  for (const temporary of unfinished) rmSync(temporary, { force: true });
}

/**
 * Opens a file beside its later path, readable for its owner alone, since a recording holds business data.
 *
 * @throws HooksmithError `ERR_RECORDING` when the folder is missing or the disk refuses; the methods reject with the same.
 */
export function openOutput(path: string, { appendSome = appendToFile, mode }: OutputOptions = {}): OutputFile {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openNew(path, temporary, mode);
  let isOpen = true;
  unfinished.add(temporary);
  if (!removesAtExit) process.once('exit', removeUnfinished);
  removesAtExit = true;

  async function closeFile(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await promisify(close)(descriptor);
  }

  async function seal(): Promise<void> {
    if (!isOpen) return;
    await promisify(fsync)(descriptor);
    await closeFile();
  }

  return {
    async append(bytes) {
      let rest = bytes;
      while (rest.length > 0) {
        const taken = await tell(path, () => appendSome(descriptor, rest));
        if (taken === 0) throw unwritable(path, 'the disk took no bytes', undefined);
        rest = rest.subarray(taken);
      }
    },
    seal: () => tell(path, seal),
    commit: () =>
      tell(path, async () => {
        await seal();
        await rename(temporary, path);
        unfinished.delete(temporary);
        // Windows cannot open a folder; elsewhere the new name is safe only once the folder is on the disk.
        if (process.platform !== 'win32') await syncFolder(folder);
      }),
    async discard() {
      await closeFile();
      await rm(temporary, { force: true });
      unfinished.delete(temporary);
    },
  };
}

function openNew(path: string, temporary: string, mode: number | undefined): number {
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    if (mode !== undefined) fchmodSync(descriptor, mode);
    return descriptor;
  } catch (cause) {
    throw unwritable(path, codeOf(cause), cause);
  }
}

async function appendToFile(descriptor: number, bytes: Buffer): Promise<number> {
  return (await promisify(write)(descriptor, bytes, 0, bytes.length, null)).bytesWritten;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function tell<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw unwritable(path, codeOf(cause), cause);
  }
}

function unwritable(path: string, why: string, cause: unknown): Error {
  return recordingError(path, `cannot be written (${why})`, {
    next: ['Check that the folder exists, may be written to, and that the disk has room.'],
    cause,
  });
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
