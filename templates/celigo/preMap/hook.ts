import type { PreMap } from 'hooksmith/celigo';

/** A record that reaches the import. */
interface Item {
  sku: string;
  qty: number;
}

/**
 * Runs before an import maps a page and decides about each record: `{data}` goes on, `{errors}` fails, `{}` is skipped in
 * this step. One element for each record, in the same order.
 */
export const preMap: PreMap<Item, Item> = (options) =>
  options.data.map((item) => {
    if (item.sku === 'SAMPLE') return {};
    if (item.sku === '') return { errors: [{ code: 'no_sku', message: 'sku is empty' }] };
    return { data: item };
  });
