// @ts-check
// The type of branching in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').Branching<{ open: boolean }>} */
export function right(options) {
  return [options.record.open ? 0 : 1];
}

/** @type {import('hooksmith/celigo').Branching<{ open: boolean }>} */
export function readsWrong(options) {
  // @ts-expect-error the branches are not passed
  void options.branches;
  return [options.record.open ? 0 : 1];
}

/** @type {import('hooksmith/celigo').Branching<{ open: boolean }>} */
export function returnsWrong() {
  // @ts-expect-error indices are numbers (C-279)
  return ['0'];
}

/** @type {import('hooksmith/celigo').Branching<{ open: boolean }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-279)
  return undefined;
}
