// @ts-check
// The type of update in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').Update} */
export function right(options) {
  return void options.resource['_id'];
}

/** @type {import('hooksmith/celigo').Update} */
export function readsWrong(options) {
  // @ts-expect-error the name is resource (C-299)
  void options.newResource;
  return void options.resource['_id'];
}

/** @type {import('hooksmith/celigo').Update} */
export function returnsWrong(options) {
  // @ts-expect-error update returns nothing (C-299)
  return options.resource;
}
