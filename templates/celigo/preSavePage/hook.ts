import type { PreSavePage } from 'hooksmith/celigo';

/** A record of the page: one line of an order. */
interface Row {
  orderNo: string;
  sku: string;
  qty: number;
}

/** A record as it goes on: an order with its lines. */
interface Order {
  orderNo: string;
  lines: { sku: string; qty: number }[];
}

/** Runs when an export has a page ready. The page may have more or fewer records afterwards; its errors are handed on. */
export const preSavePage: PreSavePage<Row, Order> = (options) => {
  const orders = new Map<string, Order>();
  for (const { orderNo, sku, qty } of options.data) {
    const order = orders.get(orderNo) ?? { orderNo, lines: [] };
    order.lines.push({ sku, qty });
    orders.set(orderNo, order);
  }
  return { data: [...orders.values()], errors: options.errors ?? [] };
};
