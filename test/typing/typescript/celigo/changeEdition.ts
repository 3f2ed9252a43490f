// The type of changeEdition in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { ChangeEdition } from 'hooksmith/celigo';

export const right: ChangeEdition = (options) => void options.toEdition;

export const readsWrong: ChangeEdition = (options) => {
  // @ts-expect-error the names are fromEdition and toEdition (C-300)
  void options.edition;
  return void options.toEdition;
};

// @ts-expect-error changeEdition returns nothing (C-300)
export const returnsWrong: ChangeEdition = (options) => options.toEdition;
