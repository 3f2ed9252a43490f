// @ts-check
// The type of outputFilter in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').OutputFilter<{ open: boolean }>} */
export function right(options) {
  return options.record.open && options.pageIndex === 0;
}

/** @type {import('hooksmith/celigo').OutputFilter<{ open: boolean }>} */
export function readsWrong(options) {
  // @ts-expect-error the record has no such field
  void options.record.opened;
  return options.record.open && options.pageIndex === 0;
}

/** @type {import('hooksmith/celigo').OutputFilter<{ open: boolean }>} */
export function returnsWrong() {
  // @ts-expect-error the word for true is not true (C-275)
  return 'true';
}

/** @type {import('hooksmith/celigo').OutputFilter<{ open: boolean }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-275)
  return undefined;
}
