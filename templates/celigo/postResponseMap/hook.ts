import type { PostResponseMap } from 'hooksmith/celigo';

/** A record with what the response mapping has added. */
interface Order {
  orderNo: string;
}

/** What the lookup finds for an order. */
interface Stock {
  stock: number;
}

/** Runs last in a step; returns the records as later steps see them, one for each. */
export const postResponseMap: PostResponseMap<Order, Stock, unknown, Order & Partial<Stock>> = (options) =>
  options.postResponseMapData.map((order, index) => {
    const [found] = options.responseData[index]?.data ?? [];
    return found === undefined ? order : { ...order, stock: found.stock };
  });
