import type { PostSubmitCallback, PreMap } from 'hooksmith/celigo';

/** An order of the shop. */
export interface Order {
  orderNo: string;
  total: number;
}

/** In the form of a script, which returns: a stack serves it in the callback form. */
export const addSite: PreMap<Order, Order & { site: string }> = (options) =>
  options.data.map((order) =>
    order.total > 0
      ? { data: { ...order, site: String(options.settings.flow?.['warehouse'] ?? 'MAIN') } }
      : { errors: [{ code: 'NO_TOTAL', message: `${order.orderNo} has no total` }] },
  );

/** In the form of a stack: it answers through its callback, and an error there fails the page. */
export const tidyResponses: PostSubmitCallback<Order> = (options, callback) => {
  if (options.responseData.length === 0) return callback(new Error('the page is empty'));
  callback(
    null,
    options.responseData.map((item) => ({
      ...item,
      errors: (item.errors ?? []).map((error) => ({ ...error, message: error.message.trim() })),
    })),
  );
};
