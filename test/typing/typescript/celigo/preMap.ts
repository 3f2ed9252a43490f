// The type of preMap in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PreMap } from 'hooksmith/celigo';

export const right: PreMap<{ sku: string }> = (options) => options.data.map((data) => ({ data }));

export const readsWrong: PreMap<{ sku: string }> = (options) => {
  // @ts-expect-error before the mapping the records are in data (C-220)
  void options.preMapData;
  return options.data.map((data) => ({ data }));
};

// @ts-expect-error a record must be wrapped: {data: record} (C-234)
export const returnsWrong: PreMap<{ sku: string }> = (options) => options.data;

// @ts-expect-error an error needs its message (C-140)
export const leavesOut: PreMap<{ sku: string }> = () => [{ errors: [{ code: 'X' }] }];

// @ts-expect-error nothing is returned (C-220)
export const returnsNothing: PreMap<{ sku: string }> = () => undefined;
