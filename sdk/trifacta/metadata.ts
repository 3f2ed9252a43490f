import type { JsonValue } from '../contract.ts';
import type { ExchangeOutcome } from '../http/exchange.ts';
import { findUnplain } from '../plain-value.ts';

/** How a task of a plan ended; the platform's own words are not public, but for `skipped` (T-162). */
export type TaskStatus = 'success' | 'failed' | 'skipped';

/** What references see of an HTTP task that has ended (T-207); times in ISO 8601, durations in ms (T-216). */
export function describeHttpTask({
  name,
  status,
  startMs,
  endMs,
  last,
}: {
  readonly name: string;
  readonly status: TaskStatus;
  readonly startMs: number;
  readonly endMs: number;
  /** Null where nothing was sent. */
  readonly last: ExchangeOutcome | null;
}): JsonValue {
  return {
    name,
    status,
    duration: endMs - startMs,
    startTime: new Date(startMs).toISOString(),
    endTime: new Date(endMs).toISOString(),
    statusCode: last?.kind === 'response' ? last.response.status : null,
    response: last?.kind === 'response' ? describeResponse(last.response) : null,
  };
}

/** A task that did not run has neither times nor an answer (T-207). */
export function describeSkipped(name: string): JsonValue {
  return {
    name,
    status: 'skipped',
    duration: null,
    startTime: null,
    endTime: null,
    statusCode: null,
    response: null,
  };
}

/** T-208; names of headers in lower case, as their case means nothing, values of one name joined. */
function describeResponse({ body, headers }: Extract<ExchangeOutcome, { kind: 'response' }>['response']): JsonValue {
  const byName = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const before = byName.get(key);
    byName.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return { body, json: readJson(body), headers: Object.fromEntries(byName) };
}

/** Null for what is no JSON, and for JSON that is nested too deep to be written again. */
function readJson(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return findUnplain(value) === undefined ? value : null;
  } catch {
    return null;
  }
}
