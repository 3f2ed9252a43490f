import type { InputFilter, PostMap, PostResponseMap, PostSubmit, PreMap } from 'hooksmith/celigo';
import type { Order } from './export.ts';

/** What is sent to the warehouse system. */
export interface Shipment {
  reference: string;
  items: { code: string; quantity: number }[];
  site?: string;
}

/** An order as later steps of the flow see it. */
export type ShippedOrder = Order & { shipmentId?: number };

/** Input filter: orders for abroad are for another step. They go on in the flow without this one. */
export const filter: InputFilter<Order> = ({ record }) => record.country === 'GB';

/** Before the mapping: samples need no shipment, and an order with a negative quantity is a mistake of the shop. */
export const preMap: PreMap<Order, Order> = (options) =>
  options.data.map((order) => {
    if (order.lines.every(({ sku }) => sku === 'SAMPLE')) return {};
    const wrong = order.lines.find(({ qty }) => qty < 0);
    if (wrong === undefined) return { data: { ...order, lines: order.lines.filter(({ qty }) => qty > 0) } };
    return { errors: [{ code: 'NEGATIVE_QTY', message: `${order.orderNo}: ${wrong.sku} has ${wrong.qty}` }] };
  });

/** After the mapping: the site comes from the settings of the flow. */
export const postMap: PostMap<Order, Shipment, Shipment> = (options) => {
  const site = String(options.settings.flow?.['warehouse'] ?? 'MAIN');
  return options.postMapData.map((shipment) => ({ data: { ...shipment, site } }));
};

/** After the submit: an order that the warehouse has already is no error. */
export const postSubmit: PostSubmit<Order, Shipment, { id: number }> = (options) =>
  options.responseData.map((item) => {
    const isKnown = item.statusCode === 422 && (item.errors ?? []).some(({ code }) => code === 'DUPLICATE');
    return isKnown ? { ...item, statusCode: 200, errors: [], ignored: true } : item;
  });

/** Last of all: later steps find the id of the shipment in the order. */
export const postResponseMap: PostResponseMap<Order, ShippedOrder> = (options) =>
  options.postResponseMapData.map((order, index) => {
    const { id } = options.responseData[index] ?? {};
    return typeof id === 'number' ? { ...order, shipmentId: id } : order;
  });
