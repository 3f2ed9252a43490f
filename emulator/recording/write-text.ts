import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import { HooksmithError } from '../errors.ts';
import { openOutput } from './output-file.ts';

/**
 * Writes a text file whole or not at all.
 *
 * @throws HooksmithError `ERR_USAGE` when there is a file of that name and `overwrite` is false, or no regular file;
 *   `ERR_RECORDING` when the disk refuses.
 */
export async function writeText(
  path: string,
  text: string,
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  assertReplaceable(path, { overwrite });
  const output = openOutput(path);
  try {
    await output.append(Buffer.from(text));
    await output.commit();
  } catch (cause) {
    await output.discard();
    throw cause;
  }
}

/** Throws ERR_USAGE when something of that name is there that may not be replaced. */
export function assertReplaceable(path: string, { overwrite }: { readonly overwrite: boolean }): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isFile()) {
    throw new HooksmithError('ERR_USAGE', `${path} is no regular file, so nothing can be written there`, {
      place: { file: path },
      next: ['Name a file with --out.'],
    });
  }
  if (overwrite) return;
  throw new HooksmithError('ERR_USAGE', `${path} is there already`, {
    place: { file: path },
    next: ['--force replaces it, --out FILE writes another.'],
  });
}
