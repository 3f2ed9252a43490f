import type { IncomingMessage, ServerResponse } from 'node:http';

/** One thing that the local server offers, such as the stack: its routes below a path, behind a token of its own. */
export interface ServerPart {
  /** Without a slash at the end: `/stack`; empty for the server itself. */
  readonly path: string;
  /** The secret that every request must carry, those of health checks included; only what is `receive`d and what an `api` leaves open needs none. */
  readonly token: string;
  /** Finds what a request carries as its token; undefined when there is nothing. */
  findToken(places: TokenPlaces): string | undefined;
  /** Bodies up to this size may carry the token where no header does; 0 where they may not. */
  readonly maxTokenBodyBytes: number;
  /** Largest body, in bytes after decompression. */
  readonly maxBodyBytes: number;
  /** The answer to a request that is refused; the least that the status means, nothing of the reason. */
  refuse(status: RefusedStatus): Answer;
  readonly routes: readonly Route[];
  /**
   * Takes every request that belongs to none of the routes, with any method, path and content type and without a token: a
   * receiver of other people's requests. Absent where there is no such thing.
   */
  receive?(arrival: Arrival): void;
  /**
   * Takes every request in place of the routes, with any method and path: a stand-in for an API that has routes and refusals of
   * its own. Absent where there is no such thing.
   */
  readonly api?: ApiPart;
  /** Hears under which address the part can be reached, without a slash at the end, before the first request comes. */
  locate?(url: string): void;
  /** Ends the answers that are held back, when the server closes. */
  cut?(): void;
}

/** A request that nothing but its sender was checked of, read to its end. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query as they came, without the path of the part. */
  readonly url: string;
  /** The bytes as they came, compressed or not. */
  readonly body: Buffer;
}

/** A part that answers as an API. */
export interface ApiPart {
  /** Whether a request may come in: it carries the token, or needs none. Nothing of its body has been read. */
  admits(request: IncomingMessage, url: string): boolean;
  /** Answers; rejects only for a fault of our own. */
  answer(arrival: ApiArrival): Promise<void>;
}

/** A request to an API, read to its end as far as it can be. */
export interface ApiArrival extends Arrival {
  /** What is wrong with the body, which is empty then; null where nothing is. */
  readonly fault: BodyFault | null;
}

/** Statuses of bodies that cannot be used: unreadable, too large, of another type than JSON. */
export type BodyFault = 400 | 413 | 415;

/** Where a request can carry its token. */
export interface TokenPlaces {
  /** The header. */
  readonly authorization: string | undefined;
  readonly query: unknown;
  /** The parsed body, when it was read for this. */
  readonly body?: unknown;
}

/** Statuses of requests that reach no route. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 413 | 415 | 500;

/** A path with one method. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Below the part's path, beginning with a slash. */
  readonly path: string;
  /** Null drops the connection without an answer. */
  answer(request: PartRequest): Promise<Answer | null>;
}

/** A request that has passed the guard. */
export interface PartRequest {
  /** Bytes of its JSON body; empty when it has none. */
  readonly body: Buffer;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** Sends `102 Processing`: the answer takes a while. */
  sendProcessing(): void;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An answer of one JSON value. */
export function answerJson(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** Refusals as `{"errors": [{code, message}]}`. */
export function refuseWithErrors(status: RefusedStatus): Answer {
  const [code, message] = refusals[status];
  return answerJson(status, { errors: [{ code, message }] });
}

const refusals: Readonly<Record<RefusedStatus, readonly [code: string, message: string]>> = {
  400: ['bad_request', 'The request cannot be read.'],
  401: ['unauthorized', 'The token is missing or wrong.'],
  403: ['forbidden', 'The request does not come from where it may.'],
  404: ['not_found', 'There is nothing here.'],
  413: ['too_large', 'The body is too large.'],
  415: ['unsupported_type', 'The body must be JSON in UTF-8.'],
  500: ['internal_error', 'The server failed.'],
};
