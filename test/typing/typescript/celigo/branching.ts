// The type of branching in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { Branching } from 'hooksmith/celigo';

export const right: Branching<{ open: boolean }> = (options) => [options.record.open ? 0 : 1];

export const readsWrong: Branching<{ open: boolean }> = (options) => {
  // @ts-expect-error the branches are not passed
  void options.branches;
  return [options.record.open ? 0 : 1];
};

// @ts-expect-error indices are numbers (C-279)
export const returnsWrong: Branching<{ open: boolean }> = () => ['0'];

// @ts-expect-error nothing is returned (C-279)
export const returnsNothing: Branching<{ open: boolean }> = () => undefined;
