import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StackAnswer, StackProtocol } from '../../sdk/stack-protocol.ts';
import { readBody } from '../server/body.ts';
import { isToken } from '../server/token.ts';

/** What answering needs to know. */
export interface HostedCalls {
  readonly protocol: Pick<StackProtocol, 'findToken' | 'unauthorized' | 'maxBodyBytes' | 'maxTokenBodyBytes'>;
  readonly systemToken: string;
  /** Answers the parsed body of a call; rejects where there is no answer. */
  answer(body: unknown): Promise<StackAnswer>;
  /** Whether the server is about to end. */
  isClosing(): boolean;
  /** When a call that still runs is answered with 102 Processing for the first time, in ms (C-716). */
  readonly processingAfterMs: number;
}

/** A request that has ended, for the log. */
export interface EndedRequest {
  /** Null where there was no answer. */
  readonly status: number | null;
  /** The function that was asked for; null where the request asked for none. */
  readonly function: string | null;
  /** Why there was no answer, where the function is to blame. */
  readonly error?: string;
}

const maxShownChars = 100;
const json = { 'content-type': 'application/json; charset=utf-8' };

/** Answers one request: `POST /function` and the health routes (C-701 to C-705); anything else is a 404. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  calls: HostedCalls,
): Promise<EndedRequest> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', query = ''] = url.split('?', 2);
  if (method === 'POST' && path === '/function') {
    return answerCall(request, response, Object.fromEntries(new URLSearchParams(query)), calls);
  }
  request.resume();
  const answer = method === 'GET' || method === 'HEAD' ? findHealth(path, calls.isClosing()) : undefined;
  return send(response, answer ?? refuse(404, 'not_found', 'There is nothing here.'), null);
}

function findHealth(path: string, isClosing: boolean): StackAnswer | undefined {
  switch (path) {
    case '/':
    case '/healthCheck':
      return { status: 200, headers: json, body: JSON.stringify({ success: true }) };
    case '/livez':
    case '/readyz': {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return isClosing ? { status: 503, headers, body: 'Service Unavailable' } : { status: 200, headers, body: 'OK' };
    }
    default:
      return undefined;
  }
}

async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  query: Readonly<Record<string, string>>,
  { protocol, systemToken, answer, isClosing, processingAfterMs }: HostedCalls,
): Promise<EndedRequest> {
  const places = { authorization: request.headers.authorization, query };
  const early = protocol.findToken(places);
  // Only a token in the body is worth reading the body for.
  if (places.authorization !== undefined || early !== undefined) {
    if (!isToken(early, systemToken)) {
      request.resume();
      return send(response, protocol.unauthorized, null);
    }
  }
  if (isClosing()) {
    request.resume();
    return send(response, refuse(503, 'unavailable', 'The server is about to end.'), null);
  }
  const read = await readBody(request, early === undefined ? protocol.maxTokenBodyBytes : protocol.maxBodyBytes);
  if (read.status === 'gone') return { status: null, function: null };
  if (read.status === 'too-large') return send(response, refuse(413, 'too_large', 'The body is too large.'), null);
  const body = read.status === 'read' ? parse(read.bytes) : undefined;
  if (early === undefined && !isToken(protocol.findToken({ ...places, body }), systemToken)) {
    return send(response, protocol.unauthorized, null);
  }
  if (body === undefined) {
    return send(response, refuse(400, 'bad_request', 'The body must be JSON in UTF-8, gzip, deflate or br.'), null);
  }
  const name = nameOf(body);
  const stillRuns = setTimeout(() => response.writeProcessing(), processingAfterMs);
  try {
    return send(response, await answer(body), name);
  } catch (error) {
    response.destroy();
    return { status: null, function: name, error: String(error).slice(0, 1000) };
  } finally {
    clearTimeout(stillRuns);
  }
}

/** Undefined where it is none; JSON itself has no undefined. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function nameOf(body: unknown): string | null {
  const name: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'function') : undefined;
  return typeof name === 'string' ? name.slice(0, maxShownChars) : null;
}

function refuse(status: number, code: string, message: string): StackAnswer {
  return { status, headers: json, body: JSON.stringify({ errors: [{ code, message }] }) };
}

function send(response: ServerResponse, { status, headers, body }: StackAnswer, name: string | null): EndedRequest {
  if (response.destroyed) return { status: null, function: name };
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
  return { status, function: name };
}
