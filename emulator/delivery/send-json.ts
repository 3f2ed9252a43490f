import { isIP } from 'node:net';
import { anyAddress } from '../../sdk/http/exchange.ts';
import { thisMachine } from './address-guard.ts';
import { explainFailure } from './failure-of.ts';
import { isLoopback } from './loopback.ts';
import { makeRealClock } from './run-clock.ts';
import { send } from './send.ts';

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
  const fail = (why: string): Error => new Error(`${method} ${url.pathname}: ${why}`);
  const outcome = await send(
    {
      request: {
        method,
        url: url.href,
        headers: [
          ...(token === undefined ? [] : [{ name: 'authorization', value: `Bearer ${token}` }]),
          { name: 'accept', value: 'application/json' },
          ...(body === undefined ? [] : [{ name: 'content-type', value: 'application/json' }]),
        ],
        body: body === undefined ? null : JSON.stringify(body),
      },
      limits: { timeoutMs, timeoutScope: 'total', maxResponseBytes: maxBytes },
      verifyTls: true,
      addresses: anyAddress,
    },
    { clock: makeRealClock(), network: thisMachine },
  );
  if (outcome.kind === 'forbidden') throw fail(outcome.message);
  if (outcome.kind === 'failure') {
    const { type } = outcome.failure;
    if (type === 'timeout') throw fail(`no answer within ${timeoutMs} ms`);
    if (type === 'max-size') throw fail(`the answer has more than ${maxBytes} bytes`);
    throw fail(type === 'refused' ? 'nothing listens there' : explainFailure(outcome.failure));
  }
  const { status, body: text } = outcome.response;
  if (status >= 300 && status < 400 && status !== 304) throw fail('the answer is a redirect, which is not followed');
  return { status, text };
}
