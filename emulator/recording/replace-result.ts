/**
 * The text of a page line with another result, which comes last, and without the recorded error; null leaves it without a
 * result. All else keeps its bytes: parsing and writing it anew would change the digits of large numbers.
 *
 * @param line a JSON object that is known to be valid
 * @param result JSON text
 */
export function replaceResult(line: string, result: string | null): string {
  const kept = listMembers(line)
    .filter(({ key }) => key !== 'result' && key !== 'error')
    .map(({ start, end }) => line.slice(start, end));
  return `{${[...kept, ...(result === null ? [] : [`"result":${result}`])].join(',')}}`;
}

interface Member {
  readonly key: string;
  /** Where its key begins, and where its value ends. */
  readonly start: number;
  readonly end: number;
}

/** The members of a JSON object, in their order; a key that is there twice is listed twice. */
function listMembers(text: string): readonly Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const keyEnd = skipString(text, at);
    const value = skipSpace(text, text.indexOf(':', keyEnd) + 1);
    const end = skipValue(text, value);
    members.push({ key: JSON.parse(text.slice(at, keyEnd)), start: at, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
  return at;
}

/** The index behind a string that begins at `from`. */
function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** The index behind a value that begins at `from`. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    // At depth 0 a number or a word ends where the object goes on or ends.
    else if (depth === 0 && (character === ',' || character === '}' || ' \t\r\n'.includes(character ?? ''))) return at;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return at;
}
