/**
 * Runs after an import has submitted a page. `responseData` has one element for each record and so must the result: here
 * an item that the destination has already counts as written.
 *
 * @type {import('hooksmith/celigo').PostSubmit<{ sku: string }, { item: string }>}
 */
function postSubmit(options) {
  return options.responseData.map((item) => {
    const isKnown = item.statusCode === 422 && (item.errors ?? []).some(({ code }) => code === 'DUP_ITEM');
    return isKnown ? { ...item, statusCode: 200, errors: [] } : item;
  });
}
