/** A word as a shell takes it: in quotes where it holds what a shell would read otherwise. */
export function quoteWord(word: string): string {
  return /^[\w./#@%+:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
