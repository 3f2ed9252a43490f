/**
 * @typedef {{ orderNo: string, status: string, sku: string, qty: string }} Row One line of an order, as the shop has it.
 * @typedef {{ orderNo: string, status: string, sku: string, qty: number }} OrderRow Its quantity as a number.
 * @typedef {{ orderNo: string, lines: { sku: string, qty: number }[] }} Order An order with its lines.
 */

/**
 * First stage, once for each row: numbers arrive as text.
 *
 * @type {import('hooksmith/celigo').Transform<Row, OrderRow>}
 */
function transform({ record }) {
  return { ...record, qty: Number(record.qty) };
}

/**
 * Second stage, once for each row: only open orders go on.
 *
 * @type {import('hooksmith/celigo').OutputFilter<OrderRow>}
 */
function filter({ record }) {
  return record.status === 'open';
}

/**
 * Third stage, once for each page: joins the rows of an order.
 *
 * @type {import('hooksmith/celigo').PreSavePage<OrderRow, Order>}
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
