// @ts-check
// The type of inputFilter in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').InputFilter<{ open: boolean }>} */
export function right(options) {
  return options.record.open;
}

/** @type {import('hooksmith/celigo').InputFilter<{ open: boolean }>} */
export function readsWrong(options) {
  // @ts-expect-error only an output filter is passed the number of the page (C-272)
  void options.pageIndex;
  return options.record.open;
}

/** @type {import('hooksmith/celigo').InputFilter<{ open: boolean }>} */
export function returnsWrong(options) {
  // @ts-expect-error a filter returns true or false, not the record (C-275)
  return options.record;
}

/** @type {import('hooksmith/celigo').InputFilter<{ open: boolean }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-275)
  return undefined;
}
