/** A place of a generated text that a source map knows: where it is, and the numbers of its source place. */
export interface Segment {
  /** From 0. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly column: number;
  /** Source, line, column and, where there is one, name: as source maps have them. Empty where no source is known. */
  readonly origin: readonly number[];
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...digits].map((digit, value) => [digit, value]));

/** Reads the `mappings` of a source map, in the order of the generated text. */
export function decodeMappings(mappings: string): readonly Segment[] {
  const segments: Segment[] = [];
  const last = [0, 0, 0, 0];
  for (const [line, text] of mappings.split(';').entries()) {
    let column = 0;
    for (const part of text.split(',')) {
      if (part === '') continue;
      const [step = 0, ...steps] = decodeNumbers(part);
      column += step;
      for (const [field, value] of steps.entries()) last[field] = (last[field] ?? 0) + value;
      segments.push({ line, column, origin: last.slice(0, steps.length) });
    }
  }
  return segments;
}

/** Writes segments, which are in the order of the generated text, as the `mappings` of a source map. */
export function encodeMappings(segments: Iterable<Segment>): string {
  const lines: string[][] = [[]];
  const last = [0, 0, 0, 0];
  let lastColumn = 0;
  for (const { line, column, origin } of segments) {
    while (lines.length <= line) {
      lines.push([]);
      lastColumn = 0;
    }
    const steps = origin.map((value, field) => value - (last[field] ?? 0));
    for (const [field, value] of origin.entries()) last[field] = value;
    lines.at(-1)?.push([column - lastColumn, ...steps].map(encodeNumber).join(''));
    lastColumn = column;
  }
  return lines.map((parts) => parts.join(',')).join(';');
}

/** Each digit holds five bits, the lowest first; its sixth bit says that more follow. The lowest bit of all is the sign. */
function decodeNumbers(text: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const bits = values.get(digit);
    if (bits === undefined) throw new Error(`a source map holds ${JSON.stringify(digit)} among its mappings`);
    value += (bits & 31) << shift;
    if (bits >= 32) {
      shift += 5;
      continue;
    }
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

function encodeNumber(number: number): string {
  let rest = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const bits = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? bits | 32 : bits] ?? '';
  } while (rest > 0);
  return text;
}
