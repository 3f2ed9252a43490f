/** A header as it stands on the wire; names keep the author's spelling, and one name may come several times. */
export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

/** A request as it goes out: what the platform adds is already in it, what an HTTP client must add is not. */
export interface HttpRequest {
  /** In capitals: `POST`. */
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HttpHeader[];
  /** Sent as UTF-8; null where the request has no body. */
  readonly body: string | null;
}

/** A response, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  /** The reason phrase; empty where there was none. */
  readonly statusText: string;
  /** Names in the sender's own spelling (P-214). */
  readonly headers: readonly HttpHeader[];
  /** The body read as UTF-8. */
  readonly body: string;
  /** Bytes of the body as they came, after decompression. */
  readonly bodyBytes: number;
}

/** Why there is no whole response. */
export interface ExchangeFailure {
  /**
   * `timeout`: not in time; `refused`, `reset`, `dns`: no connection, or it broke; `tls`: the certificate does not hold;
   * `max-size`: the body is larger than allowed; `malformed`: what came is not HTTP; `other`: anything else.
   */
  readonly type: 'timeout' | 'refused' | 'reset' | 'dns' | 'tls' | 'max-size' | 'malformed' | 'other';
  /** The code of Node.js, such as `ECONNREFUSED`; null where it has none. */
  readonly code: string | null;
  readonly message: string;
}

/** How one exchange ended. `ms` is how long it took on the clock of the run. */
export type ExchangeOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse; readonly ms: number }
  | { readonly kind: 'failure'; readonly failure: ExchangeFailure; readonly ms: number }
  /** Nothing was sent: the address is one that must not be called. `message` says what to do. */
  | { readonly kind: 'forbidden'; readonly rule: string; readonly message: string };

/** One exchange that a step asks for. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly limits: ExchangeLimits;
  /** Whether the certificate of an https address must hold; false concerns this exchange only (H-214). */
  readonly verifyTls: boolean;
  readonly addresses: AddressRules;
}

/** Bounds of one exchange. */
export interface ExchangeLimits {
  readonly timeoutMs: number;
  /** What the time bounds: the wait for the headers, or the whole exchange. */
  readonly timeoutScope: 'headers' | 'total';
  /** Most bytes of a response's body; null: hooksmith's own bound alone. */
  readonly maxResponseBytes: number | null;
}

/** Which addresses a step may call, beside what the network profile of the run allows (H-220). */
export interface AddressRules {
  /** Regular expressions of which a URL must match one, if there are any; looked at before all else (T-232). */
  readonly allowedUrlRegexes: readonly string[];
  /** Addresses and CIDR blocks that are never connected to, however they were found (T-231). */
  readonly forbiddenIps: readonly string[];
  /** Ports that are never connected to (T-234). */
  readonly forbiddenPorts: readonly number[];
  /** Whether a URL that matches `allowedUrlRegexes` may lead to `forbiddenIps` (T-236). */
  readonly regexExempts: boolean;
}

/** Rules that forbid nothing of their own. */
export const anyAddress: AddressRules = {
  allowedUrlRegexes: [],
  forbiddenIps: [],
  forbiddenPorts: [],
  regexExempts: false,
};

/**
 * The value of a header, by its name in any case; several of one name are joined with `, `. Undefined where there is none.
 *
 * @example
 * readHeader(response.headers, 'retry-after');
 */
export function readHeader(headers: readonly HttpHeader[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter((header) => header.name.toLowerCase() === wanted).map(({ value }) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
