import type { JsonValue } from '../../contract.ts';
import { isJsonObject, type JsonObject, ownField } from '../../json-object.ts';
import type { CeligoPlace } from './settings.ts';

/** Kinds of resource that call hooks, with the last part of their routes. */
export const kinds = { export: 'exports', import: 'imports', flow: 'flows' } as const;

/** A kind of resource that calls hooks. */
export type PlaceKind = keyof typeof kinds;

/** Which kind of resource calls a hook (C-630, C-631, C-633); undefined for hooks that hooksmith attaches nowhere. */
export function kindFor(hook: string): PlaceKind | undefined {
  return Object.hasOwn(kindOf, hook) ? kindOf[hook] : undefined;
}

const kindOf: Readonly<Record<string, PlaceKind>> = {
  preSavePage: 'export',
  preMap: 'import',
  postMap: 'import',
  postSubmit: 'import',
  postAggregate: 'import',
  postResponseMap: 'flow',
};

/** The kind of a place, and the id or name of its resource. */
export function readPlace(place: CeligoPlace): { readonly kind: PlaceKind; readonly resource: string } {
  if ('export' in place) return { kind: 'export', resource: place.export };
  if ('import' in place) return { kind: 'import', resource: place.import };
  return { kind: 'flow', resource: place.flow };
}

/** A place as people read it, and by which its ids are kept. */
export function namePlace(place: CeligoPlace): string {
  const { kind, resource } = readPlace(place);
  return 'step' in place ? `flow ${resource}, step ${place.step}` : `${kind} ${resource}`;
}

/** A step of a flow: where it is in the flow's object, and what it runs (C-633). */
export interface FlowStep {
  /** Names and numbers from the flow to the step. */
  readonly path: readonly (string | number)[];
  readonly step: JsonObject;
  /** Id of its import or lookup; undefined where it has neither. */
  readonly runs: string | undefined;
}

/** The steps of a flow: `pageProcessors` of the flow, or of the branches of its routers (C-633). Takes any value. */
export function findSteps(flow: unknown): readonly FlowStep[] {
  const own = stepsOf(ownField(flow, 'pageProcessors'), ['pageProcessors']);
  const routed = listOf(ownField(flow, 'routers')).flatMap((router, at) =>
    listOf(ownField(router, 'branches')).flatMap((branch, nth) =>
      stepsOf(ownField(branch, 'pageProcessors'), ['routers', at, 'branches', nth, 'pageProcessors']),
    ),
  );
  return [...own, ...routed];
}

/** The function that a resource or step calls for a hook; undefined where it calls none. */
export function findHook(owner: unknown, hook: string): JsonObject | undefined {
  const found = ownField(ownField(owner, 'hooks'), hook);
  return isJsonObject(found) ? found : undefined;
}

/** A copy of an object in which a resource or step calls a function for a hook; the other hooks stay. */
export function withHook(
  resource: JsonObject,
  path: readonly (string | number)[],
  hook: string,
  call: Readonly<Record<string, JsonValue>>,
): JsonObject {
  return changeAt(resource, path, (owner) => {
    const hooks = ownField(owner, 'hooks');
    return { ...(isJsonObject(owner) ? owner : {}), hooks: { ...(isJsonObject(hooks) ? hooks : {}), [hook]: call } };
  }) as JsonObject;
}

function changeAt(value: unknown, path: readonly (string | number)[], change: (value: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, at) => (at === first ? changeAt(item, rest, change) : item));
  return isJsonObject(value) ? { ...value, [first]: changeAt(value[first], rest, change) } : value;
}

function stepsOf(list: unknown, path: readonly (string | number)[]): readonly FlowStep[] {
  return listOf(list).map((step, at) => {
    const ids = [ownField(step, '_importId'), ownField(step, '_exportId')].filter((id) => typeof id === 'string');
    return { path: [...path, at], step: isJsonObject(step) ? step : {}, runs: ids[0] };
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
