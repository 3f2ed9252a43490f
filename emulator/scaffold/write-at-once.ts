import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { HooksmithError } from '../errors.ts';

/**
 * Lets `fill` write files into a temporary folder and moves them into the folder only when all are there: a failure, or
 * Ctrl-C, leaves the folder as it was. Gives the paths that were written, sorted.
 *
 * @param folder made when it is missing, with those above it
 * @param options `replaces`: files that may be there already, paths from the folder
 * @throws HooksmithError `ERR_USAGE` when a file is in the way, or the disk refuses.
 */
export async function writeAtOnce(
  folder: string,
  fill: (temporary: string) => Promise<void>,
  { replaces = [] }: { readonly replaces?: readonly string[] } = {},
): Promise<readonly string[]> {
  const isNew = !existsSync(folder);
  const temporary = join(isNew ? dirname(folder) : folder, `.${nameOf(folder)}.${randomBytes(6).toString('hex')}.tmp`);
  let made: string | undefined;
  let isBegun = false;
  const undo = (): void => {
    if (isBegun) rmSync(temporary, { recursive: true, force: true });
    if (made !== undefined) removeEmpty(dirname(temporary), made);
  };
  // An interrupt ends the process while files are being made.
  process.once('exit', undo);
  try {
    made = tell(folder, () => mkdirSync(dirname(temporary), { recursive: true }));
    tell(folder, () => mkdirSync(temporary));
    isBegun = true;
    await fill(temporary);
    const paths = listFiles(temporary);
    tell(folder, () => {
      if (isNew) renameSync(temporary, folder);
      else moveInto(folder, temporary, { paths, replaces });
    });
    made = undefined;
    return paths;
  } finally {
    undo();
    process.off('exit', undo);
  }
}

/** Moves files one by one; what was moved is taken back when one cannot be. What may be replaced comes last. */
function moveInto(
  folder: string,
  temporary: string,
  { paths, replaces }: { readonly paths: readonly string[]; readonly replaces: readonly string[] },
): void {
  const added = paths.filter((path) => !replaces.includes(path));
  const inTheWay = added.filter((path) => existsSync(join(folder, path)));
  if (inTheWay.length > 0) {
    throw new HooksmithError('ERR_USAGE', `${inTheWay.join(', ')} in ${folder} would be overwritten`, {
      next: ['Move what is there away, or choose another name.'],
    });
  }
  const undo: (() => void)[] = [];
  try {
    for (const path of [...added, ...replaces.filter((path) => paths.includes(path))]) {
      const target = join(folder, path);
      const made = mkdirSync(dirname(target), { recursive: true });
      if (made !== undefined) undo.push(() => removeEmpty(dirname(target), made));
      renameSync(join(temporary, path), target);
      if (added.includes(path)) undo.push(() => rmSync(target));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** Removes folders that were made from `first` down to `deepest`, as far as they are empty. */
function removeEmpty(deepest: string, first: string): void {
  for (let at = deepest; at.length >= first.length; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
  }
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function nameOf(folder: string): string {
  return basename(folder) || 'project';
}

function tell<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof HooksmithError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const why = code === 'ENOTDIR' || code === 'EEXIST' ? 'a part of its path is a file' : code;
    throw new HooksmithError('ERR_USAGE', `${folder} cannot be written (${why})`, {
      place: { file: folder },
      next: ['Check that the folder may be written to and that the disk has room.'],
      cause,
    });
  }
}
