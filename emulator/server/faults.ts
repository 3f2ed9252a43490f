import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { splitWords, type Word } from './answer-words.ts';

/** What happens to one request of a stand-in (C-666). */
export interface Fault {
  /** As it was written. */
  readonly text: string;
  /** The requests that it is for: a method or all (null), and a path with those below it; null where it is for any. */
  readonly only: { readonly method: string | null; readonly path: string } | null;
  readonly kind: FaultKind;
  /** How long the answer is held back once the stand-in has acted, in ms. */
  readonly slowMs: number;
}

/**
 * `ok`: nothing; `drop`: the connection is closed and nothing done; `drop-after`: the stand-in acts, and the connection is
 * closed without an answer; `malformed`: it acts, and half of the JSON comes; `stale`: lists are as they were before the last
 * change, which is for GET alone; or a status: nothing is done, and the answer is an error of the platform with these headers.
 */
export type FaultKind =
  | (typeof kinds)[number]
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

const kinds = ['ok', 'drop', 'drop-after', 'malformed', 'stale'] as const;

/** What the language of faults knows, for help. */
export const faultsHelp =
  'Faults of stand-ins, one a request, then none: 429 retry-after=1, 500, drop, drop-after, malformed, stale, ok; with slow=MS, x3, and PUT:/v1/scripts to wait for such a request.';

const maxTextChars = 64 * 1024;
const maxFaults = 10_000;
const maxSlowMs = 3_600_000;

/**
 * Reads the little language of `--faults`: faults with commas between, each of words with spaces between; an empty text has
 * none. Pure, and linear in the text. Throws ERR_USAGE that names the word.
 *
 * @example
 * parseFaults('429 retry-after=1, PUT:/v1/scripts drop-after, slow=200 x3');
 */
export function parseFaults(text: string): readonly Fault[] {
  if (text.length > maxTextChars) throw wrong(`has ${text.length} characters, the most is ${maxTextChars}`);
  if (text.trim() === '') return [];
  const groups = splitWords(text);
  if (groups === undefined) throw wrong('has a quote that is not closed', 'Close it.');
  const faults: Fault[] = [];
  for (const [index, words] of groups.entries()) {
    const { fault, times } = readFault(words, index);
    if (faults.length + times > maxFaults) throw wrong(`has more than ${maxFaults} faults`);
    faults.push(...Array<Fault>(times).fill(fault));
  }
  return faults;
}

/** The faults that are still to come. */
export interface FaultQueue {
  /** The first that is for such a request, which is then over; null: nothing happens to it. `path` is without a query. */
  take(method: string, path: string): Fault | null;
  /** Replaces all. */
  set(faults: readonly Fault[]): void;
  /** Those that are left, as they were written. */
  left(): readonly string[];
}

/** Makes a queue of faults. */
export function makeFaultQueue(faults: readonly Fault[]): FaultQueue {
  let left = [...faults];
  return {
    take(method, path) {
      const index = left.findIndex((fault) => isFor(fault, method, path));
      return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
    },
    set(next) {
      left = [...next];
    },
    left: () => left.map(({ text }) => text),
  };
}

function isFor({ only, kind }: Fault, method: string, path: string): boolean {
  if (kind === 'stale' && method !== 'GET') return false;
  if (only === null) return true;
  return (
    (only.method ?? method) === method && `${path}/`.startsWith(only.path.endsWith('/') ? only.path : `${only.path}/`)
  );
}

function readFault(words: readonly Word[], index: number): { readonly fault: Fault; readonly times: number } {
  if (words.length === 0)
    throw wrong(`has nothing as fault ${index + 1}`, 'Two commas follow one another, or one ends the list.');
  let kind: FaultKind | null = null;
  let only: Fault['only'] = null;
  let slowMs = 0;
  let times = 1;
  const headers: Record<string, string> = {};
  for (const word of words) {
    const { name, value, text } = word;
    const place = /^([A-Z]+|\*):(\/.*)$/.exec(text);
    if (place !== null) only = { method: place[1] === '*' ? null : (place[1] ?? null), path: place[2] ?? '/' };
    else if (name === 'slow') slowMs = readNumber(text, value, maxSlowMs);
    else if (name !== null) headers[readHeaderName(name, text)] = readHeaderValue(value, text);
    else if (/^x\d{1,5}$/.test(value)) times = readTimes(text, Number(value.slice(1)));
    else if (kind === null) kind = readKind(value, text);
    else
      throw wrong(
        `has two faults where one is expected: ${JSON.stringify(words.map((each) => each.text).join(' '))}`,
        'Put a comma between them.',
      );
  }
  const text = words
    .map((word) => word.text)
    .join(' ')
    .replace(/ x\d{1,5}$/, '');
  if (typeof kind === 'object' && kind !== null)
    return { fault: { text, only, slowMs, kind: { ...kind, headers } }, times };
  const [header] = Object.keys(headers);
  if (header !== undefined) throw wrong(`has the header ${header} without a status`, 'Such as: 429 retry-after=1');
  return { fault: { text, only, slowMs, kind: kind ?? 'ok' }, times };
}

function readKind(value: string, text: string): FaultKind {
  const kind = kinds.find((known) => known === value);
  if (kind !== undefined) return kind;
  if (/^[45]\d\d$/.test(value)) return { status: Number(value), headers: {} };
  if (/^\d+$/.test(value)) throw wrong(`has the status ${value}; expected 400 to 599`);
  throw wrong(`has ${JSON.stringify(text)}`, suggest(value, kinds));
}

/** Only such names count as headers, so that `solw=500` is a mistake and no header. */
function readHeaderName(name: string, text: string): string {
  if (/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/.test(name) && !/^(?:content-length|transfer-encoding)$/i.test(name)) {
    return name.toLowerCase();
  }
  throw wrong(`has ${JSON.stringify(text)}`, suggest(name, ['slow']), 'A header has a hyphen in its name.');
}

function readHeaderValue(value: string, text: string): string {
  if (/^[\t\x20-\x7e]*$/.test(value)) return value;
  throw wrong(`has a header value that HTTP forbids: ${JSON.stringify(text)}`);
}

function readNumber(text: string, value: string, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw wrong(`has ${JSON.stringify(text)}; expected a whole number of at most ${most}`);
}

function readTimes(text: string, times: number): number {
  if (times > 0 && times <= maxFaults) return times;
  throw wrong(`has ${text}; expected x1 to x${maxFaults}`);
}

function wrong(what: string, ...next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_USAGE', `--faults ${what}`, {
    next: [...next, 'Such as: --faults "429 retry-after=1,500,PUT:/v1/scripts drop-after"'],
  });
}
