// @ts-check
// The type of preSave in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PreSave<{ name: string }>} */
export function right(options) {
  return options.newResource;
}

/** @type {import('hooksmith/celigo').PreSave<{ name: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the name is newResource (C-296)
  void options.resource;
  return options.newResource;
}

/** @type {import('hooksmith/celigo').PreSave<{ name: string }>} */
export function returnsWrong() {
  // @ts-expect-error the resource itself is returned, not a word on it (C-296)
  return true;
}

/** @type {import('hooksmith/celigo').PreSave<{ name: string }>} */
export function leavesOut() {
  // @ts-expect-error the resource that is saved has its name
  return {};
}

/** @type {import('hooksmith/celigo').PreSave<{ name: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-296)
  return undefined;
}
