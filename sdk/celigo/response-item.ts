import { type Static, Type } from 'typebox';
import { CeligoError } from './context.ts';

/** Properties of what became of one record, as hooks get and give it (C-241). */
export const responseItemProperties = {
  /** 200 success, 422 data error, 403 connection offline; 401 means offline in the 1.0 contract (C-011). */
  statusCode: Type.Enum([200, 422, 403, 401], { rule: 'C-011' }),
  /** Errors of the record; can be missing (C-243), and with 200 they are logged but the record succeeds (C-246). */
  errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-243' })),
  /** True when the record was filtered out or skipped; can be missing (C-242). */
  ignored: Type.Optional(Type.Boolean({ rule: 'C-242' })),
  /** Id that the destination gave the record (C-242). */
  id: Type.Optional(Type.Union([Type.String(), Type.Number()], { rule: 'C-242' })),
  /** The destination's answer for the record (C-241). */
  _json: Type.Optional(Type.Unknown({ rule: 'C-241' })),
  /** Address of the record in the destination; only there for records with errors (C-241). */
  dataURI: Type.Optional(Type.String({ rule: 'C-241' })),
};

/** What became of one record: an element of `responseData`, in and out (C-241). */
export const ResponseItem = Type.Object(responseItemProperties, { rule: 'C-241' });

/** One element of `responseData`, with the author's own type for the destination's answer (C-241). */
export type ResponseItem<Json = unknown> = Omit<Static<typeof ResponseItem>, 'errors' | '_json'> & {
  /** Errors of the record; can be missing (C-243), and with 200 they are logged but the record succeeds (C-246). */
  errors?: CeligoError[];
  /** The destination's answer for the record (C-241). */
  _json?: Json;
};
