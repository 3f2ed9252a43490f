const shownNames = 12;

/**
 * A sentence that helps after a mistyped name: the nearest known name, or all of them when none is near.
 *
 * @example
 * suggest('postsubmit', ['postSubmit', 'preMap']) // 'Did you mean "postSubmit"?'
 */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  if (known.length === 0) return 'There are none.';
  const rest = known.length > shownNames ? ` and ${known.length - shownNames} more` : '';
  return `Known are: ${known.slice(0, shownNames).join(', ')}${rest}.`;
}

/**
 * As `suggest`, for names such as `celigo/preMap`: those of the platform that the user named, where there is such a one.
 */
export function suggestOfPlatform(name: string, known: readonly string[]): string {
  const own = known.filter((candidate) => candidate.startsWith(name.slice(0, name.indexOf('/') + 1)));
  return suggest(name, name.includes('/') && own.length > 0 ? own : known);
}

/**
 * The known name that the user most likely meant, whatever its case; undefined when none is close enough to be a slip
 * of the fingers: at most two characters off, or a third of them in a longer name.
 */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
