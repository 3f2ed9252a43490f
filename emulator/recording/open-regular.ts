import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { HooksmithError } from '../errors.ts';
import { recordingError } from './fault.ts';

/** A regular file that is open for reading. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly stat: Stats;
}

/**
 * Opens a regular file; `expected` says what it should be, for people. The caller closes it.
 *
 * @throws HooksmithError `ERR_RECORDING` when there is no such file, it is no regular file, or it cannot be read.
 */
export async function openRegular(path: string, expected: 'a file' | 'a recording'): Promise<OpenFile> {
  const handle = await openAny(path);
  try {
    const stat = await handle.stat();
    if (stat.isFile()) return { handle, stat };
    const is = stat.isDirectory() ? 'a directory' : 'no regular file';
    throw recordingError(path, `is ${is}, expected ${expected}`, { next: ['Name a file.'] });
  } catch (cause) {
    await handle.close();
    throw cause instanceof HooksmithError ? cause : unreadable(path, cause);
  }
}

/** The error for a file that is there and that the system does not let us read. */
export function unreadable(path: string, cause: unknown): HooksmithError {
  const why = codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return recordingError(path, `cannot be read (${why})`, { cause, next: ['Check that the file may be read.'] });
}

async function openAny(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for a writer that may never come.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') {
      throw recordingError(path, 'there is no such file', { cause, next: ['Check the path.'] });
    }
    throw unreadable(path, cause);
  }
}

function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
