import { type Static, Type } from 'typebox';

/** What `data.payload` of a pagination script holds (P-461, P-462). */
export const PaginationPage = Type.Object(
  {
    /** The request of the page: its `url` is complete, its `body` a text. */
    request: Type.Object(
      {
        /** Such as `GET` (P-461). */
        method: Type.String({ rule: 'P-461' }),
        /** Complete, with its query: that of the page that was fetched (P-461). */
        url: Type.String({ rule: 'P-461' }),
        /** By name (P-461). */
        headers: Type.Record(Type.String(), Type.String(), { rule: 'P-461' }),
        /** As text; parse it where it is JSON (P-461). */
        body: Type.String({ rule: 'P-461' }),
      },
      { rule: 'P-461' },
    ),
    /** Headers and status of the answer; there is no body, and `status` is the name of response scripts (P-462). */
    response: Type.Object(
      {
        /** By name, in the sender's casing; read them with `findHeader` (P-214). */
        headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), { rule: 'P-214' }),
        /** The HTTP status, such as 200; `status` belongs to response scripts (P-462). */
        status_code: Type.Number({ rule: 'P-462' }),
      },
      { rule: 'P-462' },
    ),
    /** What was saved of the page (P-461). */
    payload: Type.Union([Type.String(), Type.Null()], { rule: 'P-461' }),
  },
  { rule: 'P-461' },
);

/** What `data.payload` of a pagination script holds: request and answer of the page, and what was saved of it (P-461). */
export type PaginationPage = Static<typeof PaginationPage>;
