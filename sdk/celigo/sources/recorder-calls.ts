import { isJsonObject, type JsonObject } from '../../json-object.ts';
import type { SourceNote } from '../../recording-source.ts';
import type { RecorderChunk } from './recorder-lines.ts';

/** One call of a hook, put together from its chunks. */
export interface RecordedCall {
  readonly hook: string;
  readonly run: string;
  readonly page: number;
  readonly options: JsonObject;
  /** When the run began; null when its id does not say it. */
  readonly startedAt: Date | null;
}

/** A chunk, and whether its checksum holds. */
export interface FoundChunk {
  readonly kind: 'chunk' | 'damaged';
  readonly chunk: RecorderChunk;
}

/**
 * Puts calls together from chunks in any order, each of which may be there several times: by the time at which their
 * runs began, then by their number. What is missing is named; a call that lacks a chunk is left out.
 */
export function joinCalls(found: readonly FoundChunk[]): {
  readonly calls: readonly RecordedCall[];
  readonly notes: readonly SourceNote[];
} {
  const { calls, strays } = gather(found);
  const joined = calls.map(joinCall);
  return {
    calls: joined.flatMap(({ call }) => (call === null ? [] : [call])),
    notes: [
      ...joined.flatMap(({ note }) => (note === null ? [] : [note])),
      ...noteLostCalls(calls),
      ...(strays === 0 ? [] : [noteStrays(strays)]),
    ],
  };
}

interface GatheredCall {
  readonly hook: string;
  readonly run: string;
  readonly page: number;
  /** How many chunks the call has, by its first chunk. */
  readonly count: number;
  readonly texts: Map<number, string>;
  readonly damaged: Set<number>;
  /** Chunks that are there twice and differ, or that count the chunks differently. */
  isContradictory: boolean;
}

/** What a damaged chunk says of itself is believed only where whole chunks speak of the same call. */
function gather(found: readonly FoundChunk[]): { readonly calls: readonly GatheredCall[]; readonly strays: number } {
  const calls = new Map<string, GatheredCall>();
  const isWhole = ({ kind }: FoundChunk): boolean => kind === 'chunk';
  for (const { chunk } of found.filter(isWhole)) {
    const { hook, run, page, count, index, text } = chunk;
    const call = calls.get(keyOf(chunk)) ?? {
      ...{ hook, run, page, count, texts: new Map<number, string>(), damaged: new Set<number>() },
      isContradictory: false,
    };
    calls.set(keyOf(chunk), call);
    const before = call.texts.get(index);
    if (count !== call.count || (before !== undefined && before !== text)) call.isContradictory = true;
    else call.texts.set(index, text);
  }
  let strays = 0;
  for (const { chunk } of found.filter((one) => !isWhole(one))) {
    const call = calls.get(keyOf(chunk));
    if (call === undefined) strays += 1;
    else call.damaged.add(chunk.index);
  }
  const sorted = [...calls.values()].sort(
    (a, b) => startOf(a.run) - startOf(b.run) || compare(a.run, b.run) || compare(a.hook, b.hook) || a.page - b.page,
  );
  return { calls: sorted, strays };
}

function keyOf({ hook, run, page }: RecorderChunk): string {
  return `${hook} ${run} ${page}`;
}

function joinCall(call: GatheredCall): { readonly call: RecordedCall | null; readonly note: SourceNote | null } {
  const { hook, run, page, count, texts, damaged, isContradictory } = call;
  const leaveOut = (why: string): { call: null; note: SourceNote } => ({
    call: null,
    note: { rule: 'C-550', path: '', message: `call ${page} of ${hook} (run ${run}) was left out: ${why}` },
  });
  if (isContradictory) return leaveOut('chunks of the same number differ');
  if (texts.size < count) return leaveOut(nameMissing(texts, count, damaged));
  const text = Array.from({ length: count }, (_, index) => texts.get(index + 1)).join('');
  const options = parse(text);
  if (!isJsonObject(options)) return leaveOut('its text is no JSON object');
  const start = startOf(run);
  return { call: { hook, run, page, options, startedAt: start === 0 ? null : new Date(start) }, note: null };
}

const mostNamed = 8;

/** Looks no further than it names: a forged count may be huge. */
function nameMissing(texts: ReadonlyMap<number, string>, count: number, damaged: ReadonlySet<number>): string {
  const named: string[] = [];
  for (let index = 1; index <= count && named.length < mostNamed; index += 1) {
    if (!texts.has(index)) named.push(damaged.has(index) ? `${index} (there, but damaged)` : String(index));
  }
  const missing = count - texts.size;
  const rest = missing > named.length ? ` and ${missing - named.length} more` : '';
  return `chunk ${named.join(', ')}${rest} of ${count} ${missing === 1 ? 'is' : 'are'} missing`;
}

/** Calls are numbered within a run: a gap is a call of which no chunk is there at all. */
function noteLostCalls(calls: readonly GatheredCall[]): readonly SourceNote[] {
  const runs = new Map<string, { readonly hook: string; readonly run: string; pages: number; last: number }>();
  for (const { hook, run, page } of calls) {
    const known = runs.get(`${hook} ${run}`) ?? { hook, run, pages: 0, last: -1 };
    runs.set(`${hook} ${run}`, { ...known, pages: known.pages + 1, last: Math.max(known.last, page) });
  }
  return [...runs.values()].flatMap(({ hook, run, pages, last }) => {
    const lost = last + 1 - pages;
    if (lost <= 0) return [];
    const message = `${lost} of ${last + 1} calls of ${hook} (run ${run}) ${lost === 1 ? 'has' : 'have'} no line in the log`;
    return [{ rule: 'C-550', path: '', message }];
  });
}

function noteStrays(strays: number): SourceNote {
  const lines = strays === 1 ? '1 line of the recorder is' : `${strays} lines of the recorder are`;
  return { rule: 'C-550', path: '', message: `${lines} damaged, and no whole line speaks of the same call` };
}

/** The time in ms that a run's id begins with; 0 when it is no time of this or the next century. */
function startOf(run: string): number {
  const time = Number.parseInt(run.split('-')[0] ?? '', 36);
  return time > 0 && time < Date.UTC(2200, 0) ? time : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
