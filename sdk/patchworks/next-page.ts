import type { PaginationResult } from './pagination.ts';
import type { RequestParts } from './request-text.ts';

/** The other fields of a result: `logs`, … */
type Rest = Omit<PaginationResult, 'payload'>;

/**
 * Result of a pagination script that asks for another page (P-464): give the whole request, since what happens to a part
 * that is left out is not known (P-466).
 *
 * @example
 * return nextPage({ ...request, url: next });
 */
export function nextPage(request: Required<RequestParts>, rest: Rest = {}): PaginationResult {
  const { method, url, headers, body } = request;
  return { ...rest, payload: JSON.stringify({ has_next_page: true, url, headers, method, body }) };
}

/**
 * Result of a pagination script that ends paging (P-465).
 *
 * @example
 * if (next === undefined) return lastPage();
 */
export function lastPage(rest: Rest = {}): PaginationResult {
  return { ...rest, payload: JSON.stringify({ has_next_page: false }) };
}
