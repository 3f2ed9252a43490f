import { isJsonObject, ownField } from '../json-object.ts';
import type { PaginationPage } from './pagination-page.ts';
import { parseObject, readRequestText } from './request-text.ts';

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
