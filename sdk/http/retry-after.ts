import type { HttpHeader } from './exchange.ts';

/** How `Retry-After` is read. */
export interface RetryAfterReading {
  /** The names that count, in any case (H-234). */
  readonly names: readonly string[];
  /** Whether an HTTP-date counts as well as a number of seconds (H-232). */
  readonly dates: boolean;
  /** Milliseconds since 1970, from which a date is counted. */
  readonly now: number;
}

/**
 * What the headers of a response ask to wait, in ms: the longest of those that count. Null where none does: negative values,
 * dates that are past and all else that is neither whole seconds nor an HTTP-date are left aside (H-233).
 *
 * @example
 * readRetryAfter([{ name: 'Retry-After', value: '7' }], { names: ['retry-after'], dates: true, now: 0 }); // 7000
 */
export function readRetryAfter(
  headers: readonly HttpHeader[],
  { names, dates, now }: RetryAfterReading,
): number | null {
  const wanted = names.map((name) => name.toLowerCase());
  const waits = headers
    .filter(({ name }) => wanted.includes(name.toLowerCase()))
    .map(({ value }) => readSeconds(value) ?? (dates ? readDate(value, now) : null))
    .filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

/** Far beyond every window, and still a number that can be added to a time. */
const longestMs = 1e12;

function readSeconds(value: string): number | null {
  return /^\s*[0-9]+\s*$/.test(value) ? Math.min(Number(value) * 1000, longestMs) : null;
}

function readDate(value: string, now: number): number | null {
  const at = value.length > 64 ? null : parseHttpDate(value.trim());
  return at === null || at <= now ? null : Math.min(at - now, longestMs);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The three forms of an HTTP-date (RFC 9110, section 5.6.7): the present one, that of RFC 850 and that of asctime. */
const forms = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

function parseHttpDate(value: string): number | null {
  for (const form of forms) {
    const parts = form.exec(value)?.groups;
    if (parts === undefined) continue;
    const month = months.indexOf(parts['month'] ?? '');
    const year = Number(parts['year']);
    const [hour = 0, minute = 0, second = 0] = (parts['time'] ?? '').split(':').map(Number);
    if (month < 0 || hour > 23 || minute > 59 || second > 60) return null;
    return Date.UTC(year < 100 ? 2000 + year : year, month, Number(parts['day']), hour, minute, second);
  }
  return null;
}
