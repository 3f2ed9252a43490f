// @ts-check
// The type of pagination in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').PaginationScript} */
export const right = async (data) => {
  return { payload: JSON.stringify({ has_next_page: data.payload === '' }) };
};

/** @type {import('hooksmith/patchworks').PaginationScript} */
export const readsWrong = async (data) => {
  // @ts-expect-error what was answered is in payload
  void data.response;
  return { payload: JSON.stringify({ has_next_page: data.payload === '' }) };
};

/** @type {import('hooksmith/patchworks').PaginationScript} */
// @ts-expect-error has_next_page counts only inside payload (P-464)
export const returnsWrong = async () => {
  return { has_next_page: true };
};

/** @type {import('hooksmith/patchworks').PaginationScript} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
