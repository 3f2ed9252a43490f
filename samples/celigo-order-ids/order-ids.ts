import type { PostSubmit, ResponseItem } from 'hooksmith/celigo';

/** An order as the shop exports it. */
interface ShopOrder {
  readonly orderNo: string;
  readonly customer: { readonly name: string; readonly email: string };
}

/** What the warehouse system answers for a created order. */
interface Created {
  readonly order: { readonly id: number; readonly number: string };
}

const longestMessage = 160;

/**
 * Runs after a page of orders was sent to the warehouse system: carries the id of each created order onwards, so that later
 * steps can find it, and writes the order number in front of each error, so that the person who mends it knows which.
 *
 * Three weaknesses are left in on purpose, each found by one of the recordings beside this file:
 * `record-lost` (two lines of one order share a number), `throws` (an answer without a body), `hangs` (a long message without
 * a separator).
 */
export const postSubmit: PostSubmit<ShopOrder, unknown, Created> = (options) => {
  const byOrder = new Map<string, ResponseItem>();
  options.responseData.forEach((item, index) => {
    const orderNo = options.preMapData[index]?.orderNo ?? `record ${index}`;
    byOrder.set(orderNo, item.statusCode === 200 ? carryId(item, orderNo) : nameOrder(item, orderNo));
  });
  return [...byOrder.values()];
};

function carryId(item: ResponseItem<Created>, orderNo: string): ResponseItem {
  if (item.ignored) return item;
  const created = item._json as Created;
  return { ...item, id: String(created.order.id), _json: { orderNo, warehouseNo: created.order.number } };
}

function nameOrder(item: ResponseItem<Created>, orderNo: string): ResponseItem {
  const errors = (item.errors ?? []).map((error) => ({ ...error, message: `${orderNo}: ${shorten(error.message)}` }));
  return { ...item, errors };
}

/** Drops trailing sentences until the message fits. */
function shorten(message: string): string {
  let short = message;
  while (short.length > longestMessage) {
    const end = short.lastIndexOf('; ');
    if (end !== -1) short = short.slice(0, end);
  }
  return short;
}
