import { closeSync, openSync, readSync } from 'node:fs';
import type { Stripe } from './stripe.ts';

/** One line of a stripe as text, read from the file where the stripe carries no bytes. */
export function readStripeLine(path: string, stripe: Stripe, line: number): string {
  const start = lineStart(stripe, line);
  const end = stripe.lineEnds[line] ?? start;
  if (stripe.bytes !== null) return stripe.bytes.toString('utf8', start, end);
  const bytes = Buffer.alloc(end - start);
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, stripe.offset + start + filled);
      if (count === 0) break;
      filled += count;
    }
  } finally {
    closeSync(file);
  }
  return bytes.toString('utf8');
}

/** Where a line of a stripe begins, relative to the stripe. */
export function lineStart(stripe: Pick<Stripe, 'lineEnds'>, line: number): number {
  return line === 0 ? 0 : (stripe.lineEnds[line - 1] ?? 0) + 1;
}

/** The number of a line in its file, from 1. */
export function lineNumber(stripe: Pick<Stripe, 'firstLine' | 'lines'>, line: number): number {
  return stripe.lines?.[line] ?? stripe.firstLine + line;
}

/** Where a line of a stripe stands in its file; `ahead` bytes of it come before the place that is meant. */
export function placeOfLine(
  stripe: Pick<Stripe, 'firstLine' | 'lines' | 'lineEnds' | 'offset'>,
  line: number,
  ahead = 0,
): { readonly line: number; readonly byte: number } {
  return { line: lineNumber(stripe, line), byte: stripe.offset + lineStart(stripe, line) + ahead };
}
