// @ts-check
// The type of preSavePage in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PreSavePage<{ sku: string }>} */
export function right(options) {
  return { data: options.data, errors: options.errors, abort: false };
}

/** @type {import('hooksmith/celigo').PreSavePage<{ sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error an export has no answers
  void options.responseData;
  return { data: options.data, errors: options.errors, abort: false };
}

/** @type {import('hooksmith/celigo').PreSavePage<{ sku: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error the records alone are no result (C-203)
  return options.data;
}

/** @type {import('hooksmith/celigo').PreSavePage<{ sku: string }>} */
export function leavesOut(options) {
  // @ts-expect-error errors are part of the result (C-203)
  return { data: options.data };
}

/** @type {import('hooksmith/celigo').PreSavePage<{ sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-203)
  return undefined;
}
