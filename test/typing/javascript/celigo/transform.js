// @ts-check
// The type of transform in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').Transform<{ sku: string }, { sku: string }>} */
export function right(options) {
  return options.record;
}

/** @type {import('hooksmith/celigo').Transform<{ sku: string }, { sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error a transform is called with one record, not with a page (C-270)
  void options.data;
  return options.record;
}

/** @type {import('hooksmith/celigo').Transform<{ sku: string }, { sku: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error a text is no record (C-270)
  return options.record.sku;
}

/** @type {import('hooksmith/celigo').Transform<{ sku: string }, { sku: string }>} */
export function leavesOut() {
  // @ts-expect-error the record that goes on has its sku
  return {};
}

/** @type {import('hooksmith/celigo').Transform<{ sku: string }, { sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-281)
  return undefined;
}
