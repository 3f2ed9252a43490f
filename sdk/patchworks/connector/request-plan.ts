import { anyAddress, type Exchange, type HttpRequest } from '../../http/exchange.ts';
import type { RequestParts } from '../request-text.ts';
import { type FillText, fill } from './fill.ts';
import { countOf } from './options.ts';
import type { RunContext } from './run-context.ts';

/** A request before its templates are filled: they are filled anew for each attempt, as a token may have changed. */
export interface RequestPlan {
  readonly method: string;
  readonly url: FillText;
  readonly headers: readonly { readonly name: string; readonly value: FillText }[];
  readonly body: FillText | null;
}

/** The first request of the endpoint, for a payload. */
export function planFirst({ setup: { endpoint, mode } }: RunContext, payload: string | null): RequestPlan {
  const body =
    endpoint.body === undefined
      ? mode === 'send' && payload !== null
        ? { text: payload, fills: false }
        : null
      : template(endpoint.body);
  return {
    method: endpoint.method,
    url: { text: endpoint.url, fills: true },
    headers: templates(endpoint.headers),
    body,
  };
}

/** The request that authenticates; null where there is none. */
export function planAuthentication({ setup }: RunContext): RequestPlan | null {
  const request = setup.authentication?.request;
  if (request === undefined) return null;
  const { method, url, headers, body } = request;
  return { method, url: { text: url, fills: true }, headers: templates(headers), body: template(body ?? null) };
}

/** A plan with other parts, which are taken as they are; a header that is still as it was filled stays a template. */
export function replan(plan: RequestPlan, parts: RequestParts, sent: HttpRequest): RequestPlan {
  const headers =
    parts.headers === undefined
      ? plan.headers
      : Object.entries(parts.headers).map(([name, value]) => {
          const before = plan.headers.find((header) => header.name === name);
          const isSame = sent.headers.some((header) => header.name === name && header.value === value);
          return before !== undefined && isSame ? before : { name, value: { text: value, fills: false } };
        });
  return {
    method: parts.method ?? plan.method,
    url: parts.url === undefined ? plan.url : { text: parts.url, fills: false },
    headers,
    body: parts.body === undefined ? plan.body : literalBody(parts.body),
  };
}

/** The request as it would go out. Throws FilledTooLong. */
export function fillPlan(plan: RequestPlan, context: RunContext): HttpRequest {
  return {
    method: plan.method.toUpperCase(),
    url: fill(plan.url, context),
    headers: plan.headers.map(({ name, value }) => ({ name, value: fill(value, context) })),
    body: plan.body === null ? null : fill(plan.body, context),
  };
}

/** A request with the parts that a script returned (P-452); those it left out stay. */
export function withParts(request: HttpRequest, parts: RequestParts): HttpRequest {
  return {
    method: (parts.method ?? request.method).toUpperCase(),
    url: parts.url ?? request.url,
    headers:
      parts.headers === undefined
        ? request.headers
        : Object.entries(parts.headers).map(([name, value]) => ({ name, value })),
    body: parts.body === undefined ? request.body : (literalBody(parts.body)?.text ?? null),
  };
}

/** An exchange within the time-out of the connector (P-608). */
export function toExchange(request: HttpRequest, { setup, assumptions }: RunContext): Exchange {
  const timeoutMs = setup.timeoutMs ?? Math.max(1, countOf(assumptions, 'connectorTimeoutMs', 86_400_000));
  return {
    request,
    limits: { timeoutMs, timeoutScope: 'total', maxResponseBytes: null },
    verifyTls: true,
    addresses: anyAddress,
  };
}

/** No body and an empty one are the same text for a script. */
function literalBody(text: string): FillText | null {
  return text === '' ? null : { text, fills: false };
}

function template(text: string | null): FillText | null {
  return text === null ? null : { text, fills: true };
}

function templates(headers: Readonly<Record<string, string>> = {}): RequestPlan['headers'] {
  return Object.entries(headers).map(([name, text]) => ({ name, value: { text, fills: true } }));
}
