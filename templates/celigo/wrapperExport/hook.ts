import type { WrapperExport } from 'hooksmith/celigo';

/** A record of the export. */
interface Order {
  orderNo: string;
}

/** Stands for what the application holds, page by page: ask it here. */
const pages: Order[][] = [[{ orderNo: 'AF-1001' }, { orderNo: 'AF-1002' }], [{ orderNo: 'AF-1003' }]];

/** Gives a page of a wrapper, on a stack: what it calls back as `state` is passed to the next call. */
export const wrapperExport: WrapperExport<Order, { page: number }> = ({ state }, callback) => {
  const page = state?.page ?? 0;
  const lastPage = page + 1 >= pages.length;
  callback(null, {
    data: pages[page] ?? [],
    errors: [],
    lastPage,
    ...(lastPage ? {} : { state: { page: page + 1 } }),
  });
};
