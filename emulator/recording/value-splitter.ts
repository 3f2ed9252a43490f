import { Buffer } from 'node:buffer';
import { type RecordingPlace, recordingError } from './fault.ts';
import { type RecordingLimits, stripeBytes } from './limits.ts';
import { lineTooLong } from './lines.ts';

/** Some `options` of a JSON file, each made one line. */
export interface ValueStripe {
  /** Index of the first. */
  readonly firstIndex: number;
  /** Line of the file on which each begins, from 1. */
  readonly lines: readonly number[];
  /** Byte offset of `bytes` in the uncompressed file. */
  readonly offset: number;
  /** End of each, relative to `offset`; the next starts one byte after. */
  readonly lineEnds: readonly number[];
  /** As in the file, but for line breaks, which became spaces, and commas between, which became line breaks. */
  readonly bytes: Buffer;
}

/** Cuts a JSON file (one object, or an array of objects) into its `options`. */
export interface ValueSplitter {
  /** Takes the next chunk (and copies it) and gives the stripes that are complete. */
  push(chunk: Buffer): Iterable<ValueStripe>;
  /** Gives the last stripe; throws when the text ends too early, unless it may. */
  end(options: { readonly mayBeCut: boolean }): Iterable<ValueStripe>;
  /** Where the next byte, or the unfinished `options`, is. */
  position(): RecordingPlace;
}

/**
 * Makes a splitter: a state machine over bytes that knows strings, escapes and brackets and nothing else of JSON, so
 * a file of any size is cut without being parsed (C-513, C-515). What is inside the objects is checked when they are parsed.
 * It holds no more than one stripe, one chunk and one object of `lineBytes`.
 *
 * @throws HooksmithError `ERR_RECORDING` from `push` and `end`: an element that is no object, a raw line break in a
 *   string, brackets or commas out of place, an object over `lineBytes` or `depth`, text after the value, an empty array.
 */
export function makeValueSplitter(options: {
  readonly file: string;
  readonly limits: Pick<RecordingLimits, 'lineBytes' | 'depth'>;
  /** Byte offset of the first chunk. @default 0 */
  readonly offset?: number;
  /** @default 1 MiB */
  readonly stripeBytes?: number;
}): ValueSplitter {
  const { file, limits, stripeBytes: mostBytes = stripeBytes } = options;
  let block = Buffer.alloc(0);
  let used = 0;
  let offset = options.offset ?? 0;
  let line = 1;
  let state: 'start' | 'first' | 'object' | 'after' | 'next' | 'done' = 'start';
  let isArray = false;
  // Of the object that is open.
  let begin = 0;
  let beginLine = 1;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  // Of the stripe in the making; positions are relative to the block.
  let count = 0;
  let ends: number[] = [];
  let lines: number[] = [];
  let stripeStart = 0;
  let position = 0;

  function fail(what: string, next: readonly string[] = []): Error {
    return recordingError(file, what, { place: { line, byte: offset + position }, next });
  }

  function* flush(): Generator<ValueStripe> {
    const last = ends.at(-1);
    if (last === undefined) return;
    const bytes = Buffer.from(block.subarray(stripeStart, last));
    const lineEnds = ends.map((end) => end - stripeStart);
    yield { firstIndex: count - ends.length, lines, offset: offset + stripeStart, lineEnds, bytes };
    ends = [];
    lines = [];
  }

  /** Adds a chunk behind what is still needed: the stripe in the making, and the object that is open. */
  function add(chunk: Buffer): void {
    const keep = ends.length > 0 ? stripeStart : state === 'object' ? begin : position;
    const kept = used - keep;
    const room = kept + chunk.length > block.length ? Buffer.allocUnsafeSlow((kept + chunk.length) * 2) : block;
    block.copy(room, 0, keep, used);
    chunk.copy(room, kept);
    block = room;
    used = kept + chunk.length;
    offset += keep;
    position -= keep;
    begin -= keep;
    stripeStart -= keep;
    ends = ends.map((end) => end - keep);
  }

  function open(): void {
    begin = position;
    beginLine = line;
    depth = 1;
    state = 'object';
  }

  function* between(byte: number): Generator<ValueStripe> {
    if (byte === 10) line += 1;
    if (byte === 10 || byte === 32 || byte === 13 || byte === 9) {
      if (byte === 10) block[position] = 32;
      // White space without end must not pile up behind a stripe.
      if (position - stripeStart >= mostBytes) yield* flush();
    } else if (byte === 0x7b && (state === 'start' || state === 'first' || state === 'next')) {
      open();
    } else if (state === 'start' && byte === 0x5b) {
      isArray = true;
      state = 'first';
    } else if (state === 'first' && byte === 0x5d) {
      throw fail('an empty array holds no page', ['Record at least one page.']);
    } else if (state === 'after' && isArray && byte === 0x2c) {
      block[position] = 10;
      if (ends.length > 0) ends[ends.length - 1] = position;
      state = 'next';
    } else if (state === 'after' && isArray && byte === 0x5d) {
      state = 'done';
    } else {
      throw fail(`not JSON: expected ${expected()}, found ${show(byte)}`);
    }
  }

  function expected(): string {
    if (state === 'done' || (state === 'after' && !isArray)) return 'nothing more after the value';
    if (state === 'after') return '"," or "]" after an element';
    return state === 'start' ? 'an object or an array' : `an object (the options of page ${count})`;
  }

  /** Runs through the bytes of an open object up to its end or to the end of the block. */
  function inside(): void {
    // Locals: this loop sees every byte.
    const bytes = block;
    const end = used;
    const deepest = limits.depth;
    let at = position;
    let level = depth;
    let quoted = inString;
    let escaped = isEscaped;
    let breaks = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (quoted) {
        if (byte === 10) break;
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) quoted = false;
      } else if (byte === 0x22) {
        quoted = true;
      } else if (byte === 10) {
        bytes[at] = 32;
        breaks += 1;
      } else if (byte === 0x7b || byte === 0x5b) {
        level += 1;
        if (level > deepest) break;
      } else if (byte === 0x7d || byte === 0x5d) {
        level -= 1;
        if (level === 0) break;
      }
    }
    position = at;
    depth = level;
    inString = quoted;
    isEscaped = escaped;
    line += breaks;
    if (at < end && quoted) throw fail('a line break inside a string must be written as \\n');
    if (level > deepest) throw fail(`options are nested more than ${deepest} levels deep (R-213)`);
  }

  return {
    position: () =>
      state === 'object' ? { line: beginLine, byte: offset + begin } : { line, byte: offset + position },
    *push(chunk) {
      add(chunk);
      while (position < used) {
        if (state === 'object') {
          inside();
          const isComplete = position < used;
          if (position - begin + (isComplete ? 1 : 0) > limits.lineBytes) {
            throw lineTooLong(file, { line: beginLine, byte: offset + begin }, limits.lineBytes);
          }
          if (!isComplete) return;
          if (position - stripeStart >= mostBytes) yield* flush();
          if (ends.length === 0) stripeStart = begin;
          ends.push(position + 1);
          lines.push(beginLine);
          count += 1;
          state = 'after';
        } else {
          yield* between(block[position] ?? 0);
        }
        position += 1;
      }
    },
    *end({ mayBeCut }) {
      yield* flush();
      if (mayBeCut || state === 'done' || (state === 'after' && !isArray)) return;
      if (state === 'object') {
        const place = { line: beginLine, byte: offset + begin };
        throw recordingError(file, `not JSON: the text ends inside the object that begins here`, { place });
      }
      throw fail(`not JSON: expected ${expected()}, found the end of the text`);
    },
  };
}

function show(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
