import { type JsonObject, ownField } from '../../json-object.ts';
import { type Known, RefusedByRemote, type RemoteIds, type RemoteMachine, type RemoteState } from '../../publisher.ts';
import { read, readList, readOne } from './list.ts';
import { findHook, findSteps, kinds, namePlace, type PlaceKind, readPlace } from './places.ts';
import type { CeligoPlace, CeligoPublish } from './settings.ts';

/** What an account holds of a hook: its script, and the places that are to call it. */
export interface CeligoRemote extends RemoteState {
  readonly script: RemoteScript;
  readonly places: readonly RemotePlace[];
}

/** The script of a hook. */
export type RemoteScript =
  /** Hosted by a stack: there is no script. */
  | { readonly status: 'hosted' }
  | { readonly status: 'missing' }
  /** The id that is known leads nowhere any more. */
  | { readonly status: 'gone'; readonly id: string }
  /** `isOurs`: found by an id that is known, not by its name. */
  | { readonly status: 'found'; readonly id: string; readonly isOurs: boolean; readonly script: JsonObject }
  | { readonly status: 'several'; readonly ids: readonly string[] };

/** A place that is to call the hook. */
export interface RemotePlace {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly id: string;
  /** The export, import or flow. */
  readonly resource: JsonObject;
  /** Where in it the step is; empty for exports and imports. */
  readonly path: readonly (string | number)[];
  /** What it calls now. */
  readonly call: JsonObject | undefined;
}

/** Reads script, users and places. */
export function* readRemote(
  name: string,
  hook: string,
  { stack, attach = [] }: CeligoPublish,
  { ids }: Known,
): RemoteMachine<CeligoRemote> {
  const script: RemoteScript =
    stack === undefined ? yield* findScript(name, ownField(ids, 'script')) : { status: 'hosted' };
  const id = script.status === 'found' ? script.id : undefined;
  const notes = id === undefined ? [] : yield* readUsers(id);
  const places: RemotePlace[] = [];
  const lists = new Map<string, readonly JsonObject[]>();
  for (const place of attach) places.push(yield* findPlace(place, hook, ids, lists));
  const content = script.status === 'found' ? ownField(script.script, 'content') : null;
  return {
    ids: {
      ...(id === undefined ? {} : { script: id }),
      ...(places.length === 0 ? {} : { places: Object.fromEntries(places.map((place) => [place.name, place.id])) }),
    },
    content: typeof content === 'string' ? content : null,
    notes,
    script,
    places,
  };
}

function* findScript(name: string, known: unknown): RemoteMachine<RemoteScript> {
  if (typeof known === 'string') {
    const script = yield* readOne(`/v1/scripts/${encodeURIComponent(known)}`);
    return script === undefined ? { status: 'gone', id: known } : { status: 'found', id: known, isOurs: true, script };
  }
  const named = (yield* readList('/v1/scripts')).filter((script) => script['name'] === name).map(idOf);
  const [id] = named;
  if (id === undefined) return { status: 'missing' };
  if (named.length > 1) return { status: 'several', ids: named };
  const script = yield* readOne(`/v1/scripts/${encodeURIComponent(id)}`);
  return script === undefined ? { status: 'missing' } : { status: 'found', id, isOurs: false, script };
}

/** What uses a script, a line for each kind (C-618, C-636). The shape is assumed, so whatever else comes is told as it is. */
function* readUsers(id: string): RemoteMachine<readonly string[]> {
  const { status, body } = yield* read(
    { method: 'GET', path: `/v1/scripts/${encodeURIComponent(id)}/dependencies` },
    [403, 404],
  );
  if (status !== 200 || body === undefined) return [];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return ['what uses the script is not known'];
  return Object.entries(body).flatMap(([kind, list]) => {
    const names = (Array.isArray(list) ? list : []).map((user) => {
      const userId = ownField(user, 'id') ?? ownField(user, '_id');
      return nameOf(user) || (typeof userId === 'string' ? userId : 'one without a name');
    });
    return names.length === 0 ? [] : [`${kind} that use it: ${names.join(', ')}`];
  });
}

function* findPlace(
  place: CeligoPlace,
  hook: string,
  ids: RemoteIds,
  lists: Map<string, readonly JsonObject[]>,
): RemoteMachine<RemotePlace> {
  const name = namePlace(place);
  const { kind, resource: wanted } = readPlace(place);
  const known = ownField(ownField(ids, 'places'), name);
  const first = typeof known === 'string' ? known : yield* findId(kind, wanted, lists);
  const before = yield* readOne(pathOf(kind, first));
  // What was deleted may have been made anew under the same name.
  const id = before !== undefined || isId(wanted) ? first : yield* findId(kind, wanted, lists);
  const resource = before ?? (id === first ? undefined : yield* readOne(pathOf(kind, id)));
  if (resource === undefined) {
    throw refuse(`${name}: there is no ${kind} of the id ${id}`, ['Mend "attach" of the hook in hooksmith.json.']);
  }
  if (!('step' in place)) return { name, kind, id, resource, path: [], call: findHook(resource, hook) };
  const steps = findSteps(resource);
  const runs = isId(place.step) ? place.step : yield* findStepId(place.step, steps, lists);
  const found = steps.filter((step) => step.runs === runs);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const many =
      found.length > 1 ? `runs ${place.step} in ${found.length} steps` : `has no step that runs ${place.step}`;
    throw refuse(`${name}: the flow ${many}`, [
      `Its steps run: ${steps.map((step) => step.runs ?? 'nothing').join(', ') || 'nothing'}.`,
    ]);
  }
  return { name, kind, id, resource, path: only.path, call: findHook(only.step, hook) };
}

function* findId(kind: PlaceKind, wanted: string, lists: Map<string, readonly JsonObject[]>): RemoteMachine<string> {
  if (isId(wanted)) return wanted;
  const found = (yield* readListOnce(kinds[kind], lists)).filter((resource) => resource['name'] === wanted).map(idOf);
  const [id] = found;
  if (id !== undefined && found.length === 1) return id;
  throw refuse(
    found.length === 0
      ? `the account has no ${kind} called ${JSON.stringify(wanted)}`
      : `the account has ${found.length} ${kinds[kind]} called ${JSON.stringify(wanted)}`,
    [
      found.length === 0
        ? 'Names count to the letter; an id of 24 characters does as well.'
        : `Name one by its id: ${found.join(', ')}.`,
    ],
  );
}

/** The import or export of that name which the flow runs. */
function* findStepId(
  wanted: string,
  steps: readonly { readonly runs: string | undefined }[],
  lists: Map<string, readonly JsonObject[]>,
): RemoteMachine<string | undefined> {
  const all = [...(yield* readListOnce('imports', lists)), ...(yield* readListOnce('exports', lists))];
  const run = new Set(steps.map((step) => step.runs));
  const found = all.filter((resource) => resource['name'] === wanted && run.has(idOf(resource))).map(idOf);
  if (found.length < 2) return found[0];
  throw refuse(`the flow runs ${found.length} imports and lookups called ${JSON.stringify(wanted)}`, [
    `Name one by its id: ${found.join(', ')}.`,
  ]);
}

function* readListOnce(kind: string, lists: Map<string, readonly JsonObject[]>): RemoteMachine<readonly JsonObject[]> {
  const known = lists.get(kind);
  if (known !== undefined) return known;
  const list = yield* readList(`/v1/${kind}`);
  lists.set(kind, list);
  return list;
}

function pathOf(kind: PlaceKind, id: string): string {
  return `/v1/${kinds[kind]}/${encodeURIComponent(id)}`;
}

/**
 * The id of a resource (C-661); anything else could lead to another path.
 *
 * @throws RefusedByRemote where it has none.
 */
export function idOf(resource: unknown): string {
  const id = ownField(resource, '_id');
  if (typeof id === 'string' && /^[\w-]{1,64}$/.test(id)) return id;
  throw new RefusedByRemote({
    whose: 'remote',
    message: `the platform lists ${JSON.stringify(nameOf(resource).slice(0, 100))} without an id that can be asked for`,
    next: ['Check that the address of the profile is that of the API.'],
  });
}

/** The name of a resource; empty where it has none. */
export function nameOf(resource: unknown): string {
  const name = ownField(resource, 'name');
  return typeof name === 'string' ? name : '';
}

function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}

function refuse(message: string, next: readonly string[]): RefusedByRemote {
  return new RefusedByRemote({ whose: 'user', message, next });
}
