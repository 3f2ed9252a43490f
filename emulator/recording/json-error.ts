// No import of node: here, the runner uses this file.

/** Where a text stops being JSON, and what was expected there. */
export interface JsonFault {
  /** Index of the first offending character; the length of the text when it ends too early. */
  readonly index: number;
  readonly what: string;
}

/** The same for people who look at the text in an editor: line and column from 1. */
export function placeJsonError(text: string): {
  readonly line: number;
  readonly column: number;
  readonly what: string;
} {
  const { index, what } = locateJsonError(text) ?? { index: 0, what: 'the text is too large to be read' };
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, what };
}

/**
 * Finds the first place at which a text is not JSON (RFC 8259); null when all of it is.
 * The engine's own messages differ between Node versions, these do not. Takes time linear in the text and never recurses.
 *
 * @example
 * locateJsonError('{"a":1,}'); // { index: 7, what: 'expected a property name in double quotes, found "}"' }
 */
export function locateJsonError(text: string): JsonFault | null {
  // One bit a level: a text may be as deep as it is long, and this runs where memory is short.
  const isObject = new Uint8Array((text.length >> 3) + 1);
  let depth = 0;
  let expecting: 'value' | 'first-value' | 'key' | 'first-key' | 'rest' = 'value';
  let at = skipSpace(text, 0);

  while (true) {
    const char = text.charAt(at);
    if (expecting === 'rest') {
      if (depth === 0) return at === text.length ? null : fault(text, at, 'nothing more after the value');
      const inObject = bit(isObject, depth);
      if (char === ',') {
        expecting = inObject ? 'key' : 'value';
      } else if (char === (inObject ? '}' : ']')) {
        depth -= 1;
      } else {
        return fault(text, at, inObject ? '"," or "}" after a property' : '"," or "]" after an element');
      }
      at += 1;
    } else if (expecting === 'first-key' && char === '}') {
      depth -= 1;
      expecting = 'rest';
      at += 1;
    } else if (expecting === 'first-key' || expecting === 'key') {
      if (char !== '"') return fault(text, at, 'a property name in double quotes');
      const end = skipString(text, at);
      if (typeof end !== 'number') return end;
      at = skipSpace(text, end);
      if (text.charAt(at) !== ':') return fault(text, at, '":" after a property name');
      expecting = 'value';
      at += 1;
    } else if (expecting === 'first-value' && char === ']') {
      depth -= 1;
      expecting = 'rest';
      at += 1;
    } else if (char === '{' || char === '[') {
      depth += 1;
      setBit(isObject, depth, char === '{');
      expecting = char === '{' ? 'first-key' : 'first-value';
      at += 1;
    } else {
      const end = skipScalar(text, at);
      if (typeof end !== 'number') return end;
      expecting = 'rest';
      at = end;
    }
    at = skipSpace(text, at);
  }
}

function bit(bits: Uint8Array, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

function setBit(bits: Uint8Array, index: number, value: boolean): void {
  const mask = 1 << (index & 7);
  const before = bits[index >> 3] ?? 0;
  bits[index >> 3] = value ? before | mask : before & ~mask;
}

function fault(text: string, index: number, expected: string): JsonFault {
  return { index, what: `expected ${expected}, found ${found(text, index)}` };
}

function found(text: string, index: number): string {
  const code = text.codePointAt(index);
  if (code === undefined) return 'the end of the text';
  if (code === 0x22) return 'a double quote';
  if (code > 0x20 && code < 0x7f) return `"${String.fromCodePoint(code)}"`;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (true) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

function skipScalar(text: string, from: number): number | JsonFault {
  const char = text.charAt(from);
  if (char === '"') return skipString(text, from);
  if (char === '-' || isDigit(text, from)) return skipNumber(text, from);
  const word = char === 't' ? 'true' : char === 'f' ? 'false' : char === 'n' ? 'null' : '';
  if (word === '') return fault(text, from, 'a value');
  for (let i = 1; i < word.length; i += 1) {
    if (text.charAt(from + i) !== word.charAt(i)) return fault(text, from + i, `the word ${word}`);
  }
  return from + word.length;
}

function skipNumber(text: string, from: number): number | JsonFault {
  let at = text.charAt(from) === '-' ? from + 1 : from;
  if (!isDigit(text, at)) return fault(text, at, 'a digit');
  at = text.charAt(at) === '0' ? at + 1 : skipDigits(text, at);
  if (text.charAt(at) === '.') {
    if (!isDigit(text, at + 1)) return fault(text, at + 1, 'a digit after the point');
    at = skipDigits(text, at + 1);
  }
  if (text.charAt(at) === 'e' || text.charAt(at) === 'E') {
    at += 1;
    if (text.charAt(at) === '+' || text.charAt(at) === '-') at += 1;
    if (!isDigit(text, at)) return fault(text, at, 'a digit in the exponent');
    at = skipDigits(text, at);
  }
  return at;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text, at)) at += 1;
  return at;
}

function skipString(text: string, from: number): number | JsonFault {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { index: at, what: `the control character ${found(text, at)} in a string must be escaped` };
    if (code === 0x5c) {
      const length = escapeLength(text, at);
      if (typeof length !== 'number') return length;
      at += length;
    } else {
      at += 1;
    }
  }
  return fault(text, at, 'a double quote that ends the string');
}

function escapeLength(text: string, at: number): number | JsonFault {
  const char = text.charAt(at + 1);
  if (char !== '' && '"\\/bfnrt'.includes(char)) return 2;
  if (char !== 'u') return fault(text, at + 1, 'one of " \\ / b f n r t u after a backslash');
  for (let i = 2; i < 6; i += 1) {
    if (!/^[0-9a-fA-F]$/.test(text.charAt(at + i))) return fault(text, at + i, 'four hex digits after \\u');
  }
  return 6;
}
