// The type of postSubmit in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PostSubmit } from 'hooksmith/celigo';

export const right: PostSubmit<{ sku: string }> = (options) => options.responseData;

export const readsWrong: PostSubmit<{ sku: string }> = (options) => {
  // @ts-expect-error the records are in preMapData and postMapData
  void options.data;
  return options.responseData;
};

// @ts-expect-error 500 is no status of a record (C-011)
export const returnsWrong: PostSubmit<{ sku: string }> = () => [{ statusCode: 500 }];

// @ts-expect-error an element needs its status (C-011)
export const leavesOut: PostSubmit<{ sku: string }> = () => [{ errors: [] }];

// @ts-expect-error nothing is returned (C-244)
export const returnsNothing: PostSubmit<{ sku: string }> = () => undefined;
