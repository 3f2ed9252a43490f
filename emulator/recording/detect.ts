import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../sdk/json-object.ts';
import { type RecordingPlace, recordingError, restoreIt } from './fault.ts';
import type { HeaderLine } from './format.ts';
import { locateJsonError } from './json-error.ts';
import { recordingFormat, recordingVersion } from './limits.ts';
import { findHeaderProblem, isHeaderLine } from './line-check.ts';
import { lineTooLong } from './lines.ts';
import { chunksOf, type Reading } from './stripe.ts';

/** What a file holds, told from its beginning. */
export type Detected =
  /** A recording; `seed` is the first 16 hex digits of the sha256 of its header line. */
  | {
      readonly shape: 'recording';
      readonly header: HeaderLine;
      /** The header line as it is, without its line break. */
      readonly text: string;
      readonly seed: string;
    }
  /** Bare options: one a line, or one JSON value; `skip` is the length of the byte order mark. */
  | { readonly shape: 'lines' | 'value'; readonly skip: number };

/**
 * Tells a recording, bare JSON Lines of `options`, one `options` object and an array of them apart by the first line
 * (C-513, C-515, DESIGN 4), and checks a header line.
 *
 * @throws HooksmithError `ERR_RECORDING` for an empty file, other text, a header that is missing, wrong or newer.
 */
export async function detectShape(reading: Reading): Promise<Detected> {
  const { limits, source } = reading;
  const file = source.path;
  let head = Buffer.alloc(0);
  for await (const chunk of chunksOf({ ...reading, allowTruncated: false }, () => ({ line: 1, byte: head.length }))) {
    head = Buffer.concat([head, chunk.bytes]);
    const start = findStart(head);
    const first = head[start];
    if (first !== undefined && (first !== 0x7b || head.indexOf(10, start) !== -1)) return judge(file, head, false);
    if (head.length - 3 > limits.lineBytes) throw lineTooLong(file, { line: 1, byte: 0 }, limits.lineBytes);
  }
  return judge(file, head, true);
}

function judge(file: string, head: Buffer, isWhole: boolean): Detected {
  const skip = markLength(head);
  const start = findStart(head);
  const first = head[start];
  const place = { line: countLines(head, start), byte: start };
  if (first === undefined) {
    const what = head.length === 0 ? 'is empty' : 'holds nothing but white space';
    throw recordingError(file, `${what}, expected a recording or options`, { next: ['Record it again.'] });
  }
  if ((first === 0xff && head[start + 1] === 0xfe) || (first === 0xfe && head[start + 1] === 0xff)) {
    throw recordingError(file, 'is UTF-16 text, expected UTF-8', { place, next: ['Save it as UTF-8.'] });
  }
  if (first === 0x5b) return { shape: 'value', skip };
  if (first !== 0x7b) throw notOurs(file, place, first);

  const newline = head.indexOf(10, start);
  const line = head.subarray(start, newline === -1 ? head.length : newline);
  if (!isUtf8(line)) throw recordingError(file, 'line 1 is not UTF-8', { place, next: [restoreIt] });
  const text = line.toString('utf8');
  const value = tryParse(text);
  if (value === undefined) return judgeBroken(file, text, place, { skip, isWhole });

  const kind = value['kind'];
  // The format alone tells a header whose kind is damaged.
  if (kind === 'header' || value['format'] === recordingFormat) {
    if (skip > 0) throw recordingError(file, 'a recording must not begin with a byte order mark (R-501)', { place });
    if (place.line > 1) throw blankLine(file, { line: 1, byte: 0 });
    if (newline === -1) throw headerCut(file, place);
    return {
      shape: 'recording',
      header: readHeader(file, value, place),
      text,
      seed: seedOf(head.subarray(0, newline)),
    };
  }
  if ((kind === 'page' && isJsonObject(value['options'])) || kind === 'http' || kind === 'end') {
    throw recordingError(file, `the header line is missing: the first line is of kind "${kind}" (R-501)`, {
      place,
      next: [restoreIt],
    });
  }
  return { shape: place.line > 1 ? 'value' : 'lines', skip };
}

/** Gives what chance is seeded with: the first 16 hex digits of the sha256 of a header line. */
export function seedOf(headerLine: Buffer): string {
  return createHash('sha256').update(headerLine).digest('hex').slice(0, 16);
}

/** The error of a line without text, which R-501 forbids. */
export function blankLine(file: string, place: RecordingPlace): Error {
  return recordingError(file, 'the line is blank, every line must hold one JSON object (R-501)', {
    place,
    next: ['Delete the line, or restore the file from where it came.'],
  });
}

function readHeader(file: string, value: JsonObject, place: RecordingPlace): HeaderLine {
  if (isHeaderLine(value)) return value;
  const version = value['version'];
  const isNewer =
    value['format'] === recordingFormat && Number.isSafeInteger(version) && Number(version) > recordingVersion;
  if (isNewer) {
    const what = `written by a newer hooksmith: format version ${version}, this one reads up to ${recordingVersion} (R-508)`;
    throw recordingError(file, what, { place, next: ['Update hooksmith.'] });
  }
  const problem = findHeaderProblem(value);
  throw recordingError(file, `the header line is wrong at ${problem?.path}: ${problem?.what} (R-502)`, {
    place,
    next: ['Mend the header line, or record it again.'],
  });
}

function judgeBroken(
  file: string,
  text: string,
  place: RecordingPlace,
  { skip, isWhole }: { readonly skip: number; readonly isWhole: boolean },
): Detected {
  const fault = locateJsonError(text) ?? { index: 0, what: 'the line is too large to be read' };
  const endsEarly = fault.index >= text.length;
  const isHeader = /^\s*\{\s*"kind"\s*:\s*"header"/.test(text);
  if (isHeader && endsEarly && isWhole) throw headerCut(file, place);
  // A pretty-printed object is broken only in that it goes on in the next line.
  if (endsEarly && !isHeader) return { shape: 'value', skip };
  const byte = place.byte + Buffer.byteLength(text.slice(0, fault.index));
  throw recordingError(file, `not JSON: ${fault.what}`, { place: { line: place.line, byte }, next: [restoreIt] });
}

function headerCut(file: string, place: RecordingPlace): Error {
  const what = 'the recording is truncated: it ends inside the header line (R-505)';
  return recordingError(file, what, { place, next: ['Record it again.'] });
}

function notOurs(file: string, place: RecordingPlace, byte: number): Error {
  const shown =
    byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
  return recordingError(file, `expected a recording, an options object or an array of them, found ${shown}`, {
    place,
    next: ['Give a .rec.jsonl file, or a .json file that holds what the platform passes to the hook.'],
  });
}

function tryParse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function markLength(head: Buffer): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

function findStart(head: Buffer): number {
  let at = markLength(head);
  while (head[at] === 32 || head[at] === 10 || head[at] === 13 || head[at] === 9) at += 1;
  return at;
}

function countLines(head: Buffer, end: number): number {
  let line = 1;
  for (let at = head.indexOf(10); at !== -1 && at < end; at = head.indexOf(10, at + 1)) line += 1;
  return line;
}
