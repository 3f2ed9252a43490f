import { isJsonObject } from '../../sdk/json-object.ts';
import type { RecordedCall } from '../recording/format.ts';
import { redactedMark, splitAtMarks } from '../recording/redacted-mark.ts';

/** One answer that the author gives to a call: in `hooksmith.json`, or to `replay`. */
export interface CallMock {
  /** What the first argument must hold: an object by the properties named here, anything else as it is. @default anything */
  readonly when?: unknown;
  /** What the call returns. @default undefined */
  readonly result?: unknown;
  /** What it throws, in place of `result`. */
  readonly error?: { readonly message: string; readonly code?: string };
}

/** The author's answers by call, such as `exports.run`; of each list the first that fits counts. */
export type CallMocks = Readonly<Record<string, readonly CallMock[]>>;

/** The mock that fits a call; undefined when none does. */
export function findMock(mocks: CallMocks, call: string, given: readonly unknown[]): CallMock | undefined {
  const candidates = Object.hasOwn(mocks, call) ? (mocks[call] ?? []) : [];
  return candidates.find((mock) => !('when' in mock) || holds(given[0], mock.when));
}

/** The recorded answers of a page: each is given once, in the order of the recording. */
export interface RecordedAnswers {
  /** The first answer left for a call with equal arguments; undefined when there is none. `text` is their JSON. */
  take(call: string, given: readonly unknown[], text: string): RecordedCall | undefined;
  /** Whether the page holds an answer for the call, whatever its arguments. */
  knows(call: string): boolean;
}

/** Makes the answers of one page. */
export function makeRecordedAnswers(calls: readonly RecordedCall[]): RecordedAnswers {
  const left = new Set(calls);
  const byText = new Map<string, RecordedCall[]>();
  for (const recorded of calls) {
    const key = `${recorded.call} ${JSON.stringify(recorded.arguments)}`;
    const same = byText.get(key);
    if (same === undefined) byText.set(key, [recorded]);
    else same.push(recorded);
  }

  return {
    take(call, given, text) {
      const exact = byText.get(`${call} ${text}`)?.find((recorded) => left.has(recorded));
      const found = exact ?? [...left].find((recorded) => recorded.call === call && isSame(recorded.arguments, given));
      if (found !== undefined) left.delete(found);
      return found;
    },
    knows: (call) => calls.some((recorded) => recorded.call === call),
  };
}

/** Whether a value holds all that a pattern names: objects by the properties of the pattern, arrays item by item. */
function holds(value: unknown, pattern: unknown): boolean {
  if (isList(pattern)) {
    return (
      isList(value) && value.length === pattern.length && pattern.every((item, index) => holds(value[index], item))
    );
  }
  if (!isJsonObject(pattern)) return value === pattern;
  if (!isJsonObject(value)) return false;
  return Object.keys(pattern).every((key) => Object.hasOwn(value, key) && holds(value[key], pattern[key]));
}

/**
 * Whether two JSON values are the same, whatever the order of their properties. A secret that was redacted on one side
 * stands for whatever the other side holds there: a copy of a recording must match the hook that it was made with.
 */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b || isSameRedacted(a, b);
  if (isMark(a) || isMark(b)) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function isMark(value: unknown): boolean {
  return typeof value === 'string' && redactedMark.test(value);
}

function isSameRedacted(a: string, b: string): boolean {
  if (fitsMarks(a, b) || fitsMarks(b, a)) return true;
  if (splitAtMarks(a).length === 1 && splitAtMarks(b).length === 1) return false;
  // JSON inside a text is written anew when something in it is redacted.
  const inner = [parse(a), parse(b)];
  return inner.every((value) => isList(value) || isJsonObject(value)) && isSame(inner[0], inner[1]);
}

/** Whether a text is another one whose secrets are masked. */
function fitsMarks(masked: string, text: string): boolean {
  const [first = '', ...rest] = splitAtMarks(masked);
  const last = rest.pop();
  if (last === undefined || text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
