// @ts-check
// The type of postResponseMap in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PostResponseMap<{ sku: string }, object, object, { sku: string }>} */
export function right(options) {
  return options.postResponseMapData;
}

/** @type {import('hooksmith/celigo').PostResponseMap<{ sku: string }, object, object, { sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error data is null in one kind of import: use postResponseMapData (C-267)
  void options.data;
  return options.postResponseMapData;
}

/** @type {import('hooksmith/celigo').PostResponseMap<{ sku: string }, object, object, { sku: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error an object that holds the records is not the array (C-010, C-261)
  return { data: options.postResponseMapData };
}

/** @type {import('hooksmith/celigo').PostResponseMap<{ sku: string }, object, object, { sku: string }>} */
export function leavesOut() {
  // @ts-expect-error a record that goes on has its sku
  return [{}];
}

/** @type {import('hooksmith/celigo').PostResponseMap<{ sku: string }, object, object, { sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-261)
  return undefined;
}
