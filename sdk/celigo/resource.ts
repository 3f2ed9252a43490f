import { Type } from 'typebox';

/** A resource, license or form as the platform keeps it: an object whose fields are its own business. */
export type CeligoResource = Record<string, unknown>;

/** A resource, license or form, as a schema. */
export function anyResource(rule: string) {
  return Type.Record(Type.String(), Type.Unknown(), { rule });
}
