import { isAscii, isUtf8 } from 'node:buffer';
import { fstatSync, openSync, readSync } from 'node:fs';
import type { Job } from './protocol.ts';

/** Reads stripes of a recording inside a runner and decodes their lines. */
export interface StripeReader {
  /** The bytes of a stripe; null when the file is no longer the one that the parent opened, or ends too early. */
  read(offset: number, lineEnds: readonly number[]): Buffer | null;
  /** The text of each line; null for a line that is not UTF-8. */
  lines(bytes: Buffer, lineEnds: readonly number[]): Iterable<string | null>;
}

/** Opens the job's recording once; a job whose stripes come in frames opens nothing. */
export function openStripes({ recording }: Job): StripeReader {
  const file = recording === null ? null : openSync(recording.path, 'r');
  const same = file !== null && recording !== null && isSameFile(file, recording);
  let buffer = Buffer.alloc(0);

  return {
    read(offset, lineEnds) {
      const size = lineEnds.at(-1) ?? 0;
      if (file === null || !same) return null;
      if (buffer.length < size) buffer = Buffer.allocUnsafeSlow(size);
      let filled = 0;
      while (filled < size) {
        const count = readSync(file, buffer, filled, size - filled, offset + filled);
        if (count === 0) return null;
        filled += count;
      }
      return buffer.subarray(0, size);
    },
    lines: decodeLines,
  };
}

function isSameFile(file: number, { device, inode, size }: NonNullable<Job['recording']>): boolean {
  const now = fstatSync(file);
  return now.dev === device && now.ino === inode && now.size === size;
}

/**
 * Pure ASCII is decoded once for the whole stripe and sliced, which is several times cheaper than decoding page by
 * page (S-188); anything else line by line, so that one accent does not widen every page.
 */
function* decodeLines(bytes: Buffer, lineEnds: readonly number[]): Iterable<string | null> {
  const whole = isAscii(bytes) ? bytes.toString('latin1') : null;
  let start = 0;
  for (const end of lineEnds) {
    if (whole !== null) {
      yield whole.slice(start, end);
    } else {
      const line = bytes.subarray(start, end);
      yield isAscii(line) ? line.toString('latin1') : isUtf8(line) ? line.toString('utf8') : null;
    }
    start = end + 1;
  }
}
