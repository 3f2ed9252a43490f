import { Buffer } from 'node:buffer';
import { isJsonObject } from '../../sdk/json-object.ts';
import { type RecordingPlace, recordingError, restoreIt } from './fault.ts';
import type { EndLine } from './format.ts';
import { locateJsonError } from './json-error.ts';
import { frameLineBytes } from './limits.ts';
import { findEndProblem, isEndLine } from './line-check.ts';

/**
 * Tells an end line from the lines that are for the runner (null), by their first bytes when they begin with `kind`, as
 * nearly all do. A line of more than 64 KiB is for the runner, which refuses end and header lines.
 *
 * @throws HooksmithError `ERR_RECORDING` for a second header line, and an end line that is wrong.
 */
export function findEndLine(
  file: string,
  bytes: Buffer,
  start: number,
  end: number,
  place: RecordingPlace,
): EndLine | null {
  const kindAt = findKind(bytes, start, end);
  // A kind that begins with neither letter, nor with an escape that may stand for one, is neither of the two.
  const letter = kindAt === -1 ? 0x5c : bytes[kindAt];
  if (letter !== 0x65 && letter !== 0x68 && letter !== 0x5c) return null;
  if (end - start > frameLineBytes) return null;

  const text = bytes.toString('utf8', start, end);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (!/^\s*\{\s*"kind"\s*:\s*"(?:header|end)"/.test(text)) return null;
    const fault = locateJsonError(text) ?? { index: 0, what: 'the line is too large to be read' };
    const byte = place.byte + Buffer.byteLength(text.slice(0, fault.index));
    throw recordingError(file, `not JSON: ${fault.what}`, { place: { ...place, byte }, next: [restoreIt], cause });
  }
  const kind = isJsonObject(value) ? value['kind'] : null;
  if (kind === 'header') {
    throw recordingError(file, 'a second header line, only the first line may be one (R-501)', {
      place,
      next: ['Cut the file in two before this line if two recordings were joined.'],
    });
  }
  if (kind !== 'end') return null;
  if (isEndLine(value)) return value;
  const problem = findEndProblem(value);
  throw recordingError(file, `the end line is wrong at ${problem?.path}: ${problem?.what} (R-505)`, {
    place,
    next: [restoreIt],
  });
}

/**
 * Compares the end line with what came before it.
 *
 * @throws HooksmithError `ERR_RECORDING` when bytes or sha256 differ.
 */
export function checkTrailer(file: string, end: EndLine, place: RecordingPlace, sha256: string): void {
  if (end.bytes !== place.byte) {
    const what = `the end line counts ${end.bytes} bytes before it, there are ${place.byte} (R-505)`;
    throw recordingError(file, what, { place, next: [restoreIt] });
  }
  if (end.sha256 !== sha256) {
    const what = `the sha256 of all lines before the end line is ${sha256}, the end line says ${end.sha256} (R-505)`;
    throw recordingError(file, what, { place, next: [restoreIt] });
  }
}

/** Where the text of `"kind"` begins when it is the line's first property; -1 when another is. */
function findKind(bytes: Buffer, start: number, end: number): number {
  let at = skipSpace(bytes, start);
  if (bytes[at] !== 0x7b) return -1;
  at = skipSpace(bytes, at + 1);
  for (const code of quotedKind) {
    if (bytes[at] !== code) return -1;
    at += 1;
  }
  at = skipSpace(bytes, at);
  if (bytes[at] !== 0x3a) return -1;
  at = skipSpace(bytes, at + 1);
  return bytes[at] === 0x22 && at + 1 < end ? at + 1 : -1;
}

const quotedKind = Buffer.from('"kind"');

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13) at += 1;
  return at;
}
