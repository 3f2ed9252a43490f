/** A word of the language of answers: `503`, or `name=value`. */
export interface Word {
  /** What stands before the first equals sign outside quotes; null where there is none. */
  readonly name: string | null;
  /** The rest, quotes removed. */
  readonly value: string;
  /** As it was written. */
  readonly text: string;
}

/**
 * Splits a text at commas into groups and these at white space into words; neither splits inside quotes, where a backslash
 * makes the character after it an ordinary one. Undefined where a quote is not closed. Linear.
 */
export function splitWords(text: string): readonly (readonly Word[])[] | undefined {
  const groups: Word[][] = [[]];
  let word: { name: string | null; value: string; start: number } | null = null;
  let quote = '';

  function endWord(at: number): void {
    if (word !== null) groups.at(-1)?.push({ name: word.name, value: word.value, text: text.slice(word.start, at) });
    word = null;
  }

  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && (char === ',' || /\s/.test(char))) {
      endWord(at);
      if (char === ',') groups.push([]);
      continue;
    }
    word ??= { name: null, value: '', start: at };
    if (quote !== '' && char === '\\' && at + 1 < text.length) {
      at += 1;
      word.value += text.charAt(at);
    } else if (char === quote) {
      quote = '';
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
    } else if (quote === '' && char === '=' && word.name === null) {
      word.name = word.value;
      word.value = '';
    } else {
      word.value += char;
    }
  }
  endWord(text.length);
  return quote === '' ? groups : undefined;
}
