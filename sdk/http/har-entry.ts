import type { ExchangeFailure } from './exchange.ts';

/** One exchange as HAR 1.2 has it, as far as hooksmith writes it; fields that begin with `_` are allowed additions. */
export interface HarEntry {
  /** When the request was sent, ISO 8601. */
  readonly startedDateTime: string;
  /** How long it took, in ms. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  /** Ms; all of the time stands as `wait`, because no more is known. */
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
}

/** A name with its value: a header, a parameter of a query. */
export interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** The request of an entry; sizes are bytes, -1 where they are not known. */
export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly never[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  /** Absent where the request has no body. */
  readonly postData?: { readonly mimeType: string; readonly text: string };
  readonly headersSize: number;
  readonly bodySize: number;
}

/** The response of an entry; status 0 and `_error` where there is none. */
export interface HarResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly never[];
  readonly headers: readonly HarPair[];
  readonly content: { readonly size: number; readonly mimeType: string; readonly text: string };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
  readonly _error?: HarError;
}

/** Why there is no response: an `ExchangeFailure`, or that the address must not be called. */
export type HarError =
  | ExchangeFailure
  | { readonly type: 'forbidden'; readonly rule: string; readonly message: string };
