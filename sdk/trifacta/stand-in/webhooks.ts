import type { JsonValue } from '../../contract.ts';
import { isJsonObject, ownField } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument, StandInStore } from '../../stand-in.ts';
import { requestAssumptions } from '../assumptions.ts';
import { answerException } from './exceptions.ts';

const collection = 'webhook-flow-tasks';
const events = ['success', 'failure', 'any'];

/** `POST /v4/webhookFlowTasks`: 201 with the webhook and its id (T-250), in our own names (T-256). */
export function createWebhook(store: StandInStore, body: string, mostPerFlow: number): StandInAnswer {
  const webhook = parse(body);
  const flow = ownField(webhook, 'flow');
  const fault =
    (typeof flow === 'number' && Number.isSafeInteger(flow) && flow > 0 ? null : 'flow must be the id of a flow.') ??
    findFault(webhook) ??
    (events.includes(String(ownField(ownField(webhook, 'when'), 'event')))
      ? null
      : `when.event must be one of ${events.join(', ')}.`);
  if (fault !== null || webhook === undefined) return answerException(400, fault ?? 'The body must be an object.');
  const siblings = store.list(collection).filter((other) => other['flow'] === flow);
  if (siblings.length >= mostPerFlow) {
    return answerException(400, `Flow ${flow} has ${siblings.length} webhooks, and may not have more.`);
  }
  const id = lastId(store) + 1;
  store.put('counters', collection, { last: id });
  const document: StandInDocument = { ...webhook, id };
  store.put(collection, String(id), document);
  return { status: 201, body: show(document) };
}

/** `GET /v4/webhookFlowTasks/{id}` (T-251): 404 for an id that was never given, 410 for what was deleted (T-261). */
export function readWebhook(store: StandInStore, id: number): StandInAnswer {
  const found = store.get(collection, String(id));
  return found === undefined ? answerNone(store, id) : { status: 200, body: show(found) };
}

/** `DELETE /v4/webhookFlowTasks/{id}` (T-251). */
export function deleteWebhook(store: StandInStore, id: number): StandInAnswer {
  return store.remove(collection, String(id)) ? { status: 204 } : answerNone(store, id);
}

/** `POST /v4/webhooks/test` (T-252): says what the request would be and sends nothing, as the stand-in calls nobody. */
export function testWebhook(body: string): StandInAnswer {
  const webhook = parse(body);
  const fault = findFault(webhook);
  if (fault !== null) return answerException(400, fault);
  const [method, url] = [ownField(webhook, 'method'), ownField(webhook, 'url')];
  return { status: 200, body: { sent: false, message: `The stand-in sends nothing. It would be ${method} ${url}.` } };
}

function answerNone(store: StandInStore, id: number): StandInAnswer {
  return id <= lastId(store)
    ? answerException(410, `The webhook ${id} was deleted.`)
    : answerException(404, `There is no webhook ${id}.`);
}

/** The secret key is never shown again. */
function show({ secretKey: _secretKey, ...shown }: StandInDocument): Readonly<Record<string, JsonValue>> {
  return shown;
}

function lastId(store: StandInStore): number {
  const last = store.get('counters', collection)?.['last'];
  return typeof last === 'number' ? last : 0;
}

/** What is wrong with the request of a webhook (T-110 to T-113); null when nothing is. */
function findFault(webhook: unknown): string | null {
  const methods: readonly JsonValue[] = requestAssumptions.methods.default;
  const method = ownField(webhook, 'method');
  for (const field of ['name', 'url']) {
    const value = ownField(webhook, field);
    if (typeof value !== 'string' || value === '') return `${field} must be a text that is not empty.`;
  }
  return methods.some((known) => known === method) ? null : `method must be one of ${methods.join(', ')}.`;
}

function parse(body: string): StandInDocument | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? (value as StandInDocument) : undefined;
  } catch {
    return undefined;
  }
}
