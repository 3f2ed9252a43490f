// The type of postResponseMap in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PostResponseMap } from 'hooksmith/celigo';

export const right: PostResponseMap<{ sku: string }, object, object, { sku: string }> = (options) =>
  options.postResponseMapData;

export const readsWrong: PostResponseMap<{ sku: string }, object, object, { sku: string }> = (options) => {
  // @ts-expect-error data is null in one kind of import: use postResponseMapData (C-267)
  void options.data;
  return options.postResponseMapData;
};

// @ts-expect-error an object that holds the records is not the array (C-010, C-261)
export const returnsWrong: PostResponseMap<{ sku: string }, object, object, { sku: string }> = (options) => ({
  data: options.postResponseMapData,
});

// @ts-expect-error a record that goes on has its sku
export const leavesOut: PostResponseMap<{ sku: string }, object, object, { sku: string }> = () => [{}];

// @ts-expect-error nothing is returned (C-261)
export const returnsNothing: PostResponseMap<{ sku: string }, object, object, { sku: string }> = () => undefined;
