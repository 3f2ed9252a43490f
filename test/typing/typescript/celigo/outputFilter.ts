// The type of outputFilter in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { OutputFilter } from 'hooksmith/celigo';

export const right: OutputFilter<{ open: boolean }> = (options) => options.record.open && options.pageIndex === 0;

export const readsWrong: OutputFilter<{ open: boolean }> = (options) => {
  // @ts-expect-error the record has no such field
  void options.record.opened;
  return options.record.open && options.pageIndex === 0;
};

// @ts-expect-error the word for true is not true (C-275)
export const returnsWrong: OutputFilter<{ open: boolean }> = () => 'true';

// @ts-expect-error nothing is returned (C-275)
export const returnsNothing: OutputFilter<{ open: boolean }> = () => undefined;
