import type { JsonValue } from '../../contract.ts';
import type { StandInAnswer } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';
import { kinds } from './kinds.ts';
import { bodyRoute, type Route, route } from './routes.ts';

/** The State API: JSON under keys, for the account or for one resource (C-640). */
export const stateRoutes: readonly Route[] = ['/v1', '/v1/:type/:id'].flatMap((owner) => [
  route('GET', `${owner}/state`, withOwner(answerKeys)),
  route('DELETE', `${owner}/state`, withOwner(clear)),
  route('GET', `${owner}/state/:key`, withOwner(answerValue)),
  bodyRoute('PUT', `${owner}/state/:key`, withOwner(put)),
  route('DELETE', `${owner}/state/:key`, withOwner(remove)),
]);

/** A resource must be there to have a state of its own. */
function withOwner<Body extends readonly JsonValue[]>(
  answer: (desk: Desk, call: Call, ...body: Body) => StandInAnswer,
): typeof answer {
  return (desk, call, ...body) => {
    const { type, id = '' } = call.parameters;
    if (type === undefined) return answer(desk, call, ...body);
    const kind = kinds.find(({ collection }) => collection === type);
    if (kind === undefined || desk.store.get(kind.collection, id) === undefined) {
      return desk.refuse(404, `There is no ${kind?.noun ?? 'resource'} ${id}.`);
    }
    return answer(desk, call, ...body);
  };
}

function answerKeys(desk: Desk, call: Call): StandInAnswer {
  return { status: 200, body: { keys: listKeys(desk, call) } };
}

function answerValue(desk: Desk, call: Call): StandInAnswer {
  const kept = desk.store.get('state', nameOf(call));
  if (kept === undefined) return desk.refuse(404, `There is no state under the key ${call.parameters['key']}.`);
  return { status: 200, body: kept['value'] ?? null };
}

/** The vendor's page answers with the words for 200 and 201, both under 200. */
function put(desk: Desk, call: Call, value: JsonValue): StandInAnswer {
  const name = nameOf(call);
  const isNew = desk.store.get('state', name) === undefined;
  const { key = '' } = call.parameters;
  desk.store.put('state', name, { owner: ownerOf(call), key, value });
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: isNew ? 'Created' : 'OK' };
}

function remove(desk: Desk, call: Call): StandInAnswer {
  if (desk.store.remove('state', nameOf(call))) return removed(call);
  return desk.refuse(404, `There is no state under the key ${call.parameters['key']}.`);
}

function clear(desk: Desk, call: Call): StandInAnswer {
  const owner = ownerOf(call);
  for (const key of listKeys(desk, call)) desk.store.remove('state', JSON.stringify([owner, key]));
  return removed(call);
}

/** 204 for the account, 200 for a resource, as the vendor's page has it. */
function removed({ parameters: { type } }: Call): StandInAnswer {
  return { status: type === undefined ? 204 : 200 };
}

function listKeys(desk: Desk, call: Call): readonly string[] {
  const owner = ownerOf(call);
  return desk.store.list('state').flatMap((kept) => (kept['owner'] === owner ? [String(kept['key'])] : []));
}

/** Ids of documents: the owner and the key, in a way that no two share one. */
function nameOf(call: Call): string {
  return JSON.stringify([ownerOf(call), call.parameters['key'] ?? '']);
}

/** Empty for the account. */
function ownerOf({ parameters: { type, id } }: Call): string {
  return type === undefined ? '' : `${type}/${id}`;
}
