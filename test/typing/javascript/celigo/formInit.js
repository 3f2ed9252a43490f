// @ts-check
// The type of formInit in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').FormInit} */
export function right(options) {
  return options.resource.settingsForm?.form ?? {};
}

/** @type {import('hooksmith/celigo').FormInit} */
export function readsWrong(options) {
  // @ts-expect-error the form is in the resource (C-295)
  void options.form;
  return options.resource.settingsForm?.form ?? {};
}

/** @type {import('hooksmith/celigo').FormInit} */
export function returnsWrong() {
  // @ts-expect-error a form is an object (C-295)
  return true;
}

/** @type {import('hooksmith/celigo').FormInit} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-295)
  return undefined;
}
