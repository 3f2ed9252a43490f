/**
 * Runs before an import maps a page and decides about each record: `{data}` goes on, `{errors}` fails, `{}` is skipped in
 * this step. One element for each record, in the same order.
 *
 * @type {import('hooksmith/celigo').PreMap<{ sku: string, qty: number }, { sku: string, qty: number }>}
 */
function preMap(options) {
  return options.data.map((item) => {
    if (item.sku === 'SAMPLE') return {};
    if (item.sku === '') return { errors: [{ code: 'no_sku', message: 'sku is empty' }] };
    return { data: item };
  });
}
