import type { JsonValue } from './contract.ts';

/** What a value read from JSON is when it has named fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells whether a value is an object with named fields: no array, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether a JSON value is an array; unlike `Array.isArray` it keeps the type of the elements. */
export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Own field of a value; undefined when it has none of that name, whatever its prototype has. */
export function ownField(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Names a JSON value in a few words, for messages: short scalars as they are, all else by its kind. */
export function nameJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (isJsonObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `a text of ${String(value).length} characters`;
}
