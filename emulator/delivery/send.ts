import diagnostics from 'node:diagnostics_channel';
import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import fetch, { type Response } from 'node-fetch';
import type { Exchange, ExchangeOutcome, HttpHeader, HttpResponse } from '../../sdk/http/exchange.ts';
import { type AddressGuard, ForbiddenAddress, guardAddress, type NetworkProfile } from './address-guard.ts';
import { failureOf, TooLarge } from './failure-of.ts';
import type { RunClock } from './run-clock.ts';

/** What an exchange is sent with. */
export interface SendPowers {
  readonly clock: RunClock;
  readonly network: NetworkProfile;
}

/** What can be told of an exchange before anything is sent: that it is forbidden, or who guards its connection. */
export function checkExchange(
  exchange: Exchange,
  network: NetworkProfile,
): Extract<ExchangeOutcome, { kind: 'forbidden' }> | { readonly url: URL; readonly guard: AddressGuard } {
  try {
    const url = parseUrl(exchange.request.url);
    const guard = guardAddress(url, exchange.addresses, network);
    checkRequest(exchange);
    return { url, guard };
  } catch (error) {
    if (error instanceof ForbiddenAddress) return { kind: 'forbidden', rule: error.rule, message: error.message };
    throw error;
  }
}

/** No response is larger, whatever the platform's own limit may be. */
const hardResponseBytes = 50 * 1024 * 1024;
const userAgent = 'hooksmith';

/**
 * Sends one request and reads its response, whatever its status. Never rejects for what a receiver or the network does.
 * Redirects are not followed (H-103), nothing is tried twice, and each exchange has a connection of its own (H-107), whose
 * TLS settings concern no other (H-214). Beside the author's headers go those that node-fetch must add: `accept`,
 * `user-agent`, `host`, `connection` and `content-length` (H-205).
 */
export async function send(exchange: Exchange, { clock, network }: SendPowers): Promise<ExchangeOutcome> {
  const { request, limits, verifyTls } = exchange;
  const checked = checkExchange(exchange, network);
  if ('kind' in checked) return checked;
  const { url, guard } = checked;
  const { lookup } = guard;
  const agent =
    url.protocol === 'https:'
      ? new HttpsAgent({ keepAlive: false, lookup, rejectUnauthorized: verifyTls })
      : new HttpAgent({ keepAlive: false, lookup });
  const abort = new AbortController();
  const raw = watchResponse(agent);
  let part: 'headers' | 'body' = 'headers';
  let timer = clock.begin(limits.timeoutMs, () => abort.abort());
  let ms = 0;
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: [
        ...request.headers.map(({ name, value }): [string, string] => [name, value]),
        ...(has(request.headers, 'user-agent') ? [] : [['user-agent', userAgent] as [string, string]]),
      ],
      // Bytes instead of a text: node-fetch adds a content type to a text (H-205).
      body: request.body === null ? null : Buffer.from(request.body, 'utf8'),
      agent,
      redirect: 'manual',
      compress: false,
      signal: abort.signal,
    });
    part = 'body';
    if (limits.timeoutScope === 'headers') {
      // The platform has its answer; what comes of the body is waited for once more as long (T-151).
      ms = timer.end();
      timer = clock.begin(limits.timeoutMs, () => response.body?.emit('stalled'));
    }
    const most = Math.min(limits.maxResponseBytes ?? hardResponseBytes, hardResponseBytes);
    const bytes = await readBody(response, most);
    return { kind: 'response', response: toResponse(response, bytes, raw.message(), most), ms: ms + timer.end() };
  } catch (error) {
    const took = ms + timer.end();
    const refusal = guard.refusal();
    if (refusal !== null) return { kind: 'forbidden', rule: refusal.rule, message: refusal.message };
    return { kind: 'failure', failure: failureOf(error, { ...limits, part }), ms: took };
  } finally {
    raw.stop();
    abort.abort();
    agent.destroy();
  }
}

function parseUrl(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new ForbiddenAddress('H-224', `${JSON.stringify(text.slice(0, 100))} is no URL: give one with http: or https:`);
}

/** What node-fetch would throw for, before it sends anything (H-204, H-212). */
function checkRequest({ request: { method, headers, body } }: Exchange): void {
  const wrong = headers.find(({ name, value }) => !isHeaderName.test(name) || !isHeaderValue.test(value));
  if (wrong !== undefined) {
    const what = isHeaderName.test(wrong.name) ? 'value' : 'name';
    throw new ForbiddenAddress(
      'H-212',
      `the ${what} of the header ${JSON.stringify(wrong.name.slice(0, 60))} holds a character that no header may hold, such as a line break`,
    );
  }
  if (!/^[A-Z]{1,20}$/.test(method)) throw new ForbiddenAddress('H-212', `${JSON.stringify(method)} is no method`);
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw new ForbiddenAddress('H-204', `a ${method} request cannot carry a body`);
  }
}

const isHeaderName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}$/;
const isHeaderValue = /^[\t\x20-\x7e\x80-\xff]*$/;

function has(headers: readonly HttpHeader[], name: string): boolean {
  return headers.some((header) => header.name.toLowerCase() === name);
}

/** Reads a body of at most `most` bytes; what was read so far when it stalls under the scope `headers`. */
async function readBody({ body }: Response, most: number): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    body.once('stalled', resolve);
    body.once('error', reject);
    body.once('end', resolve);
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > most) reject(new TooLarge(most));
    });
  });
  return Buffer.concat(chunks);
}

function toResponse(
  { status, statusText, headers }: Response,
  bytes: Buffer,
  raw: IncomingMessage | null,
  most: number,
): HttpResponse {
  const body = unpack(bytes, headers.get('content-encoding'), most);
  return {
    status,
    statusText: raw?.statusMessage ?? statusText,
    headers: raw === null ? [...headers].map(([name, value]) => ({ name, value })) : pairs(raw.rawHeaders),
    body: body.toString('utf8'),
    bodyBytes: body.length,
  };
}

/** A receiver may send what was not asked for; a body that cannot be unpacked stays as it is. */
function unpack(bytes: Buffer, encoding: string | null, maxOutputLength: number): Buffer {
  try {
    switch (encoding?.trim().toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(bytes, { maxOutputLength });
      case 'deflate':
        return inflateSync(bytes, { maxOutputLength });
      case 'br':
        return brotliDecompressSync(bytes, { maxOutputLength });
      default:
        return bytes;
    }
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge(maxOutputLength);
    return bytes;
  }
}

function pairs(rawHeaders: readonly string[]): readonly HttpHeader[] {
  return Array.from({ length: Math.floor(rawHeaders.length / 2) }, (_, index) => ({
    name: rawHeaders[index * 2] ?? '',
    value: rawHeaders[index * 2 + 1] ?? '',
  }));
}

/** node-fetch gives header names in lower case; the message itself has them as they were sent. */
function watchResponse(agent: HttpAgent): { message(): IncomingMessage | null; stop(): void } {
  let found: IncomingMessage | null = null;
  const channel = 'http.client.response.finish';
  const listen = (event: unknown): void => {
    const { request, response } = event as { request: { agent?: unknown }; response: IncomingMessage };
    if (request.agent === agent) found = response;
  };
  diagnostics.subscribe(channel, listen);
  return { message: () => found, stop: () => diagnostics.unsubscribe(channel, listen) };
}
