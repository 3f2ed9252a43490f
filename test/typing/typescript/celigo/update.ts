// The type of update in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { Update } from 'hooksmith/celigo';

export const right: Update = (options) => void options.resource['_id'];

export const readsWrong: Update = (options) => {
  // @ts-expect-error the name is resource (C-299)
  void options.newResource;
  return void options.resource['_id'];
};

// @ts-expect-error update returns nothing (C-299)
export const returnsWrong: Update = (options) => options.resource;
