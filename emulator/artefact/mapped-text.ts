import { decodeMappings, encodeMappings, type Segment } from './mappings.ts';

/** A text with its source map. */
export interface MappedText {
  readonly text: string;
  readonly map: SourceMapData;
}

/** A source map, as its JSON has it. */
export interface SourceMapData {
  readonly version: 3;
  readonly file?: string;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** Replaces `text.slice(start, end)`; both ends count UTF-16 units from 0. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits that do not overlap, in whatever order they come, and moves the map along: what an edit replaces keeps the
 * source place of its beginning.
 */
export function editText({ text, map }: MappedText, edits: readonly Edit[]): MappedText {
  const sorted = edits.toSorted((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  const edited = [...parts, text.slice(at)].join('');
  return { text: edited, map: { ...map, mappings: encodeMappings(moveSegments(text, map, sorted, edited)) } };
}

function* moveSegments(text: string, { mappings }: SourceMapData, edits: readonly Edit[], edited: string) {
  const oldStarts = findLineStarts(text);
  const newStarts = findLineStarts(edited);
  let next = 0;
  let shift = 0;
  let line = 0;
  for (const segment of decodeMappings(mappings)) {
    const offset = (oldStarts[segment.line] ?? text.length) + segment.column;
    let edit = edits[next];
    while (edit !== undefined && edit.end <= offset) {
      shift += edit.text.length - (edit.end - edit.start);
      next += 1;
      edit = edits[next];
    }
    if (edit !== undefined && edit.start < offset) continue;
    if (edit !== undefined && edit.start === offset && edit.text === '') continue;
    const moved = offset + shift;
    while ((newStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= moved) line += 1;
    const result: Segment = { line, column: moved - (newStarts[line] ?? 0), origin: segment.origin };
    yield result;
  }
}

/** By the line ends of JavaScript, which are more than `\n`. */
function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** A map that leads each of the given offsets of a text to itself. */
export function mapToItself(source: string, text: string, offsets: readonly number[]): SourceMapData {
  const starts = findLineStarts(text);
  let line = 0;
  const segments = offsets.map((offset): Segment => {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line += 1;
    const column = offset - (starts[line] ?? 0);
    return { line, column, origin: [0, line, column] };
  });
  return { version: 3, sources: [source], sourcesContent: [text], names: [], mappings: encodeMappings(segments) };
}
