import type { JsonValue } from '../../contract.ts';
import { isJsonObject } from '../../json-object.ts';
import type { StandInDocument } from '../../stand-in.ts';

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a JSON value is an object: what a stand-in keeps. */
export function isDocument(value: JsonValue | undefined): value is StandInDocument {
  return isJsonObject(value);
}

/** The fields of an object but some. */
export function without(document: StandInDocument, fields: readonly string[]): StandInDocument {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !fields.includes(name)));
}

/** Those of some fields that an object has. */
export function pick(document: StandInDocument, fields: readonly string[]): StandInDocument {
  return Object.fromEntries(Object.entries(document).filter(([name]) => fields.includes(name)));
}
