import type { JsonValue, Setup } from '../../contract.ts';
import type { JsonObject, PageState, StepRecord } from './page.ts';
import { isList, isObject, openRecord } from './page.ts';
import { getAt, type PlainPath, parsePath, setAt } from './paths.ts';
import { responseItemOf } from './response-item.ts';

/** A parent record with the child records that the step works on. */
export interface Family {
  readonly parent: StepRecord;
  readonly children: readonly StepRecord[];
}

/** The path to the children; null when the step takes the records themselves (C-260). */
export function pathToMany(setup: Setup): PlainPath | null {
  const path = setup['pathToMany'];
  return setup['oneToMany'] === true && typeof path === 'string' ? (parsePath(path) ?? null) : null;
}

/** The page of the child records, each of which carries its parent as `_PARENT` (C-405). */
export function openChildren(parents: PageState, path: PlainPath): PageState {
  const children = parents.records.flatMap((parent) => {
    const list = getAt(parent.data, path);
    return (isList(list) ? list : []).map((child) => ({ child, parent }));
  });
  const records = children.map(({ child, parent }, at) =>
    openRecord(
      isObject(child) ? { ...child, _PARENT: parent.data } : child,
      { at, record: parent.slot.record },
      parent.traceKey,
    ),
  );
  return { ...parents, records };
}

/** The parents with their children as the step left them, without `_PARENT`. */
export function joinFamilies(parents: PageState, children: PageState, path: PlainPath): readonly Family[] {
  return parents.records.map((parent) => {
    const own = children.records.filter(({ slot }) => slot.record === parent.slot.record);
    const data = own.length === 0 ? parent.data : setAt(parent.data, path, own.map(withoutParent));
    return {
      parent: { ...parent, data, end: stateOf(own), response: own.length === 0 ? undefined : joinItems(own) },
      children: own,
    };
  });
}

/** C-265: what stands for a parent is not known; taken as an error when a child failed, ignored when all were. */
function stateOf(children: readonly StepRecord[]): StepRecord['end'] {
  const states = children.map(({ end }) => end ?? 'success');
  if (states.includes('held')) return 'held';
  if (states.includes('error')) return 'error';
  return states.length > 0 && states.every((state) => state === 'ignored') ? 'ignored' : 'success';
}

function joinItems(children: readonly StepRecord[]): JsonObject {
  const items = children.map(responseItemOf);
  const failed = children.some(({ end }) => end === 'error');
  return {
    statusCode: failed ? 422 : 200,
    errors: items.flatMap(({ errors }): readonly JsonValue[] => (isList(errors) ? errors : [])),
    ignored: children.every(({ end }) => end === 'ignored'),
  };
}

function withoutParent({ data }: StepRecord): JsonValue {
  if (!isObject(data)) return data;
  const { _PARENT: _, ...child } = data;
  return child;
}
