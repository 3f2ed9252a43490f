// @ts-check
// The type of wrapperExport in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').WrapperExport<{ sku: string }>} */
export function right(options, callback) {
  callback(options.test === undefined ? null : new Error('no'), { data: [{ sku: 'A' }], lastPage: true });
}

/** @type {import('hooksmith/celigo').WrapperExport<{ sku: string }>} */
export function readsWrong(options, callback) {
  // @ts-expect-error the place is kept in state
  void options.page;
  callback(options.test === undefined ? null : new Error('no'), { data: [{ sku: 'A' }], lastPage: true });
}

/** @type {import('hooksmith/celigo').WrapperExport<{ sku: string }>} */
export function returnsWrong(_options, callback) {
  // @ts-expect-error a page is an object that holds data
  callback(null, []);
}

/** @type {import('hooksmith/celigo').WrapperExport<{ sku: string }>} */
export function leavesOut(_options, callback) {
  // @ts-expect-error a record has its sku
  callback(null, { data: [{}] });
}
