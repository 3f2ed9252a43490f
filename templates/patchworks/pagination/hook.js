/**
 * Runs after each page of the endpoint; returns the whole request of the next page, or says that there is none.
 *
 * @type {import('hooksmith/patchworks').PaginationScript}
 */
module.exports = async (data) => {
  /** @type {import('hooksmith/patchworks').PaginationPage} */
  const page = typeof data.payload === 'string' ? JSON.parse(data.payload) : data.payload;
  const next = /<([^>]+)>; *rel="next"/.exec(String(page.response.headers['Link']))?.[1];
  if (next === undefined) return { payload: JSON.stringify({ has_next_page: false }) };
  return { payload: JSON.stringify({ ...page.request, url: next, has_next_page: true }) };
};
