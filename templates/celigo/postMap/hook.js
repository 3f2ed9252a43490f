/**
 * @typedef {{ sku: string, qty: number }} Item A record before the mapping.
 * @typedef {{ item: string, quantity: number }} ErpItem A record as the mapping made it.
 */

/**
 * Runs when an import has mapped a page and decides about each record, as preMap does: `{data}`, `{errors}` or `{}`.
 * `settings` holds what people have set for flow, import and connection on the platform.
 *
 * @type {import('hooksmith/celigo').PostMap<Item, ErpItem, ErpItem & { site: string }>}
 */
function postMap(options) {
  const site = String(options.settings.flow?.['warehouse'] ?? 'MAIN');
  return options.postMapData.map((mapped) => ({ data: { ...mapped, site } }));
}
