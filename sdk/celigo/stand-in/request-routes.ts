import type { JsonValue } from '../../contract.ts';
import { isJsonList } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';
import { withFlow } from './flow-place.ts';
import { isDocument, without } from './json.ts';
import { answerNamedList } from './paging.ts';
import { bodyRoute, type Route, route } from './routes.ts';
import { isWithin, readRange } from './time-range.ts';

/**
 * Requests that were captured at a step (C-646, C-647): the collection `requests` holds them by their `key`, with the
 * `_flowId` and `_expOrImpId` that they belong to, and `request` and `response` beside what a list shows.
 */
export const requestRoutes: readonly Route[] = [
  route('GET', '/v1/flows/:id/:step/requests', withFlow(answerRequests)),
  bodyRoute('DELETE', '/v1/flows/:id/:step/requests', withFlow(removeRequests)),
  route('GET', '/v1/flows/:id/:step/requests/:key', withFlow(answerRequest)),
];

const place = ['_flowId', '_expOrImpId'];

function answerRequests(desk: Desk, call: Call): StandInAnswer {
  const { query } = call.request;
  const range = readRange(query);
  const requests = listRequests(desk, call).filter(
    (request) =>
      isWithin(range, request['time']) &&
      ['statusCode', 'stage', 'method'].every((name) => isAsked(query.getAll(name), request[name])),
  );
  return answerNamedList(desk, call, {
    requests: requests.map((request) => without(request, [...place, 'request', 'response'])),
  });
}

function answerRequest(desk: Desk, call: Call): StandInAnswer {
  const { key = '' } = call.parameters;
  const found = listRequests(desk, call).find((request) => request['key'] === key);
  if (found === undefined) return desk.refuse(404, `There is no captured request ${key}.`);
  return { status: 200, body: without(found, place) };
}

function removeRequests(desk: Desk, call: Call, body: JsonValue): StandInAnswer {
  const keys = isDocument(body) ? (body['keys'] ?? null) : null;
  if (!isJsonList(keys)) return desk.refuse(422, 'keys must be a list of keys.', { field: 'keys' });
  for (const { key } of listRequests(desk, call)) {
    if (key !== undefined && keys.includes(key)) desk.store.remove('requests', String(key));
  }
  return { status: 204 };
}

function listRequests(desk: Desk, { parameters: { id, step } }: Call): readonly StandInDocument[] {
  return desk.store.list('requests').filter(({ _flowId, _expOrImpId }) => _flowId === id && _expOrImpId === step);
}

function isAsked(wanted: readonly string[], value: JsonValue | undefined): boolean {
  return wanted.length === 0 || wanted.includes(String(value));
}
