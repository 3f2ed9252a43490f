// @ts-check
// The type of postMap in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PostMap<{ sku: string }, { item: string }>} */
export function right(options) {
  return options.postMapData.map((data) => ({ data }));
}

/** @type {import('hooksmith/celigo').PostMap<{ sku: string }, { item: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the name is postMapData (C-230)
  void options.mappedData;
  return options.postMapData.map((data) => ({ data }));
}

/** @type {import('hooksmith/celigo').PostMap<{ sku: string }, { item: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error a mapped record must be wrapped: {data: record} (C-234)
  return options.postMapData;
}

/** @type {import('hooksmith/celigo').PostMap<{ sku: string }, { item: string }>} */
export function leavesOut() {
  // @ts-expect-error an error needs its message (C-140)
  return [{ errors: [{ code: 'X' }] }];
}

/** @type {import('hooksmith/celigo').PostMap<{ sku: string }, { item: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-234)
  return undefined;
}
