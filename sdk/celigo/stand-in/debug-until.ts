import type { JsonValue } from '../../contract.ts';
import { isJsonObject } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import { statusOf } from './assumptions.ts';
import type { Desk } from './desk.ts';
import { isDocument, without } from './json.ts';

/** Where a kind of resource says until when it is debugged: `['debugUntil']`, or below `logging` (C-620). */
export type DebugPath = readonly [string] | readonly [string, string];

const farthestMs = 3_600_000;

/** The time that is set; undefined where there is none. */
export function readDebug(document: StandInDocument, [first, second]: DebugPath): JsonValue | undefined {
  const outer = own(document, first);
  return second === undefined ? outer : own(outer, second);
}

/** A resource with the time of another: only a PATCH changes it (C-616, C-664). */
export function keepDebug(document: StandInDocument, from: StandInDocument | null, path: DebugPath): StandInDocument {
  const [first, second] = path;
  const kept = from === null ? undefined : readDebug(from, path);
  if (second === undefined) return { ...without(document, [first]), ...(kept === undefined ? {} : { [first]: kept }) };
  const outer = own(document, first);
  const inner = isDocument(outer) ? without(outer, [second]) : {};
  const isThere = isDocument(outer) || kept !== undefined;
  if (!isThere) return document;
  return { ...document, [first]: { ...inner, ...(kept === undefined ? {} : { [second]: kept }) } };
}

/** The refusal of a time that is none, or more than an hour ahead (C-664); null where there is nothing to refuse. */
export function refuseDebug(desk: Desk, document: StandInDocument, path: DebugPath): StandInAnswer | null {
  const value = readDebug(document, path);
  if (value === undefined || value === null) return null;
  const field = path.join('.');
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return desk.refuse(422, `${field} is no ISO 8601 time.`, { field });
  if (time <= desk.now() + farthestMs) return null;
  const status = statusOf(desk.assumptions, 'debugTooFarStatus');
  return desk.refuse(status, `${field} is more than an hour ahead.`, { field });
}

function own(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
