import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import fetch from 'node-fetch';
import { isLoopback, lookupLoopback } from './loopback.ts';

/** A JSON request to a server on this machine. */
export interface JsonRequest {
  readonly url: URL;
  readonly method: string;
  /** Sent as JSON; absent where the request has no body. */
  readonly body?: unknown;
  /** Bearer token; absent where none is sent. */
  readonly token?: string;
  readonly timeoutMs: number;
  /** Most bytes of the answer's body. */
  readonly maxBytes: number;
}

/** What came back; `body` is undefined where there was none. */
export interface JsonReply {
  readonly status: number;
  readonly body: unknown;
}

const agents = {
  http: new HttpAgent({ lookup: lookupLoopback }),
  https: new HttpsAgent({ lookup: lookupLoopback }),
};

/**
 * Sends one request with JSON to a loopback address and reads the JSON that comes back, whatever its status. Redirects are
 * not followed, and nothing is tried twice.
 *
 * @throws Error with a sentence for an address elsewhere, no connection, no answer in time, an answer that is too large,
 *   a redirect, and a body that is not JSON; the token is in no message.
 */
export async function sendJson(request: JsonRequest): Promise<JsonReply> {
  const { status, text } = await sendText(request);
  if (text.trim() === '') return { status, body: undefined };
  try {
    return { status, body: JSON.parse(text) };
  } catch (cause) {
    throw new Error(`${request.method} ${request.url.pathname}: the answer is not JSON`, { cause });
  }
}

/** As `sendJson`, but gives the answer's text as it came. */
export async function sendText({
  url,
  method,
  body,
  token,
  timeoutMs,
  maxBytes,
}: JsonRequest): Promise<{ readonly status: number; readonly text: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isLoopback(host)) throw new Error(`${host} is not on this machine`);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      agent: url.protocol === 'https:' ? agents.https : agents.http,
      redirect: 'error',
      compress: false,
      size: maxBytes,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new Error(`${method} ${url.pathname}: ${explain(cause, { timeoutMs, maxBytes })}`, { cause });
  }
}

function explain(
  cause: unknown,
  { timeoutMs, maxBytes }: { readonly timeoutMs: number; readonly maxBytes: number },
): string {
  if (!(cause instanceof Error)) return String(cause);
  const type = 'type' in cause ? cause.type : undefined;
  if (type === 'max-size') return `the answer has more than ${maxBytes} bytes`;
  if (type === 'no-redirect') return 'the answer is a redirect, which is not followed';
  if (cause.name === 'AbortError' || cause.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  if ('code' in cause && cause.code === 'ECONNREFUSED') return 'nothing listens there';
  return cause.message.replace(/^request to \S+ failed, reason: /, '');
}
