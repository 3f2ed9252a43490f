// The type of preSavePage in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PreSavePage } from 'hooksmith/celigo';

export const right: PreSavePage<{ sku: string }> = (options) => ({
  data: options.data,
  errors: options.errors,
  abort: false,
});

export const readsWrong: PreSavePage<{ sku: string }> = (options) => {
  // @ts-expect-error an export has no answers
  void options.responseData;
  return { data: options.data, errors: options.errors, abort: false };
};

// @ts-expect-error the records alone are no result (C-203)
export const returnsWrong: PreSavePage<{ sku: string }> = (options) => options.data;

// @ts-expect-error errors are part of the result (C-203)
export const leavesOut: PreSavePage<{ sku: string }> = (options) => ({ data: options.data });

// @ts-expect-error nothing is returned (C-203)
export const returnsNothing: PreSavePage<{ sku: string }> = () => undefined;
