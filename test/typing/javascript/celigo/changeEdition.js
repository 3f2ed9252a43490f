// @ts-check
// The type of changeEdition in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').ChangeEdition} */
export function right(options) {
  return void options.toEdition;
}

/** @type {import('hooksmith/celigo').ChangeEdition} */
export function readsWrong(options) {
  // @ts-expect-error the names are fromEdition and toEdition (C-300)
  void options.edition;
  return void options.toEdition;
}

/** @type {import('hooksmith/celigo').ChangeEdition} */
export function returnsWrong(options) {
  // @ts-expect-error changeEdition returns nothing (C-300)
  return options.toEdition;
}
