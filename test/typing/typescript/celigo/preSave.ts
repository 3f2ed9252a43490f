// The type of preSave in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PreSave } from 'hooksmith/celigo';

export const right: PreSave<{ name: string }> = (options) => options.newResource;

export const readsWrong: PreSave<{ name: string }> = (options) => {
  // @ts-expect-error the name is newResource (C-296)
  void options.resource;
  return options.newResource;
};

// @ts-expect-error the resource itself is returned, not a word on it (C-296)
export const returnsWrong: PreSave<{ name: string }> = () => true;

// @ts-expect-error the resource that is saved has its name
export const leavesOut: PreSave<{ name: string }> = () => ({});

// @ts-expect-error nothing is returned (C-296)
export const returnsNothing: PreSave<{ name: string }> = () => undefined;
