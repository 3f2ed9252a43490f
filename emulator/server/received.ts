import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '../../sdk/contract.ts';
import type { HttpHeader } from '../../sdk/http/exchange.ts';
import type { Verification } from '../../sdk/http/signatures/verify.ts';

/** A request that a receiver got, as it came. */
export interface ReceivedRequest {
  /** From 1. */
  readonly n: number;
  /** When its last byte had come, in ms since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** In their order and spelling. */
  readonly headers: readonly HttpHeader[];
  readonly body: Buffer;
  /** The answer as the script has it, or `401` where the signature does not hold. */
  readonly answer: string;
  /** Whether the signature holds; null where none is asked for. */
  readonly verification: Verification | null;
}

/** The last requests of a receiver. */
export interface Received {
  keep(request: Omit<ReceivedRequest, 'n'>): ReceivedRequest;
  /** Oldest first. */
  list(): readonly ReceivedRequest[];
  /** How many were let go, oldest first, to stay within the bounds. */
  readonly dropped: number;
}

/** How much a receiver keeps. */
export interface ReceivedBounds {
  readonly requests: number;
  /** Of all bodies and headers together. */
  readonly bytes: number;
}

/** Keeps requests within bounds; the newest is kept whatever its size. */
export function makeReceived(bounds: ReceivedBounds): Received {
  const kept: ReceivedRequest[] = [];
  let bytes = 0;
  let count = 0;
  let dropped = 0;
  return {
    keep(request) {
      count += 1;
      const own = { n: count, ...request };
      kept.push(own);
      bytes += bytesOf(own);
      while (kept.length > 1 && (kept.length > bounds.requests || bytes > bounds.bytes)) {
        const oldest = kept.shift();
        bytes -= oldest === undefined ? 0 : bytesOf(oldest);
        dropped += 1;
      }
      return own;
    },
    list: () => [...kept],
    get dropped() {
      return dropped;
    },
  };
}

function bytesOf({ body, headers, url }: ReceivedRequest): number {
  return headers.reduce((sum, { name, value }) => sum + name.length + value.length, body.length + url.length);
}

/** A request as JSON: its body as text, or in base64 where it is none, as HAR files have it. */
export function describeReceived({
  n,
  at,
  method,
  url,
  headers,
  body,
  answer,
  verification,
}: ReceivedRequest): JsonValue {
  const text = isUtf8(body) ? { text: body.toString('utf8') } : { text: body.toString('base64'), encoding: 'base64' };
  return {
    n,
    at: new Date(at).toISOString(),
    method,
    url,
    headers: headers.map(({ name, value }) => ({ name, value })),
    body: { size: body.length, ...text },
    answer,
    verification: verification === null ? null : { ...verification },
  };
}
