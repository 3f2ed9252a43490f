import type { JsonValue } from '../../contract.ts';
import { isJsonList, isJsonObject } from '../../json-object.ts';
import type { StandInDocument, StandInStore } from '../../stand-in.ts';

/** Who uses a script (C-618, C-636). */
export interface ScriptUses {
  readonly exports: readonly StandInDocument[];
  readonly imports: readonly StandInDocument[];
  readonly flows: readonly StandInDocument[];
}

/** The exports, imports and flows that name a script anywhere: at a hook of their own or of a step (C-630 to C-633). */
export function findScriptUses(store: StandInStore, scriptId: string): ScriptUses {
  const find = (collection: string): readonly StandInDocument[] =>
    store.list(collection).filter((document) => names(document, scriptId));
  return { exports: find('exports'), imports: find('imports'), flows: find('flows') };
}

function names(value: JsonValue, scriptId: string): boolean {
  if (isJsonList(value)) return value.some((item) => names(item, scriptId));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, member]) =>
    key === '_scriptId' ? member === scriptId : names(member, scriptId),
  );
}
