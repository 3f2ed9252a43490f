import type { JsonValue } from '../../contract.ts';
import { isJsonObject, type JsonObject } from '../../json-object.ts';
import type { StandInAnswer, StandInRequest, StandInStore, StandInWorld } from '../../stand-in.ts';
import type { StandInOptions } from './options.ts';

/** What every route of the stand-in works with. */
export interface Desk {
  readonly store: StandInStore;
  readonly options: StandInOptions;
  readonly world: StandInWorld;
}

/** A request that has found its route. */
export interface RoutedRequest {
  /** The numbers in its path. */
  readonly ids: readonly number[];
  readonly request: StandInRequest;
}

/** A route: what it answers. */
export type Respond = (desk: Desk, request: RoutedRequest) => StandInAnswer;

/** An error in the envelope that is assumed (P-816). */
export function answerError(status: number, message: string): StandInAnswer {
  return { status, body: { message } };
}

/** 422, with what is wrong for each field (P-815, P-816). */
export function answerInvalid({ options }: Desk, errors: Readonly<Record<string, readonly string[]>>): StandInAnswer {
  const message = Object.values(errors)[0]?.[0] ?? 'The body is not valid.';
  return { status: 422, body: options.hasErrors ? { message, errors } : { message } };
}

/** 404 for a thing that is not there. */
export function answerMissing(what: string, id: number): StandInAnswer {
  return answerError(404, `There is no ${what} ${id}.`);
}

/** The members of a JSON body; an empty object for anything else, so that each field is found missing. */
export function readBody({ body }: StandInRequest): JsonObject {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The relations that a request asks for (P-820, P-821, P-825); all of them where the stand-in is not strict (P-875). */
export function readIncludes({ options }: Desk, { query }: StandInRequest): (relation: string) => boolean {
  const asked = new Set((query.get('include') ?? '').split(',').map((name) => name.trim()));
  return (relation) => !options.isStrict || asked.has(relation);
}

/** The next id of a collection; ids are never given twice, whatever was deleted. */
export function nextId(store: StandInStore, collection: string): number {
  const last = store.get('counters', collection)?.['last'];
  const highest = store.list(collection).reduce((high, { id }) => Math.max(high, Number(id) || 0), 0);
  const id = Math.max(typeof last === 'number' ? last : 0, highest) + 1;
  store.put('counters', collection, { last: id });
  return id;
}

/** A time as the API writes it. */
export function toTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** A text that is not empty, or what is wrong with it. */
export function needText(value: unknown, field: string): readonly string[] {
  return typeof value === 'string' && value !== '' ? [] : [`${field} must be a text that is not empty.`];
}

/** What is wrong with a text that may be missing. */
export function mayBeText(value: unknown, field: string): readonly string[] {
  return value === undefined || value === null || typeof value === 'string' ? [] : [`${field} must be a text.`];
}

/** The fields with something wrong. */
export function onlyWrong(
  errors: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> | null {
  const wrong = Object.entries(errors).filter(([, says]) => says.length > 0);
  return wrong.length === 0 ? null : Object.fromEntries(wrong);
}

/** A text of a body, or null. */
export function textOr(value: unknown, preset: JsonValue): JsonValue {
  return typeof value === 'string' ? value : preset;
}
