// @ts-check
// The type of postSubmit in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PostSubmit<{ sku: string }>} */
export function right(options) {
  return options.responseData;
}

/** @type {import('hooksmith/celigo').PostSubmit<{ sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the records are in preMapData and postMapData
  void options.data;
  return options.responseData;
}

/** @type {import('hooksmith/celigo').PostSubmit<{ sku: string }>} */
export function returnsWrong() {
  // @ts-expect-error 500 is no status of a record (C-011)
  return [{ statusCode: 500 }];
}

/** @type {import('hooksmith/celigo').PostSubmit<{ sku: string }>} */
export function leavesOut() {
  // @ts-expect-error an element needs its status (C-011)
  return [{ errors: [] }];
}

/** @type {import('hooksmith/celigo').PostSubmit<{ sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-244)
  return undefined;
}
