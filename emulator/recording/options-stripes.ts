import { Buffer } from 'node:buffer';
import { blankLine } from './detect.ts';
import type { RecordingPlace } from './fault.ts';
import { chooseStripeBytes, stripeBytes } from './limits.ts';
import { type LineStripe, makeLineCutter } from './lines.ts';
import { checkUtf8, chunksOf, type Reading, type Stripe } from './stripe.ts';
import { makeValueSplitter, type ValueStripe } from './value-splitter.ts';

/**
 * Gives the stripes of bare JSON Lines of `options`; the last line needs no newline. A plain file's carry no bytes.
 *
 * @param skip bytes of a byte order mark (C-515)
 * @throws HooksmithError `ERR_RECORDING` for a blank line, one over the limit, and text that is not UTF-8.
 */
export async function* optionsLineStripes(reading: Reading, skip: number): AsyncGenerator<Stripe> {
  const { source, limits } = reading;
  const cutter = makeLineCutter({
    file: source.path,
    limits,
    offset: skip,
    stripeBytes: source.isGzip ? stripeBytes : chooseStripeBytes(source.identity.size),
  });
  let readBytes = 0;
  let wasCut = false;

  function handOut(stripe: LineStripe): Stripe {
    const { bytes, firstLine, lineEnds, offset } = stripe;
    checkUtf8(source.path, stripe, bytes, firstLine);
    let start = 0;
    for (const [i, end] of lineEnds.entries()) {
      if (isBlank(bytes, start, end)) throw blankLine(source.path, { line: firstLine + i, byte: offset + start });
      start = end + 1;
    }
    const inline = source.isGzip ? Buffer.from(bytes.subarray(0, lineEnds.at(-1))) : null;
    return { firstLine, lines: null, firstSeq: firstLine - 1, offset, lineEnds, bytes: inline, readBytes };
  }

  for await (const chunk of skipped(reading, skip, cutter.position, () => {
    wasCut = true;
  })) {
    readBytes = chunk.readBytes;
    for (const stripe of cutter.push(chunk.bytes)) yield handOut(stripe);
  }
  for (const stripe of cutter.end()) yield handOut(stripe);
  const { bytes, line, byte } = cutter.rest();
  if (bytes.length > 0 && !wasCut) yield handOut({ firstLine: line, offset: byte, lineEnds: [bytes.length], bytes });
}

/**
 * Gives the stripes of one `options` object or an array of them; they always carry their bytes.
 *
 * @param skip bytes of a byte order mark (C-515)
 * @throws HooksmithError `ERR_RECORDING` for text that is not one such value, limits, and text that is not UTF-8.
 */
export async function* optionsValueStripes(reading: Reading, skip: number): AsyncGenerator<Stripe> {
  const { source, limits } = reading;
  const splitter = makeValueSplitter({ file: source.path, limits, offset: skip });
  let readBytes = 0;
  let wasCut = false;

  function handOut({ bytes, firstIndex, lineEnds, lines, offset }: ValueStripe): Stripe {
    const firstLine = lines[0] ?? 1;
    checkUtf8(source.path, { lineEnds, offset }, bytes, firstLine);
    return { firstLine, lines, firstSeq: firstIndex, offset, lineEnds, bytes, readBytes };
  }

  for await (const chunk of skipped(reading, skip, splitter.position, () => {
    wasCut = true;
  })) {
    readBytes = chunk.readBytes;
    for (const stripe of splitter.push(chunk.bytes)) yield handOut(stripe);
  }
  for (const stripe of splitter.end({ mayBeCut: wasCut })) yield handOut(stripe);
}

async function* skipped(reading: Reading, skip: number, position: () => RecordingPlace, onCut: () => void) {
  let left = skip;
  const watched: Reading = {
    ...reading,
    notify(notice) {
      onCut();
      reading.notify(notice);
    },
  };
  for await (const chunk of chunksOf(watched, position)) {
    const bytes = chunk.bytes.subarray(left);
    left -= chunk.bytes.length - bytes.length;
    yield { bytes, readBytes: chunk.readBytes };
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  return end === start || (end === start + 1 && bytes[start] === 13);
}
