import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { blankLine, seedOf } from './detect.ts';
import { checkTrailer, findEndLine } from './end-line.ts';
import { allowTruncated, type RecordingPlace, recordingError, restoreIt } from './fault.ts';
import type { EndLine } from './format.ts';
import { GzipFault } from './gunzip.ts';
import { openIndexCheck } from './index-check.ts';
import { chooseStripeBytes, stripeBytes } from './limits.ts';
import { type LineStripe, makeLineCutter } from './lines.ts';
import { checkUtf8, chunksOf, type Reading, type Stripe } from './stripe.ts';

/**
 * Gives the stripes of a recording, without its header and end lines, and then checks the trailer: bytes and sha256 of all
 * before it. A plain file's stripes carry no bytes. Lines of an unknown kind are in them.
 *
 * @param seed of the header line that was seen when the file was opened
 * @param onEnd is told the end line and where it is, once it and all before it are known to be right.
 * @throws HooksmithError `ERR_RECORDING` for all that forbid.
 */
export async function* recordingStripes(
  reading: Reading,
  seed: string,
  onEnd: (end: EndLine, place: RecordingPlace) => void,
): AsyncGenerator<Stripe> {
  const { source, limits } = reading;
  const cutter = makeLineCutter({
    file: source.path,
    limits,
    stripeBytes: source.isGzip ? stripeBytes : chooseStripeBytes(source.identity.size),
  });
  const index = await openIndexCheck(source, reading.notify);
  const hash = createHash('sha256');
  const trailer: { end: EndLine | null; place: RecordingPlace } = { end: null, place: { line: 1, byte: 0 } };
  let readBytes = 0;

  async function* handOut(stripe: LineStripe): AsyncGenerator<Stripe> {
    await index?.compare(stripe);
    checkUtf8(source.path, stripe, stripe.bytes, stripe.firstLine);
    const { from, to } = readFrame(stripe);
    if (from < to) yield part(stripe, from, to);
  }

  /** Looks at the beginning of each line; tells which of them are for the runner. */
  function readFrame(stripe: LineStripe): { readonly from: number; readonly to: number } {
    const { bytes, firstLine, lineEnds, offset } = stripe;
    let start = 0;
    let from = 0;
    let to = lineEnds.length;
    for (const [i, lineEnd] of lineEnds.entries()) {
      const place = { line: firstLine + i, byte: offset + start };
      if (trailer.end !== null) throw textAfterEnd(source.path, place);
      if (start === lineEnd) throw blankLine(source.path, place);
      if (place.line === 1) {
        if (seedOf(bytes.subarray(0, lineEnd)) !== seed) throw changedMeanwhile(source.path, place);
        from = 1;
      } else {
        trailer.end = findEndLine(source.path, bytes, start, lineEnd, place);
        if (trailer.end !== null) {
          trailer.place = place;
          to = i;
          hash.update(bytes.subarray(0, start));
        }
      }
      start = lineEnd + 1;
    }
    if (trailer.end === null) hash.update(bytes);
    return { from, to };
  }

  function part({ bytes, firstLine, lineEnds, offset }: LineStripe, from: number, to: number): Stripe {
    const start = from === 0 ? 0 : (lineEnds[from - 1] ?? 0) + 1;
    const isAll = from === 0 && to === lineEnds.length;
    const ends = isAll ? lineEnds : lineEnds.slice(from, to).map((lineEnd) => lineEnd - start);
    return {
      firstLine: firstLine + from,
      lines: null,
      firstSeq: -1,
      offset: offset + start,
      lineEnds: ends,
      // A copy, for the cutter goes on in the same memory.
      bytes: source.isGzip ? Buffer.from(bytes.subarray(start, start + (ends.at(-1) ?? 0))) : null,
      readBytes,
    };
  }

  try {
    for await (const chunk of chunksOf(reading, cutter.position)) {
      readBytes = chunk.readBytes;
      for (const stripe of cutter.push(chunk.bytes)) yield* handOut(stripe);
    }
    for (const stripe of cutter.end()) yield* handOut(stripe);
  } catch (cause) {
    // Damaged gzip data comes out up to its checksum: an index can still tell which line it is.
    const isGzipFault = cause instanceof Error && cause.cause instanceof GzipFault;
    if (isGzipFault) for (const stripe of cutter.end()) await index?.compare(stripe);
    throw cause;
  } finally {
    await index?.close();
  }

  const rest = cutter.rest();
  if (trailer.end !== null) {
    if (rest.bytes.length > 0) throw textAfterEnd(source.path, rest);
    checkTrailer(source.path, trailer.end, trailer.place, hash.digest('hex'));
    onEnd(trailer.end, trailer.place);
    return;
  }
  const { byte, line } = rest;
  const what = rest.bytes.length > 0 ? 'its last line is torn' : 'it has no end line';
  if (!reading.allowTruncated) {
    const next = [allowTruncated];
    throw recordingError(source.path, `the recording is truncated: ${what} (R-505)`, { place: { line, byte }, next });
  }
  const dropped = rest.bytes.length > 0 ? `; ${rest.bytes.length} bytes of a torn line were dropped` : '';
  reading.notify(`${source.path} is truncated before line ${line}, byte ${byte}${dropped}`);
}

function textAfterEnd(file: string, { line, byte }: RecordingPlace): Error {
  const what = 'text after the end line, which must be the last (R-501)';
  return recordingError(file, what, { place: { line, byte }, next: [restoreIt] });
}

function changedMeanwhile(file: string, place: RecordingPlace): Error {
  return recordingError(file, 'the file was changed while it was read', { place, next: ['Read it again.'] });
}
