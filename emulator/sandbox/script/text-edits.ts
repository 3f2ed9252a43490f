/** Replaces `text.slice(start, end)`; both ends count UTF-16 units from 0. Edits never add or remove a line break. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after its edits, with the way back. */
export interface EditedText {
  readonly text: string;
  /** Offset before the edits; null inside what was added before the first or after the last character. */
  originalOffset(offset: number): number | null;
}

interface Piece {
  readonly newStart: number;
  readonly newEnd: number;
  readonly oldStart: number;
  readonly oldEnd: number;
}

/** Applies edits that do not overlap, in whatever order they come. */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditedText {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let oldAt = 0;
  let newAt = 0;
  const add = (part: string, oldEnd: number): void => {
    parts.push(part);
    pieces.push({ newStart: newAt, newEnd: newAt + part.length, oldStart: oldAt, oldEnd });
    newAt += part.length;
    oldAt = oldEnd;
  };

  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start > oldAt) add(text.slice(oldAt, edit.start), edit.start);
    add(edit.text, edit.end);
  }
  if (oldAt < text.length) add(text.slice(oldAt), text.length);

  return { text: parts.join(''), originalOffset: (offset) => findOriginal(pieces, offset, text.length) };
}

function findOriginal(pieces: readonly Piece[], offset: number, length: number): number | null {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece === undefined) return null;
    if (offset < piece.newStart) high = middle - 1;
    else if (offset >= piece.newEnd) low = middle + 1;
    else return within(piece, offset, length);
  }
  return null;
}

function within(piece: Piece, offset: number, length: number): number | null {
  const width = piece.oldEnd - piece.oldStart;
  if (width === 0) return piece.oldStart === 0 || piece.oldStart === length ? null : piece.oldStart;
  return piece.oldStart + Math.min(offset - piece.newStart, width - 1);
}
