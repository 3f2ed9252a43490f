const shownNames = 12;

/**
 * A sentence that helps after a mistyped name: the nearest known name, or all of them when none is near.
 *
 * @example
 * suggest('postsubmit', ['postSubmit', 'preMap']) // 'Did you mean "postSubmit"?'
 */
export function suggest(name: string, known: readonly string[]): string {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best !== undefined && best.distance <= Math.max(2, Math.floor(name.length / 3))) return `Did you mean "${best.candidate}"?`;
  if (known.length === 0) return 'There are none.';
  const rest = known.length > shownNames ? ` and ${known.length - shownNames} more` : '';
  return `Known are: ${known.slice(0, shownNames).join(', ')}${rest}.`;
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
