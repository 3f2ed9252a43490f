// The type of initChild in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { InitChild } from 'hooksmith/celigo';

export const right: InitChild = (options) => ({ name: String(options.parentIntegration['name']) });

export const readsWrong: InitChild = (options) => {
  // @ts-expect-error the child is what is returned (C-298)
  void options.childIntegration;
  return { name: String(options.parentIntegration['name']) };
};

// @ts-expect-error a name is no integration (C-298)
export const returnsWrong: InitChild = () => 'Alder shop 2';

// @ts-expect-error nothing is returned (C-298)
export const returnsNothing: InitChild = () => undefined;
