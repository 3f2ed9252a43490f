import { Buffer, isUtf8 } from 'node:buffer';
import { type RecordingPlace, recordingError, restoreIt } from './fault.ts';
import type { FileSource, SourceChunk } from './file-source.ts';
import { GzipFault } from './gunzip.ts';
import type { RecordingLimits } from './limits.ts';

/** Whole lines of a recording: what a runner is given to work on. */
export interface Stripe {
  /** Line of the (uncompressed) file on which the first line begins, from 1. */
  readonly firstLine: number;
  /**
   * Line of the file on which each begins, for a JSON array or a pretty-printed object, whose pages may span many lines;
   * null when they follow one another from `firstLine`.
   */
  readonly lines: readonly number[] | null;
  /** Bare options: index of the first; a recording, whose pages say their own `seq`: -1. */
  readonly firstSeq: number;
  /** Byte offset of the stripe in the uncompressed file. */
  readonly offset: number;
  /** End of each line, relative to `offset`, newline excluded; the next line starts one byte after. */
  readonly lineEnds: readonly number[];
  /** The lines, up to `lineEnds.at(-1)`; null: read them from the file at `offset`. */
  readonly bytes: Buffer | null;
  /** How much of the file on disk has been read so far. */
  readonly readBytes: number;
  /** What the clock says from this stripe on, in ms since 1970; absent where the job's clock goes on. */
  readonly nowMs?: number;
}

/** What all ways of cutting a file into stripes need. */
export interface Reading {
  readonly source: FileSource;
  readonly limits: RecordingLimits;
  readonly allowTruncated: boolean;
  /** Keeps something that the user should know. */
  notify(notice: string): void;
}

/** The chunks of a file, with gzip faults made errors that name the place; `position` tells where the reader stands. */
export async function* chunksOf(reading: Reading, position: () => RecordingPlace): AsyncGenerator<SourceChunk> {
  const { source } = reading;
  try {
    yield* source.chunks();
  } catch (cause) {
    if (!(cause instanceof GzipFault)) throw cause;
    const place = position();
    switch (cause.kind) {
      case 'cut':
        if (reading.allowTruncated) {
          reading.notify(`${source.path} is truncated: ${cause.message}; what was whole was used`);
          return;
        }
        throw recordingError(source.path, `the recording is truncated: ${cause.message} (R-505)`, {
          place,
          next: ['Record it again, or use what is there with --allow-truncated.'],
          cause,
        });
      case 'bomb':
        throw recordingError(source.path, cause.message, {
          place,
          next: ['If you trust the file, unpack it first and give the unpacked file.'],
          cause,
        });
      case 'damaged':
        throw recordingError(source.path, cause.message, { place, next: [restoreIt], cause });
    }
  }
}

/**
 * Checks that lines are UTF-8 (R-501, C-515).
 *
 * @throws HooksmithError `ERR_RECORDING` with line and byte of the first sequence that is not.
 */
export function checkUtf8(file: string, lines: Pick<Stripe, 'lineEnds' | 'offset'>, bytes: Buffer, firstLine: number) {
  if (isUtf8(bytes)) return;
  let start = 0;
  for (const [i, end] of lines.lineEnds.entries()) {
    const line = bytes.subarray(start, end);
    if (!isUtf8(line)) {
      const place = { line: firstLine + i, byte: lines.offset + start + firstInvalid(line) };
      throw recordingError(file, 'the line is not UTF-8 (R-501)', { place, next: [restoreIt] });
    }
    start = end + 1;
  }
}

/** Offset of the first byte that the decoder had to replace: everything before it comes out as it went in. */
function firstInvalid(line: Buffer): number {
  const again = Buffer.from(line.toString('utf8'), 'utf8');
  let at = 0;
  while (at < line.length && line[at] === again[at]) at += 1;
  // U+FFFD begins with 0xEF: a damaged sequence that does so too differs only later.
  while (at > 0 && ((line[at] ?? 0) & 0xc0) === 0x80 && ((again[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
