/**
 * Pagination script: the shop names the next page in `next`. The whole request is returned, because nobody knows what
 * happens to a part that is left out (P-466).
 *
 * @param {import('hooksmith/patchworks').PaginationInput} data
 * @returns {Promise<import('hooksmith/patchworks').PaginationResult>}
 */
module.exports = async (data) => {
  const page = typeof data.payload === 'string' ? JSON.parse(data.payload) : data.payload;
  const { next } = JSON.parse(page.payload ?? '{}');
  if (!next) return { payload: JSON.stringify({ has_next_page: false }) };
  return { payload: JSON.stringify({ ...page.request, has_next_page: true, url: next }) };
};
