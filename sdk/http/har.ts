import { isJsonObject, nameJson, ownField } from '../json-object.ts';
import { type ExchangeOutcome, type HttpHeader, type HttpRequest, type HttpResponse, readHeader } from './exchange.ts';
import type { HarEntry, HarPair, HarRequest, HarResponse } from './har-entry.ts';
import { readHarError } from './har-error.ts';

/** An exchange that took place. */
export interface PastExchange {
  readonly request: HttpRequest;
  readonly outcome: ExchangeOutcome;
  /** When the request was sent, in ms since 1970; null where that is not known. */
  readonly startedAt: number | null;
}

/** What an entry of a HAR file turned out to be. */
export type HarReading =
  | {
      readonly status: 'read';
      readonly exchange: PastExchange;
      /** Whether the file left the body of the response out, as browsers do with large ones; the body is then empty. */
      readonly lacksBody: boolean;
    }
  /** `path` is a JSON Pointer into the entry; `message` speaks of that place without naming it. */
  | { readonly status: 'fault'; readonly path: string; readonly message: string };

/**
 * An exchange as an entry of HAR 1.2, for `http` lines of recordings. An exchange without a response has status 0, and
 * why in `_error`. Nothing is redacted: the writer of recordings does that.
 */
export function toHarEntry({ request, outcome, startedAt }: PastExchange): HarEntry {
  const time = outcome.kind === 'forbidden' ? 0 : outcome.ms;
  return {
    startedDateTime: new Date(startedAt ?? 0).toISOString(),
    time,
    request: toHarRequest(request),
    response: outcome.kind === 'response' ? toHarResponse(outcome.response) : toHarFailure(outcome),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

function toHarRequest({ method, url, headers, body }: HttpRequest): HarRequest {
  const postData = body === null ? {} : { postData: { mimeType: typeOf(headers), text: body } };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(toPair),
    queryString: listQuery(url),
    ...postData,
    headersSize: -1,
    bodySize: body === null ? 0 : Buffer.byteLength(body),
  };
}

function toHarResponse({ status, statusText, headers, body, bodyBytes }: HttpResponse): HarResponse {
  return {
    status,
    statusText,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(toPair),
    content: { size: bodyBytes, mimeType: typeOf(headers), text: body },
    redirectURL: readHeader(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
  };
}

function toHarFailure(outcome: Exclude<ExchangeOutcome, { kind: 'response' }>): HarResponse {
  return {
    ...toHarResponse({ status: 0, statusText: '', headers: [], body: '', bodyBytes: 0 }),
    _error:
      outcome.kind === 'failure'
        ? outcome.failure
        : { type: 'forbidden', rule: outcome.rule, message: outcome.message },
  };
}

function toPair({ name, value }: HttpHeader): HarPair {
  return { name, value };
}

function typeOf(headers: readonly HttpHeader[]): string {
  return readHeader(headers, 'content-type') ?? '';
}

function listQuery(url: string): readonly HarPair[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
}

/**
 * Reads an entry of a HAR file, be it of hooksmith, a browser or a proxy: headers in their order, bodies as text or base64, times
 * as far as there are any. Missing parts are left empty; only what has no request at all, or one without address, is a fault.
 * Nothing of it is trusted: own properties only, and no address is called.
 */
export function fromHarEntry(entry: unknown): HarReading {
  if (!isJsonObject(entry)) return fault('', `is ${nameJson(entry)}; expected an entry of a HAR file`);
  const given = ownField(entry, 'request');
  if (!isJsonObject(given)) return fault('/request', `is ${nameJson(given)}; expected an object`);
  const [url, method] = [ownField(given, 'url'), ownField(given, 'method')];
  if (typeof url !== 'string' || url === '') {
    return fault('/request/url', `is ${nameJson(url)}; expected an address`);
  }
  if (typeof method !== 'string' || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(method)) {
    return fault('/request/method', `is ${nameJson(method)}; expected a method such as GET`);
  }
  const request = {
    method: method.toUpperCase(),
    url,
    headers: readHeaders(ownField(given, 'headers')),
    body: readPostData(ownField(given, 'postData')),
  };
  const { outcome, lacksBody } = readOutcome(ownField(entry, 'response'), readTime(entry));
  const startedAt = readDate(ownField(entry, 'startedDateTime'));
  return { status: 'read', exchange: { request, outcome, startedAt }, lacksBody };
}

function fault(path: string, message: string): HarReading {
  return { status: 'fault', path, message };
}

function readOutcome(
  response: unknown,
  ms: number,
): { readonly outcome: ExchangeOutcome; readonly lacksBody: boolean } {
  const status = readStatus(ownField(response, 'status'));
  const failed = readHarError(ownField(response, '_error'), ms);
  if (failed !== undefined) return { outcome: failed, lacksBody: false };
  if (status === undefined) {
    const message = 'the file has no response, and does not say why';
    return { outcome: { kind: 'failure', failure: { type: 'other', code: null, message }, ms }, lacksBody: false };
  }
  const { body, bodyBytes, lacksBody } = readContent(ownField(response, 'content'));
  const statusText = ownField(response, 'statusText');
  return {
    outcome: {
      kind: 'response',
      response: {
        status,
        statusText: typeof statusText === 'string' ? statusText : '',
        headers: readHeaders(ownField(response, 'headers')),
        body,
        bodyBytes,
      },
      ms,
    },
    lacksBody,
  };
}

/** Some proxies write the status as a text; 0 is what all write where no response came. */
function readStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
}

function readContent(content: unknown): {
  readonly body: string;
  readonly bodyBytes: number;
  readonly lacksBody: boolean;
} {
  const body = readText(content);
  const size = ownField(content, 'size');
  const stated = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined;
  return {
    body: body ?? '',
    bodyBytes: stated ?? Buffer.byteLength(body ?? ''),
    lacksBody: body === undefined && stated !== undefined && stated > 0,
  };
}

/** `text`, decoded where it is base64; undefined where there is none. */
function readText(holder: unknown): string | undefined {
  const text = ownField(holder, 'text');
  if (typeof text !== 'string') return undefined;
  const encoding = ownField(holder, 'encoding');
  const isBase64 = typeof encoding === 'string' && encoding.toLowerCase() === 'base64';
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** A form may stand there as its parameters alone. */
function readPostData(postData: unknown): string | null {
  const text = readText(postData);
  const parameters = readPairs(ownField(postData, 'params'));
  if (parameters.length === 0) return text ?? null;
  const type = ownField(postData, 'mimeType');
  const isForm = typeof type === 'string' && type.toLowerCase().startsWith('application/x-www-form-urlencoded');
  if (text !== undefined && text !== '') return text;
  return isForm ? writeForm(parameters) : (text ?? null);
}

function writeForm(parameters: readonly HarPair[]): string {
  const form = new URLSearchParams();
  for (const { name, value } of parameters) form.append(name, value);
  return form.toString();
}

/**
 * Headers in their order. Those of HTTP/2 that are no headers (`:path`) are left out; several of one name, which some browsers
 * join with line breaks, are told apart again.
 */
function readHeaders(value: unknown): readonly HttpHeader[] {
  return readPairs(value)
    .filter(({ name }) => !name.startsWith(':'))
    .flatMap(({ name, value: joined }) => joined.split(/\r?\n/).map((part) => ({ name, value: part })));
}

function readPairs(value: unknown): readonly HarPair[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown) => {
    const [name, text] = [ownField(pair, 'name'), ownField(pair, 'value')];
    if (typeof name !== 'string' || name === '') return [];
    if (typeof text === 'string') return [{ name, value: text }];
    return [{ name, value: typeof text === 'number' || typeof text === 'boolean' ? String(text) : '' }];
  });
}

/** `time`, else the sum of `timings`; a part that is -1 does not apply. */
function readTime(entry: unknown): number {
  const time = ownField(entry, 'time');
  if (isDuration(time)) return time;
  const timings = ownField(entry, 'timings');
  const parts = isJsonObject(timings) ? Object.values(timings).filter(isDuration) : [];
  return parts.reduce((sum, part) => sum + part, 0);
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function readDate(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
