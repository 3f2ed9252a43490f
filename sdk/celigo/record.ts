import { Type } from 'typebox';

/** A record: an object, or an array of rows where the export groups them (C-211, C-226, C-270). */
export function recordOrGroup(rule: string) {
  return Type.Union([Type.Object({}), Type.Array(Type.Unknown())], { rule });
}
