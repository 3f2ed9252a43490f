/** Levels of nesting that are taken from clients. */
const deepestJson = 128;

/**
 * Whether a JSON text nests deeper than that (`{}` is 1), told without parsing it: what parses may be too deep for
 * everything that comes after. Of a text that is no JSON nothing is promised.
 */
export function isTooDeep(text: string): boolean {
  let level = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (isText) {
      if (char === backslash) at += 1;
      else if (char === quote) isText = false;
    } else if (char === quote) {
      isText = true;
    } else if (char === openBrace || char === openBracket) {
      level += 1;
      if (level > deepestJson) return true;
    } else if (char === closeBrace || char === closeBracket) {
      level -= 1;
    }
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
