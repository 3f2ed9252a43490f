/**
 * @typedef {{ orderNo: string }} Order A record with what the response mapping has added.
 * @typedef {{ stock: number }} Stock What the lookup finds for an order.
 */

/**
 * Runs last in a step; returns the records as later steps see them, one for each.
 *
 * @type {import('hooksmith/celigo').PostResponseMap<Order, Stock, unknown, Order & Partial<Stock>>}
 */
function postResponseMap(options) {
  return options.postResponseMapData.map((order, index) => {
    const [found] = options.responseData[index]?.data ?? [];
    return found === undefined ? order : { ...order, stock: found.stock };
  });
}
