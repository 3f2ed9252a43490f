import { HooksmithError } from '../errors.ts';

/** Where in a recording; `line` counts from 1, `byte` from 0 in the uncompressed file. */
export interface RecordingPlace {
  readonly line: number;
  readonly byte: number;
}

/**
 * Makes the error of a recording that cannot be read or written (`ERR_RECORDING`).
 * The message names file, line and byte, so it stands alone; `place` holds the same for machines.
 */
export function recordingError(
  file: string,
  what: string,
  options: { readonly place?: RecordingPlace; readonly next?: readonly string[]; readonly cause?: unknown } = {},
): HooksmithError {
  const { place, next = [], cause } = options;
  const where = place === undefined ? file : `${file}, line ${place.line}, byte ${place.byte}`;
  return new HooksmithError('ERR_RECORDING', `${where}: ${what}`, { place: { file, ...place }, next, cause });
}

/** What to do when the bytes are not those that were written. */
export const restoreIt = 'Restore the file from where it came, or record it again.';

/** What to do when only the end is missing. */
export const allowTruncated = 'Record it again, or use what is there with --allow-truncated.';
