import type { PaginationPage, PaginationScript } from 'hooksmith/patchworks';

/** Runs after each page: the shop names the next one in the field `next`. */
export default (async (data) => {
  const page: PaginationPage = typeof data.payload === 'string' ? JSON.parse(data.payload) : data.payload;
  const { next } = JSON.parse(page.payload ?? '{}');
  if (!next) return { payload: JSON.stringify({ has_next_page: false }) };
  return { payload: JSON.stringify({ ...page.request, url: next, has_next_page: true }) };
}) satisfies PaginationScript;
