import type { PostSubmit } from 'hooksmith/celigo';

/** A record before the mapping. */
interface Item {
  sku: string;
}

/** A record as it was submitted. */
interface ErpItem {
  item: string;
}

/**
 * Runs after an import has submitted a page. `responseData` has one element for each record and so must the result: here
 * an item that the destination has already counts as written.
 */
export const postSubmit: PostSubmit<Item, ErpItem> = (options) =>
  options.responseData.map((item) => {
    const isKnown = item.statusCode === 422 && (item.errors ?? []).some(({ code }) => code === 'DUP_ITEM');
    return isKnown ? { ...item, statusCode: 200, errors: [] } : item;
  });
