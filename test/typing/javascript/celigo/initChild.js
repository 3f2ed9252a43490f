// @ts-check
// The type of initChild in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').InitChild} */
export function right(options) {
  return { name: String(options.parentIntegration['name']) };
}

/** @type {import('hooksmith/celigo').InitChild} */
export function readsWrong(options) {
  // @ts-expect-error the child is what is returned (C-298)
  void options.childIntegration;
  return { name: String(options.parentIntegration['name']) };
}

/** @type {import('hooksmith/celigo').InitChild} */
export function returnsWrong() {
  // @ts-expect-error a name is no integration (C-298)
  return 'Alder shop 2';
}

/** @type {import('hooksmith/celigo').InitChild} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-298)
  return undefined;
}
