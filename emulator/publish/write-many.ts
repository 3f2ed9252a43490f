import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { mapPooled } from './pool.ts';

/** Files brought to the disk at a time: most of the time is waiting. */
const mostAtOnce = 32;

/** A file that is to be written. */
export interface FileToWrite {
  /** Its folder is there. */
  readonly path: string;
  readonly text: string;
  /** Whether it is on the disk before it has its name; else it may be lost, or empty, where the power fails. */
  readonly lasts: boolean;
}

/**
 * Writes many text files, each whole or not at all, for their owner alone. Folders are brought to the disk once at the end,
 * which a thousand files notice.
 *
 * @throws HooksmithError `ERR_USAGE` when the disk refuses one; others may have been written by then.
 */
export async function writeMany(files: readonly FileToWrite[]): Promise<void> {
  await mapPooled(files, writeOne, mostAtOnce);
  // Windows cannot open a folder.
  if (process.platform === 'win32') return;
  for (const folder of new Set(files.filter(({ lasts }) => lasts).map(({ path }) => dirname(path)))) {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

async function writeOne({ path, text, lasts }: FileToWrite): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx', 0o600);
    await handle.writeFile(text);
    if (lasts) await handle.sync();
    await handle.close();
    await rename(temporary, path);
  } catch (cause) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new HooksmithError('ERR_USAGE', `${path} cannot be written (${code})`, {
      place: { file: path },
      next: ['Check that the folder may be written to, and that the disk has room.'],
      cause,
    });
  }
}
