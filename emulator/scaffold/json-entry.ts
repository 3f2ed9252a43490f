/**
 * Adds a property to an object inside a JSON text and leaves every other character as it is. An object that is not there
 * yet is added at the end of the file's own.
 *
 * @param text a JSON object, as it was parsed without fault
 * @param section name of the object, at the top level
 * @example
 * addJsonEntry('{\n  "hooks": {}\n}\n', 'hooks', 'ids', { hook: 'preMap' });
 */
export function addJsonEntry(text: string, section: string, name: string, value: object): string {
  return addJsonEntries(text, section, [[name, value]]);
}

/** The same for many properties at once; none leaves the text as it is. */
export function addJsonEntries(
  text: string,
  section: string,
  entries: readonly (readonly [name: string, value: object])[],
): string {
  if (entries.length === 0) return text;
  const outer = findObject(text, text.indexOf('{'));
  const at = outer.values.get(section);
  const look = readLook(text, outer);
  if (at === undefined) return insert(text, outer, [[section, Object.fromEntries(entries)]], { ...look, depth: 1 });
  return insert(text, findObject(text, at), entries, { ...look, depth: 2 });
}

/** JSON text for people: a list of one name stays on its line. */
export function toJsonText(value: object, indent: string): string {
  return JSON.stringify(value, null, indent).replaceAll(/\[\s+("[^"]*")\s+\]/g, '[$1]');
}

/** How a text is laid out. */
interface Look {
  readonly indent: string;
  readonly newline: string;
  readonly depth: number;
}

/** An object in a text: offsets of its values by name, of its brackets, and of the end of its last value. */
interface FoundObject {
  readonly values: ReadonlyMap<string, number>;
  readonly open: number;
  readonly close: number;
  readonly lastEnd: number | null;
}

function insert(
  text: string,
  found: FoundObject,
  entries: readonly (readonly [name: string, value: object])[],
  look: Look,
): string {
  const { indent, newline, depth } = look;
  const pad = indent.repeat(depth);
  const entry = entries
    .map(([name, value]) => {
      const lines = toJsonText(value, indent).split('\n').join(`${newline}${pad}`);
      return `${newline}${pad}${JSON.stringify(name)}: ${lines}`;
    })
    .join(',');
  if (found.lastEnd !== null) return `${text.slice(0, found.lastEnd)},${entry}${text.slice(found.lastEnd)}`;
  return `${text.slice(0, found.open + 1)}${entry}${newline}${indent.repeat(depth - 1)}${text.slice(found.close)}`;
}

/** The indent of the first property on a line of its own; two spaces where there is none. */
function readLook(text: string, { open }: FoundObject): Omit<Look, 'depth'> {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^\s*?\n([ \t]+)"/.exec(text.slice(open + 1))?.[1] ?? '  ';
  return { indent, newline };
}

/** Reads the object whose bracket stands at `open`. */
function findObject(text: string, open: number): FoundObject {
  const values = new Map<string, number>();
  let lastEnd: number | null = null;
  let at = skipSpace(text, open + 1);
  while (text[at] !== '}') {
    const nameEnd = endOfValue(text, at);
    const name: string = JSON.parse(text.slice(at, nameEnd));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    values.set(name, start);
    lastEnd = endOfValue(text, start);
    at = skipSpace(text, lastEnd);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { values, open, close: at, lastEnd };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** The offset behind the value that begins at `start`. */
function endOfValue(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth += 1;
    if (found === '}' || found === ']') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}
