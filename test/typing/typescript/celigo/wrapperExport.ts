// The type of wrapperExport in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { WrapperExport } from 'hooksmith/celigo';

export const right: WrapperExport<{ sku: string }> = (options, callback) =>
  callback(options.test === undefined ? null : new Error('no'), { data: [{ sku: 'A' }], lastPage: true });

export const readsWrong: WrapperExport<{ sku: string }> = (options, callback) => {
  // @ts-expect-error the place is kept in state
  void options.page;
  callback(options.test === undefined ? null : new Error('no'), { data: [{ sku: 'A' }], lastPage: true });
};

// @ts-expect-error a page is an object that holds data
export const returnsWrong: WrapperExport<{ sku: string }> = (_options, callback) => callback(null, []);

// @ts-expect-error a record has its sku
export const leavesOut: WrapperExport<{ sku: string }> = (_options, callback) => callback(null, { data: [{}] });
