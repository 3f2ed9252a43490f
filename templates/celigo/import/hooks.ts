import type { PostSubmit, PreMap } from 'hooksmith/celigo';

/** An order that reaches the import. */
interface Order {
  orderNo: string;
  qty: number;
}

/** What the mapping of the import makes of it. */
interface Shipment {
  reference: string;
  quantity: number;
}

/** Before the mapping: an order of nothing needs no shipment, and one of less is a mistake of the shop. */
export const preMap: PreMap<Order, Order> = (options) =>
  options.data.map((order) => {
    if (order.qty === 0) return {};
    if (order.qty > 0) return { data: order };
    return { errors: [{ code: 'negative_qty', message: `${order.orderNo} has ${order.qty}` }] };
  });

/** After the submit: an order that the destination has already counts as written. */
export const postSubmit: PostSubmit<Order, Shipment> = (options) =>
  options.responseData.map((item) => {
    const isKnown = item.statusCode === 422 && (item.errors ?? []).some(({ code }) => code === 'DUPLICATE');
    return isKnown ? { ...item, statusCode: 200, errors: [] } : item;
  });
