import type { JsonValue } from '../../contract.ts';
import { isJsonList } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';
import { withFlow } from './flow-place.ts';
import { isDocument, pick, without } from './json.ts';
import { answerNamedList } from './paging.ts';
import { bodyRoute, type Route, route } from './routes.ts';

/**
 * Stored errors and retry data of a step (C-648, C-649, C-651, C-652). The collection `errors` holds entries of C-430 by
 * their `errorId`, `retryData` the objects of C-433 by their keys, both with the `_flowId` and `_expOrImpId` that they belong
 * to; the stand-in runs nothing, so they come from who sets it up.
 */
export const errorRoutes: readonly Route[] = [
  route('GET', '/v1/flows/:id/errors', withFlow(answerCounts)),
  route('GET', '/v1/flows/:id/:step/errors', withFlow(answerErrors)),
  bodyRoute('PUT', '/v1/flows/:id/:step/resolved', withFlow(resolve)),
  route('GET', '/v1/flows/:id/:step/:key/data', withFlow(answerRetryData)),
  bodyRoute('PUT', '/v1/flows/:id/:step/:key/data', withFlow(replaceRetryData)),
];

const place = ['_flowId', '_expOrImpId'];

function answerErrors(desk: Desk, call: Call): StandInAnswer {
  const { id, step } = call.parameters;
  const errors = desk.store.list('errors').filter(({ _flowId, _expOrImpId }) => _flowId === id && _expOrImpId === step);
  return answerNamedList(desk, call, { errors: errors.map((error) => without(error, place)) });
}

function answerCounts(desk: Desk, { parameters: { id } }: Call): StandInAnswer {
  const errors = desk.store.list('errors').filter(({ _flowId }) => _flowId === id);
  const steps = [...new Set(errors.map(({ _expOrImpId }) => String(_expOrImpId)))];
  const flowErrors = steps.map((step) => {
    const own = errors.filter(({ _expOrImpId }) => _expOrImpId === step);
    const times = own.flatMap(({ occurredAt }) => (typeof occurredAt === 'string' ? [occurredAt] : [])).sort();
    return { _expOrImpId: step, numError: own.length, lastErrorAt: times.at(-1) ?? null };
  });
  return { status: 200, body: { flowErrors } };
}

/** Which status it answers is not known; like other changes without a result it is 204. */
function resolve(desk: Desk, { parameters: { id, step } }: Call, body: JsonValue): StandInAnswer {
  const wanted = isDocument(body) ? (body['errors'] ?? null) : null;
  if (!isJsonList(wanted)) return desk.refuse(422, 'errors must be a list of error ids.', { field: 'errors' });
  for (const { errorId, _flowId, _expOrImpId } of desk.store.list('errors')) {
    const isOwn = _flowId === id && _expOrImpId === step && errorId !== undefined;
    if (isOwn && wanted.includes(errorId)) desk.store.remove('errors', String(errorId));
  }
  return { status: 204 };
}

const retryFields = ['data', 'stage', 'traceKey'];

function answerRetryData(desk: Desk, call: Call): StandInAnswer {
  return withRetryData(desk, call, (kept) => ({ status: 200, body: pick(kept, retryFields) }));
}

function replaceRetryData(desk: Desk, call: Call, body: JsonValue): StandInAnswer {
  return withRetryData(desk, call, (kept, key) => {
    if (!isDocument(body)) return desk.refuse(400, 'The body is no JSON object.');
    const next = { ...pick(kept, place), ...pick(body, retryFields) };
    desk.store.put('retryData', key, next);
    return { status: 200, body: pick(next, retryFields) };
  });
}

function withRetryData(
  desk: Desk,
  { parameters: { id, step, key = '' } }: Call,
  answer: (kept: StandInDocument, key: string) => StandInAnswer,
): StandInAnswer {
  const kept = desk.store.get('retryData', key);
  const isOwn = kept?.['_flowId'] === id && kept?.['_expOrImpId'] === step;
  if (kept === undefined || !isOwn) return desk.refuse(404, `There is no retry data ${key}.`);
  return answer(kept, key);
}
