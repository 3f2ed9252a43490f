import { structuredPatch } from 'diff';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

/** Texts that differ in more than this are not told line by line. */
const longestMs = 2_000;
const contextLines = 3;
/** Nobody reads more than this, and a platform may hold megabytes. */
const mostLines = 1000;
const mostChars = 2000;

/** The lines in which one text differs from another, as `diff -u` shows them; empty when they are alike. */
export function diffLines(
  before: { readonly title: string; readonly text: string },
  after: { readonly title: string; readonly text: string },
  style: Style,
): readonly string[] {
  if (before.text === after.text) return [];
  const patch = structuredPatch(before.title, after.title, before.text, after.text, '', '', {
    context: contextLines,
    timeout: longestMs,
  });
  const head = [style.bold(`--- ${safeText(before.title)}`), style.bold(`+++ ${safeText(after.title)}`)];
  if (patch === undefined) {
    return [
      ...head,
      `the texts of ${before.text.length} and ${after.text.length} characters have too little in common to be shown line by line`,
    ];
  }
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: inHunk }) => [
    { text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, isPlace: true },
    ...inHunk.map((text) => ({ text, isPlace: false })),
  ]);
  const more = lines.length - mostLines;
  return [
    ...head,
    ...lines
      .slice(0, mostLines)
      .map(({ text, isPlace }) => (isPlace ? style.cyan(text) : paint(safeText(text.slice(0, mostChars)), style))),
    ...(more > 0 ? [`… and ${more} more lines`] : []),
  ];
}

function paint(line: string, style: Style): string {
  if (line.startsWith('+')) return style.green(line);
  return line.startsWith('-') ? style.red(line) : line;
}
