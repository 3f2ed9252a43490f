import type { JsonValue } from '../../contract.ts';
import type { HttpHeader, HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { isJsonObject } from '../../json-object.ts';
import { groupHeaders } from '../group-headers.ts';
import { extract } from './data-path.ts';
import type { RunContext } from './run-context.ts';

/** What every script of a flow is passed beside its payload (P-201, P-211). */
export function baseInput({ state, assumptions, journal }: RunContext): Readonly<Record<string, JsonValue>> {
  const extra = assumptions['flowExtraKeys'];
  const more = isJsonObject(extra) && Object.keys(extra).length > 0 ? extra : {};
  if (Object.keys(more).length > 0) journal.lean('P-211');
  return plain({
    variables: state.variables,
    meta: state.meta,
    flow: { ...more, variables: state.flowVariables },
  });
}

/** What a response script is passed (P-403, P-213). */
export function responseInput(
  response: HttpResponse,
  { outgoing, sent }: { readonly outgoing: string | null; readonly sent: HttpRequest },
  context: RunContext,
): JsonValue {
  return {
    ...baseInput(context),
    payload: responsePayload(response.body, outgoing ?? sent.body, context),
    response: { headers: headersByName(response.headers, context), body: response.body, status: response.status },
  };
}

/** `data.payload` by the direction of the connector (P-434, P-435, P-520). */
function responsePayload(
  body: string,
  outgoing: string | null,
  { setup, assumptions, journal }: RunContext,
): string | null {
  if (setup.mode === 'receive') {
    journal.lean('P-434');
    if (assumptions['receivePayload'] !== 'extract') return body;
    const found = extract(body, setup.endpoint.dataPath ?? '');
    return found.status === 'found' ? found.text : body;
  }
  journal.lean('P-435');
  const choice = assumptions['sendPayload'];
  const takesBody = choice === 'responseBody' || (choice !== 'outgoing' && setup.saveResponse === true);
  return takesBody ? body : outgoing;
}

/** What a pre-request script is passed: the request, and the authentication variables (P-405, P-204, P-452). */
export function preRequestInput(request: HttpRequest, context: RunContext): JsonValue {
  const { assumptions, setup } = context;
  const base = baseInput(context);
  const parts = requestParts(request);
  const form = assumptions['preRequestForm'];
  const payload = form === 'bodyOnly' ? parts.body : form === 'jsonObject' ? parts : JSON.stringify(parts);
  if (setup.authentication === undefined) return { ...base, payload };
  context.journal.lean('P-204');
  const key = typeof assumptions['authVariablesKey'] === 'string' ? assumptions['authVariablesKey'] : 'variables';
  const own = key === 'variables' ? context.state.variables : {};
  return { ...base, [key]: plain({ ...own, ...authVariables(context, true) }), payload };
}

/** What authentication scripts are passed: two keys (P-471). */
export function authInput(payload: string | null, context: RunContext): JsonValue {
  return { payload, variables: plain(authVariables(context, context.assumptions['staleTokenVisible'] !== false)) };
}

/** The authentication variables, with the hidden token once there is one (P-472). */
function authVariables({ state }: RunContext, withToken: boolean): Readonly<Record<string, unknown>> {
  return { ...state.authVariables, ...(withToken && state.token !== null ? { token: state.token } : {}) };
}

/** What a pagination script is passed: the page, as text or as it is (P-461 to P-463). */
export function paginationInput(
  page: { readonly request: HttpRequest; readonly response: HttpResponse; readonly saved: string | null },
  context: RunContext,
): JsonValue {
  const value = {
    request: requestParts(page.request),
    response: { headers: headersByName(page.response.headers, context), status_code: page.response.status },
    payload: page.saved,
  };
  return {
    ...baseInput(context),
    payload: context.assumptions['paginationInputForm'] === 'object' ? value : JSON.stringify(value),
  };
}

/** Names in the sender's spelling; one that came several times is joined or a list (P-214). */
function headersByName(
  headers: readonly HttpHeader[],
  { assumptions, journal }: RunContext,
): Readonly<Record<string, JsonValue>> {
  const { headers: byName, isRepeated } = groupHeaders(headers, assumptions['headerMultiValue'] === 'array');
  if (isRepeated) journal.lean('P-214');
  return byName;
}

function requestParts({ method, url, headers, body }: HttpRequest): {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} {
  return {
    method,
    url,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body: body ?? '',
  };
}

/** Everything in a run's state came from JSON. */
function plain(value: Readonly<Record<string, unknown>>): Readonly<Record<string, JsonValue>> {
  return value as Readonly<Record<string, JsonValue>>;
}
