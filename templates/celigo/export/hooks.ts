import type { OutputFilter, PreSavePage, Transform } from 'hooksmith/celigo';

/** A row as the shop exports it: one line of an order. */
interface Row {
  orderNo: string;
  status: string;
  sku: string;
  qty: string;
}

/** A row with its quantity as a number. */
interface OrderRow {
  orderNo: string;
  status: string;
  sku: string;
  qty: number;
}

/** An order with its lines. */
interface Order {
  orderNo: string;
  lines: { sku: string; qty: number }[];
}

/** First stage, once for each row: numbers arrive as text. */
export const transform: Transform<Row, OrderRow> = ({ record }) => ({ ...record, qty: Number(record.qty) });

/** Second stage, once for each row: only open orders go on. */
export const filter: OutputFilter<OrderRow> = ({ record }) => record.status === 'open';

/** Third stage, once for each page: joins the rows of an order. */
export const preSavePage: PreSavePage<OrderRow, Order> = (options) => {
  const orders = new Map<string, Order>();
  for (const { orderNo, sku, qty } of options.data) {
    const order = orders.get(orderNo) ?? { orderNo, lines: [] };
    order.lines.push({ sku, qty });
    orders.set(orderNo, order);
  }
  return { data: [...orders.values()], errors: options.errors ?? [] };
};
