import { Buffer } from 'node:buffer';
import { type RecordingPlace, recordingError } from './fault.ts';
import { type RecordingLimits, stripeBytes } from './limits.ts';

/** Whole lines that lie together in the file. */
export interface LineStripe {
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  /** Byte offset of the first line in the uncompressed file. */
  readonly offset: number;
  /** End of each line, relative to `offset`, newline excluded; a line starts one byte after the end of the one before. */
  readonly lineEnds: readonly number[];
  /** The lines with their newlines; a view that the next `push` overwrites. */
  readonly bytes: Buffer;
}

/** What follows the last newline of a file. */
export interface TornLine extends RecordingPlace {
  /** The bytes; a view, empty when the file ends with a newline. */
  readonly bytes: Buffer;
}

/** Cuts chunks of any size into stripes of whole lines. */
export interface LineCutter {
  /**
   * Takes the next chunk (and copies it) and gives the stripes that are complete. Read all of them before the next call.
   * A line over the limit is thrown after the stripes before it, as soon as that much of it was seen.
   */
  push(chunk: Buffer): Iterable<LineStripe>;
  /** Gives the stripe that is left. */
  end(): Iterable<LineStripe>;
  /** What is left after `end`. */
  rest(): TornLine;
  /** Where the line begins that is not complete yet. */
  position(): RecordingPlace;
}

/**
 * Makes a cutter with an own `indexOf` splitter; a stripe has at most 1 MiB, or one line.
 * It holds no more than one stripe, one chunk and one line of `lineBytes`.
 *
 * @throws HooksmithError `ERR_RECORDING` from `push`, for a line over `lineBytes`.
 */
export function makeLineCutter(options: {
  readonly file: string;
  readonly limits: Pick<RecordingLimits, 'lineBytes'>;
  /** Byte offset of the first chunk. @default 0 */
  readonly offset?: number;
  /** @default 1 MiB */
  readonly stripeBytes?: number;
}): LineCutter {
  const { file, limits, stripeBytes: mostBytes = stripeBytes } = options;
  let block = Buffer.alloc(0);
  let used = 0;
  // The stripe in the making starts at block[base]; lineStart, scanned and lineEnds count from there.
  let base = 0;
  let offset = options.offset ?? 0;
  let firstLine = 1;
  let lineStart = 0;
  let scanned = 0;
  let lineEnds: number[] = [];

  function add(chunk: Buffer): void {
    if (block.length - used < chunk.length) {
      const kept = used - base;
      const room = kept + chunk.length > block.length ? Buffer.allocUnsafeSlow((kept + chunk.length) * 2) : block;
      block.copy(room, 0, base, used);
      block = room;
      base = 0;
      used = kept;
    }
    chunk.copy(block, used);
    used += chunk.length;
  }

  function* flush(): Generator<LineStripe> {
    if (lineEnds.length === 0) return;
    yield { firstLine, offset, lineEnds, bytes: block.subarray(base, base + lineStart) };
    base += lineStart;
    offset += lineStart;
    firstLine += lineEnds.length;
    scanned -= lineStart;
    lineStart = 0;
    lineEnds = [];
  }

  function position(): RecordingPlace {
    return { line: firstLine + lineEnds.length, byte: offset + lineStart };
  }

  return {
    position,
    *push(chunk) {
      add(chunk);
      const seen = block.subarray(0, used);
      while (true) {
        const found = seen.indexOf(10, base + scanned);
        const end = (found === -1 ? used : found) - base;
        if (end - lineStart > limits.lineBytes) {
          yield* flush();
          throw lineTooLong(file, position(), limits.lineBytes);
        }
        if (found === -1) {
          scanned = end;
          return;
        }
        if (end >= mostBytes && lineEnds.length > 0) {
          yield* flush();
        } else {
          lineEnds.push(end);
          lineStart = end + 1;
          scanned = lineStart;
        }
      }
    },
    end: flush,
    rest: () => ({ ...position(), bytes: block.subarray(base + lineStart, used) }),
  };
}

/** The error of a line, or of one `options`, over the limit of R-510. */
export function lineTooLong(file: string, place: RecordingPlace, lineBytes: number): Error {
  return recordingError(file, `this page is longer than ${lineBytes} bytes, the most that one line may have (R-510)`, {
    place,
    next: ['Record smaller pages.'],
  });
}
