/** Turns offsets of a text into 1-based lines and columns (in UTF-16 units) and back. */
export interface LineIndex {
  positionAt(offset: number): { readonly line: number; readonly column: number };
  /** Null when the text has no such line. */
  offsetAt(line: number, column: number): number | null;
  /** The text of a line without its end; undefined when there is none. */
  lineText(line: number): string | undefined;
}

/** Indexes the lines of a text by the line ends of JavaScript, which are more than `\n`. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(end.index + end[0].length);
  return {
    positionAt(offset) {
      const line = countUpTo(starts, offset);
      return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
    },
    offsetAt(line, column) {
      const start = starts[line - 1];
      return start === undefined ? null : start + column - 1;
    },
    lineText(line) {
      const start = starts[line - 1];
      return start === undefined ? undefined : text.slice(start, starts[line]).replace(/[\r\n\u2028\u2029]+$/, '');
    },
  };
}

/** How many numbers of a sorted list are not above the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
