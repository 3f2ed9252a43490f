/**
 * @typedef {{ orderNo: string, qty: number }} Order An order that reaches the import.
 * @typedef {{ reference: string, quantity: number }} Shipment What the mapping of the import makes of it.
 */

/**
 * Before the mapping: an order of nothing needs no shipment, and one of less is a mistake of the shop.
 *
 * @type {import('hooksmith/celigo').PreMap<Order, Order>}
 */
function preMap(options) {
  return options.data.map((order) => {
    if (order.qty === 0) return {};
    if (order.qty > 0) return { data: order };
    return { errors: [{ code: 'negative_qty', message: `${order.orderNo} has ${order.qty}` }] };
  });
}

/**
 * After the submit: an order that the destination has already counts as written.
 *
 * @type {import('hooksmith/celigo').PostSubmit<Order, Shipment>}
 */
function postSubmit(options) {
  return options.responseData.map((item) => {
    const isKnown = item.statusCode === 422 && (item.errors ?? []).some(({ code }) => code === 'DUPLICATE');
    return isKnown ? { ...item, statusCode: 200, errors: [] } : item;
  });
}
