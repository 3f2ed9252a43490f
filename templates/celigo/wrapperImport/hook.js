/**
 * Submits a page of a wrapper, on a stack: calls back with one element for each record, in the same order.
 *
 * @type {import('hooksmith/celigo').WrapperImport<unknown, { sku: string }>}
 */
function wrapperImport({ postMapData }, callback) {
  /** @type {import('hooksmith/celigo').WrapperImportItem[]} */
  const items = postMapData.map(({ sku }) => {
    if (sku === '') return { statusCode: 422, errors: [{ code: 'no_sku', message: 'sku is empty' }] };
    return { statusCode: 200, id: sku };
  });
  callback(null, items);
}
