// The type of transform in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { Transform } from 'hooksmith/celigo';

export const right: Transform<{ sku: string }, { sku: string }> = (options) => options.record;

export const readsWrong: Transform<{ sku: string }, { sku: string }> = (options) => {
  // @ts-expect-error a transform is called with one record, not with a page (C-270)
  void options.data;
  return options.record;
};

// @ts-expect-error a text is no record (C-270)
export const returnsWrong: Transform<{ sku: string }, { sku: string }> = (options) => options.record.sku;

// @ts-expect-error the record that goes on has its sku
export const leavesOut: Transform<{ sku: string }, { sku: string }> = () => ({});

// @ts-expect-error nothing is returned (C-281)
export const returnsNothing: Transform<{ sku: string }, { sku: string }> = () => undefined;
