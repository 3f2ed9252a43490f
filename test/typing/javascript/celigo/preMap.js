// @ts-check
// The type of preMap in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PreMap<{ sku: string }>} */
export function right(options) {
  return options.data.map((data) => ({ data }));
}

/** @type {import('hooksmith/celigo').PreMap<{ sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error before the mapping the records are in data (C-220)
  void options.preMapData;
  return options.data.map((data) => ({ data }));
}

/** @type {import('hooksmith/celigo').PreMap<{ sku: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error a record must be wrapped: {data: record} (C-234)
  return options.data;
}

/** @type {import('hooksmith/celigo').PreMap<{ sku: string }>} */
export function leavesOut() {
  // @ts-expect-error an error needs its message (C-140)
  return [{ errors: [{ code: 'X' }] }];
}

/** @type {import('hooksmith/celigo').PreMap<{ sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-220)
  return undefined;
}
