// The type of postMap in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PostMap } from 'hooksmith/celigo';

export const right: PostMap<{ sku: string }, { item: string }> = (options) =>
  options.postMapData.map((data) => ({ data }));

export const readsWrong: PostMap<{ sku: string }, { item: string }> = (options) => {
  // @ts-expect-error the name is postMapData (C-230)
  void options.mappedData;
  return options.postMapData.map((data) => ({ data }));
};

// @ts-expect-error a mapped record must be wrapped: {data: record} (C-234)
export const returnsWrong: PostMap<{ sku: string }, { item: string }> = (options) => options.postMapData;

// @ts-expect-error an error needs its message (C-140)
export const leavesOut: PostMap<{ sku: string }, { item: string }> = () => [{ errors: [{ code: 'X' }] }];

// @ts-expect-error nothing is returned (C-234)
export const returnsNothing: PostMap<{ sku: string }, { item: string }> = () => undefined;
