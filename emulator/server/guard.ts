import type { Request, RequestHandler, Response } from 'express';
import { isJsonObject } from '../../sdk/json-object.ts';
import { type ReadBody, readBody } from './body.ts';
import type { Answer, BodyFault, RefusedStatus, ServerPart } from './server-part.ts';
import { isToken } from './token.ts';

/** Under which names the server may be addressed, each with its port: `127.0.0.1:7070`. */
export type ServerNames = ReadonlySet<string>;

/** What a request was refused for: a fixed word for the log. */
export type RefusedFor = 'host' | 'origin' | 'fetch-site' | 'token' | 'type' | 'size' | 'body' | 'path';

/** Hears of requests that reached no route; nothing of the request itself, as it may carry secrets. */
export type OnRefused = (status: RefusedStatus, why: RefusedFor) => void;

/**
 * The guard in front of every route of a part: Host, Origin, Sec-Fetch-Site, token, content type, size, in this order,
 * and nothing is read before the token holds. The one exception is a token that the body itself carries (C-702).
 * Names are compared as texts, port included, so nothing in a header is parsed; `Origin: null` is no name.
 */
export function guardPart(part: ServerPart, names: ServerNames, onRefused: OnRefused): RequestHandler {
  return async (request, response, next) => {
    const refuse = (status: RefusedStatus, why: RefusedFor): void => {
      onRefused(status, why);
      sendAnswer(response, part.refuse(status));
    };
    const fault = checkSender(request, names);
    if (fault !== null) return refuse(403, fault);

    const { authorization } = request.headers;
    const places = { authorization, query: request.query };
    const carried = part.findToken(places);
    const isKnown = isToken(carried, part.token);
    const mayBeInBody = authorization === undefined && carried === undefined && part.maxTokenBodyBytes > 0;
    if (!isKnown && !(mayBeInBody && hasBody(request) && isJson(request))) return refuse(401, 'token');
    if (!hasBody(request)) return next();
    if (!isJson(request)) return refuse(415, 'type');

    const body = await readBody(request, isKnown ? part.maxBodyBytes : part.maxTokenBodyBytes);
    if (body.status === 'gone') return;
    if (isKnown) {
      if (body.status === 'too-large') return refuse(413, 'size');
      if (body.status === 'unsupported') return refuse(415, 'type');
      if (body.status === 'broken') return refuse(400, 'body');
      bodies.set(request, body.bytes);
      return next();
    }
    const parsed = body.status === 'read' ? parseObject(body.bytes) : undefined;
    if (parsed === undefined || !isToken(part.findToken({ ...places, body: parsed }), part.token)) {
      return refuse(401, 'token');
    }
    const { access_token: _token, ...rest } = parsed;
    bodies.set(request, Buffer.from(JSON.stringify(rest), 'utf8'));
    next();
  };
}

/**
 * Stands before the guard of a part that receives: what belongs to none of its routes is checked for Host, Origin,
 * Sec-Fetch-Site and size, and for nothing else.
 */
export function guardReceiving(part: ServerPart, names: ServerNames, onRefused: OnRefused): RequestHandler {
  return async (request, response, next) => {
    const isRoute = part.routes.some(
      ({ method, path }) => method === request.method.toLowerCase() && path === request.path,
    );
    if (part.receive === undefined || isRoute) return next();
    const refuse = (status: RefusedStatus, why: RefusedFor): void => {
      onRefused(status, why);
      sendAnswer(response, part.refuse(status));
    };
    const fault = checkSender(request, names);
    if (fault !== null) return refuse(403, fault);
    const body = await readBody(request, part.maxBodyBytes, { asItCame: true });
    if (body.status === 'too-large') return refuse(413, 'size');
    if (body.status === 'read') part.receive({ request, response, url: request.url, body: body.bytes });
  };
}

/**
 * Stands before an API: Host, Origin, Sec-Fetch-Site and token, in this order. What is wrong with the body is for the API to
 * say, as it looks at its rate and its routes first. It never acts on a body of another type than JSON, which is what a page
 * of a foreign site could send without asking.
 */
export function guardApi(part: ServerPart, names: ServerNames, onRefused: OnRefused): RequestHandler {
  return async (request, response, next) => {
    if (part.api === undefined) return next();
    const refuse = (status: RefusedStatus, why: RefusedFor): void => {
      onRefused(status, why);
      sendAnswer(response, part.refuse(status));
    };
    const fault = checkSender(request, names);
    if (fault !== null) return refuse(403, fault);
    const { url } = request;
    if (!part.api.admits(request, url)) return refuse(401, 'token');
    const body = hasBody(request) ? await readBody(request, part.maxBodyBytes) : emptyBody;
    if (body.status === 'gone') return;
    const isUsable = body.status === 'read' && (body.bytes.length === 0 || isJson(request, isJsonLike));
    await part.api.answer({
      request,
      response,
      url,
      body: isUsable ? body.bytes : Buffer.alloc(0),
      fault: isUsable ? null : bodyFaults[body.status],
    });
  };
}

const emptyBody: ReadBody = { status: 'read', bytes: Buffer.alloc(0) };

/** What is read and not usable is of another type than JSON. */
const bodyFaults = {
  read: 415,
  unsupported: 415,
  'too-large': 413,
  broken: 400,
} as const satisfies Readonly<Record<Exclude<ReadBody['status'], 'gone'>, BodyFault>>;

/** `application/json`, and kinds of it such as `application/json-patch+json`. */
function isJsonLike(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json$/.test(type);
}

/** The body of a request that the guard has let pass; empty when it has none. */
export function bodyOf(request: Request): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}

/** Sends an answer as it is: nothing is added that would tell more than it says. */
export function sendAnswer(response: Response, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const bodies = new WeakMap<Request, Buffer>();

function checkSender(request: Request, names: ServerNames): RefusedFor | null {
  const hosts = request.headersDistinct['host'] ?? [];
  if (hosts.length !== 1 || !names.has(hosts[0]?.toLowerCase() ?? '')) return 'host';
  const { origin } = request.headers;
  if (origin !== undefined && !(origin.startsWith('http://') && names.has(origin.slice(7)))) return 'origin';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'fetch-site';
  return null;
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** `application/json`, in UTF-8 where it says which. */
function isJson({ headers }: Request, isType = (type: string): boolean => type === 'application/json'): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((text) => text.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  return isType(type) && (charset === undefined || charset === 'utf-8' || charset === 'utf8');
}

function parseObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
