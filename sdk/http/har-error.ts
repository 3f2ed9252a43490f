import { isJsonObject, ownField } from '../json-object.ts';
import type { ExchangeFailure, ExchangeOutcome } from './exchange.ts';

/**
 * Reads `_error` of a HAR response: our own object, or the sentence that browsers and proxies leave there.
 * Undefined where it says of no failure.
 */
export function readHarError(
  value: unknown,
  ms: number,
): Extract<ExchangeOutcome, { kind: 'failure' | 'forbidden' }> | undefined {
  if (typeof value === 'string' && value !== '') {
    return { kind: 'failure', failure: { type: typeOf(value), code: null, message: shorten(value) }, ms };
  }
  if (!isJsonObject(value)) return undefined;
  const message = textOf(ownField(value, 'message')) ?? 'the file does not say why';
  const rule = textOf(ownField(value, 'rule'));
  const type = ownField(value, 'type');
  if (type === 'forbidden' && rule !== undefined) return { kind: 'forbidden', rule, message };
  const known = failureTypes.find((name) => name === type) ?? 'other';
  return { kind: 'failure', failure: { type: known, code: textOf(ownField(value, 'code')) ?? null, message }, ms };
}

const failureTypes: readonly ExchangeFailure['type'][] = [
  'timeout',
  'refused',
  'reset',
  'dns',
  'tls',
  'max-size',
  'malformed',
  'other',
];

/** What Chromium (`net::ERR_…`), Node and proxies write, by what it must hold. */
const signs: readonly (readonly [RegExp, ExchangeFailure['type']])[] = [
  [/timed?[ _-]?out|ETIMEDOUT/i, 'timeout'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|ENOTFOUND|EAI_AGAIN/i, 'dns'],
  [/REFUSED/i, 'refused'],
  [/CERT|SSL|TLS/i, 'tls'],
  [/CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|ECONNRESET|EPIPE|connection (?:closed|reset|lost)/i, 'reset'],
  [/INVALID_HTTP_RESPONSE|INVALID_CHUNKED|CONTENT_LENGTH_MISMATCH|HPE_/i, 'malformed'],
];

function typeOf(text: string): ExchangeFailure['type'] {
  const start = shorten(text);
  return signs.find(([sign]) => sign.test(start))?.[1] ?? 'other';
}

const maxMessageChars = 1_000;

function shorten(text: string): string {
  return text.slice(0, maxMessageChars);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? shorten(value) : undefined;
}
