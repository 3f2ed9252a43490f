import type { OutputFilter, PreSavePage, Transform } from 'hooksmith/celigo';

/** A row of the shop's export: one line of an order. */
export interface ShopRow {
  orderNo: string;
  status: string;
  country: string;
  sku: string;
  qty: string;
}

/** A row with its quantity as a number. */
export interface OrderRow {
  orderNo: string;
  status: string;
  country: string;
  sku: string;
  qty: number;
}

/** An order with all its lines. */
export interface Order {
  orderNo: string;
  country: string;
  lines: { sku: string; qty: number }[];
}

/** First stage of the export, once for each row: the shop writes numbers as text and codes in small letters. */
export const transform: Transform<ShopRow, OrderRow> = ({ record }) => {
  const qty = Number(record.qty);
  if (Number.isNaN(qty)) throw new Error(`${record.orderNo}: qty is ${JSON.stringify(record.qty)}`);
  return { ...record, sku: record.sku.toUpperCase(), qty };
};

/** Second stage, once for each row: only open orders go on. */
export const filter: OutputFilter<OrderRow> = ({ record }) => record.status === 'open';

/** Third stage, once for each page: joins the rows of an order, so that the page has fewer records afterwards. */
export const preSavePage: PreSavePage<OrderRow, Order> = (options) => {
  const orders = new Map<string, Order>();
  for (const { orderNo, country, sku, qty } of options.data) {
    const order = orders.get(orderNo) ?? { orderNo, country, lines: [] };
    order.lines.push({ sku, qty });
    orders.set(orderNo, order);
  }
  return { data: [...orders.values()], errors: options.errors ?? [] };
};
