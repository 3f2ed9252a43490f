// The type of inputFilter in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { InputFilter } from 'hooksmith/celigo';

export const right: InputFilter<{ open: boolean }> = (options) => options.record.open;

export const readsWrong: InputFilter<{ open: boolean }> = (options) => {
  // @ts-expect-error only an output filter is passed the number of the page (C-272)
  void options.pageIndex;
  return options.record.open;
};

// @ts-expect-error a filter returns true or false, not the record (C-275)
export const returnsWrong: InputFilter<{ open: boolean }> = (options) => options.record;

// @ts-expect-error nothing is returned (C-275)
export const returnsNothing: InputFilter<{ open: boolean }> = () => undefined;
