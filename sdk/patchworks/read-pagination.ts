import type { Static } from 'typebox';
import { Type } from 'typebox';
import { isJsonObject, ownField } from '../json-object.ts';
import { parseObject, readRequestText } from './request-text.ts';

/** What `data.payload` of a pagination script holds (P-461, P-462). */
export const PaginationPage = Type.Object(
  {
    /** The request of the page: its `url` is complete, its `body` a text. */
    request: Type.Object(
      {
        method: Type.String({ rule: 'P-461' }),
        url: Type.String({ rule: 'P-461' }),
        headers: Type.Record(Type.String(), Type.String(), { rule: 'P-461' }),
        body: Type.String({ rule: 'P-461' }),
      },
      { rule: 'P-461' },
    ),
    /** Headers and status of the answer; there is no body, and `status` is the name of response scripts (P-462). */
    response: Type.Object(
      {
        headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), { rule: 'P-214' }),
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

/**
 * The page that a pagination script is called for, whether it came as text or as an object (P-463).
 * Throws an Error where the payload is neither.
 *
 * @example
 * const { request, response } = readPagination(data);
 * const link = findHeader(response.headers, 'link');
 */
export function readPagination(data: { readonly payload: string | PaginationPage | null }): PaginationPage {
  const page = parsePagination(data.payload);
  if (page === null) throw new Error('data.payload holds no page: expected request, response and payload (P-461)');
  return page;
}

/** The page in a payload; null where it holds none. */
export function parsePagination(payload: unknown): PaginationPage | null {
  const value = typeof payload === 'string' ? parseObject(payload) : payload;
  if (!isJsonObject(value)) return null;
  const request = readRequestText(ownField(value, 'request'), 'whole');
  const response = ownField(value, 'response');
  const headers = ownField(response, 'headers');
  const status = ownField(response, 'status_code');
  const saved = ownField(value, 'payload');
  if (request === null || typeof status !== 'number') return null;
  if (saved !== null && typeof saved !== 'string') return null;
  const { method = '', url = '', headers: sent = {}, body = '' } = request;
  return {
    request: { method, url, headers: sent, body },
    response: { headers: isJsonObject(headers) ? onlyTexts(headers) : {}, status_code: status },
    payload: saved,
  };
}

function onlyTexts(headers: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const texts: [string, string | string[]][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') texts.push([name, value]);
    else if (Array.isArray(value)) texts.push([name, value.map(String)]);
  }
  return Object.fromEntries(texts);
}
