const units = [
  ['day', 'D', 86_400],
  ['hour', 'H', 3600],
  ['minute', 'M', 60],
  ['second', 'S', 1],
] as const;

/** What `humanizeDuration` writes; neither form is publicly documented (T-216). */
export type DurationFormat = 'english-units' | 'iso-8601';

/**
 * Writes a time in milliseconds for people, in whole seconds (T-216).
 *
 * @example
 * humanizeDuration(65_000); // '1 minute, 5 seconds'
 */
export function humanizeDuration(ms: number, format: DurationFormat = 'english-units'): string {
  let rest = Math.floor(Math.abs(ms) / 1000);
  const parts = units.flatMap(([unit, letter, seconds]) => {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    return count === 0 ? [] : [{ unit, letter, count }];
  });
  if (format === 'iso-8601') return writeIso(parts);
  if (parts.length === 0) return '0 seconds';
  return parts.map(({ unit, count }) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(', ');
}

function writeIso(parts: readonly { readonly letter: string; readonly count: number }[]): string {
  const write = (some: typeof parts) => some.map(({ letter, count }) => `${count}${letter}`).join('');
  const days = write(parts.filter(({ letter }) => letter === 'D'));
  const time = write(parts.filter(({ letter }) => letter !== 'D'));
  return parts.length === 0 ? 'PT0S' : `P${days}${time === '' ? '' : `T${time}`}`;
}
