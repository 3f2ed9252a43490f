import type { PostMap } from 'hooksmith/celigo';

/** A record before the mapping. */
interface Item {
  sku: string;
  qty: number;
}

/** A record as the mapping made it. */
interface ErpItem {
  item: string;
  quantity: number;
}

/**
 * Runs when an import has mapped a page and decides about each record, as preMap does: `{data}`, `{errors}` or `{}`.
 * `settings` holds what people have set for flow, import and connection on the platform.
 */
export const postMap: PostMap<Item, ErpItem, ErpItem & { site: string }> = (options) => {
  const site = String(options.settings.flow?.['warehouse'] ?? 'MAIN');
  return options.postMapData.map((mapped) => ({ data: { ...mapped, site } }));
};
