/**
 * @typedef {{ orderNo: string, sku: string, qty: number }} Row One line of an order.
 * @typedef {{ orderNo: string, lines: { sku: string, qty: number }[] }} Order An order with its lines.
 */

/**
 * Runs when an export has a page ready. The page may have more or fewer records afterwards; its errors are handed on.
 *
 * @type {import('hooksmith/celigo').PreSavePage<Row, Order>}
 */
function preSavePage(options) {
  /** @type {Map<string, Order>} */
  const orders = new Map();
  for (const { orderNo, sku, qty } of options.data) {
    const order = orders.get(orderNo) ?? { orderNo, lines: [] };
    order.lines.push({ sku, qty });
    orders.set(orderNo, order);
  }
  return { data: [...orders.values()], errors: options.errors ?? [] };
}
