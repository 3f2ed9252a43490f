import type { JsonValue } from '../../contract.ts';
import { isJsonList } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import { choiceOf, patchOpsOf, statusOf } from './assumptions.ts';
import { keepDebug, readDebug, refuseDebug } from './debug-until.ts';
import type { Call, Desk } from './desk.ts';
import { isDocument, without } from './json.ts';
import { applyJsonPatch } from './json-patch.ts';
import { type Kind, ownFields } from './kinds.ts';
import { answerList } from './paging.ts';
import { bodyRoute, type Route, route } from './routes.ts';

/** List, read, create, replace, patch and delete one kind of resource (C-611 to C-617, C-634). */
export function makeResourceRoutes(kind: Kind): readonly Route[] {
  const list = `/v1/${kind.collection}`;
  const one = `${list}/:id`;
  return [
    route('GET', list, (desk, call) => answerList(desk, call, desk.store.list(kind.collection).map(kind.show))),
    route('GET', one, (desk, call) => withOne(desk, call, kind, (document) => ({ status: 200, body: document }))),
    bodyRoute('POST', list, (desk, _call, body) => create(desk, kind, body)),
    bodyRoute('PUT', one, (desk, call, body) => replace(desk, call, { kind, body })),
    bodyRoute('PATCH', one, (desk, call, body) => patch(desk, call, { kind, body })),
    route('DELETE', one, (desk, call) => withOne(desk, call, kind, () => remove(desk, call, kind))),
  ];
}

/** Answers about one resource, or that it is not there. */
export function withOne(
  desk: Desk,
  { parameters: { id = '' } }: Call,
  kind: Pick<Kind, 'collection' | 'noun'>,
  answer: (document: StandInDocument) => StandInAnswer,
): StandInAnswer {
  const document = desk.store.get(kind.collection, id);
  return document === undefined ? desk.refuse(404, `There is no ${kind.noun} ${id}.`) : answer(document);
}

function create(desk: Desk, kind: Kind, body: JsonValue): StandInAnswer {
  if (!isDocument(body)) return desk.refuse(400, 'The body is no JSON object.');
  const given = keepDebug(kind.take(without(body, ownFields)), null, kind.debugPath);
  const refused = kind.refuse(desk, given, true);
  if (refused !== null) return refused;
  const _id = desk.makeId(kind.collection);
  const now = desk.stamp();
  const document = { _id, ...given, createdAt: now, lastModified: now };
  desk.store.put(kind.collection, _id, document);
  return { status: 201, body: document };
}

interface Change {
  readonly kind: Kind;
  readonly body: JsonValue;
}

/** All that the body lacks is gone, the code of a script too (C-615, C-662). */
function replace(desk: Desk, { parameters: { id = '' } }: Call, { kind, body }: Change): StandInAnswer {
  const before = desk.store.get(kind.collection, id);
  if (before === undefined) {
    return desk.refuse(statusOf(desk.assumptions, 'putUnknownStatus'), `There is no ${kind.noun} ${id}.`);
  }
  if (!isDocument(body)) return desk.refuse(400, 'The body is no JSON object.');
  const given = kind.take(without(body, ownFields));
  const kept = choiceOf(desk.assumptions, 'putReplacesAll') === true ? {} : without(before, ownFields);
  const next = keepDebug({ ...kept, ...given }, before, kind.debugPath);
  const refused = kind.refuse(desk, next, false);
  return refused ?? { status: 200, body: store(desk, kind, { before, next }) };
}

/** An array of JSON Patch, carried out as a whole (C-616). */
function patch(desk: Desk, { parameters: { id = '' } }: Call, { kind, body }: Change): StandInAnswer {
  const before = desk.store.get(kind.collection, id);
  if (before === undefined) return desk.refuse(404, `There is no ${kind.noun} ${id}.`);
  if (!isJsonList(body)) {
    const status = statusOf(desk.assumptions, 'patchObjectStatus');
    return desk.refuse(status, 'The body is no array of JSON Patch operations.');
  }
  const outcome = applyJsonPatch(before, body, patchOpsOf(desk.assumptions));
  if (outcome.status === 'refused') {
    return desk.refuse(422, outcome.message, outcome.path === null ? {} : { field: outcome.path });
  }
  if (!isDocument(outcome.value)) return desk.refuse(422, `A ${kind.noun} must stay an object.`, { field: '' });
  const { value } = outcome;
  const changed = ownFields.find((field) => value[field] !== before[field]);
  if (changed !== undefined) return desk.refuse(422, `${changed} cannot be changed.`, { field: `/${changed}` });
  const next = kind.take(without(value, ownFields));
  const isDebugChanged = readDebug(next, kind.debugPath) !== readDebug(before, kind.debugPath);
  const refused = kind.refuse(desk, next, false) ?? (isDebugChanged ? refuseDebug(desk, next, kind.debugPath) : null);
  if (refused !== null) return refused;
  const document = store(desk, kind, { before, next });
  const status = statusOf(desk.assumptions, 'patchStatus');
  return status === 204 ? { status } : { status, body: document };
}

/** The id and the time of creation stay (C-662). */
function store(
  desk: Desk,
  { collection }: Kind,
  { before, next }: { readonly before: StandInDocument; readonly next: StandInDocument },
): StandInDocument {
  const { _id = '', createdAt = null } = before;
  const document = { _id, ...next, createdAt, lastModified: desk.stamp() };
  desk.store.put(collection, String(_id), document);
  return document;
}

function remove(desk: Desk, { parameters: { id = '' } }: Call, kind: Kind): StandInAnswer {
  const refused = kind.refuseRemoval?.(desk, id) ?? null;
  if (refused !== null) return refused;
  desk.store.remove(kind.collection, id);
  return { status: 204 };
}
