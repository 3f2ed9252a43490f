// @ts-check
// The type of wrapperImport in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').WrapperImport<unknown, { sku: string }>} */
export function right(options, callback) {
  callback(
    null,
    options.postMapData.map(({ sku }) => ({ statusCode: 200, id: sku })),
  );
}

/** @type {import('hooksmith/celigo').WrapperImport<unknown, { sku: string }>} */
export function readsWrong(options, callback) {
  // @ts-expect-error the records are in postMapData
  void options.data;
  callback(
    null,
    options.postMapData.map(({ sku }) => ({ statusCode: 200, id: sku })),
  );
}

/** @type {import('hooksmith/celigo').WrapperImport<unknown, { sku: string }>} */
export function returnsWrong(_, callback) {
  // @ts-expect-error one element for each record is a list
  callback(null, {});
}

/** @type {import('hooksmith/celigo').WrapperImport<unknown, { sku: string }>} */
export function leavesOut(_options, callback) {
  // @ts-expect-error an element needs its status
  callback(null, [{ id: '7' }]);
}
