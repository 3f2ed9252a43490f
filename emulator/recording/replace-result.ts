/** What a page line shall hold in place of what it holds. */
export interface NewResult {
  /** JSON text; null for a page that gives none. */
  readonly result: string | null;
  /** JSON texts of stages by their names; the others stay. */
  readonly stages?: Readonly<Record<string, string>>;
}

/**
 * The text of a page line with another result, which comes last, and without the recorded error. All else keeps its bytes:
 * parsing and writing it anew would change the digits of large numbers.
 *
 * @param line a JSON object that is known to be valid
 */
export function replaceResult(line: string, { result, stages = {} }: NewResult): string {
  const own = listMembers(line).findLast(({ key }) => key === 'stages');
  const before = own === undefined ? '{}' : line.slice(own.value, own.end);
  const changes = Object.keys(stages).length === 0 ? {} : { stages: setMembers(before, stages) };
  return setMembers(line, { error: null, ...changes, result });
}

/** The text of an object without the members that are named, and with those at its end that are not null. */
function setMembers(text: string, changes: Readonly<Record<string, string | null>>): string {
  const kept = listMembers(text)
    .filter(({ key }) => !Object.hasOwn(changes, key))
    .map(({ start, end }) => text.slice(start, end));
  const set = Object.entries(changes).flatMap(([key, value]) =>
    value === null ? [] : [`${JSON.stringify(key)}:${value}`],
  );
  return `{${[...kept, ...set].join(',')}}`;
}

interface Member {
  readonly key: string;
  /** Where its key and its value begin, and where it ends. */
  readonly start: number;
  readonly value: number;
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
    members.push({ key: JSON.parse(text.slice(at, keyEnd)), start: at, value, end });
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
