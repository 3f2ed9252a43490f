// @ts-check
// The type of step in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').InstallStep<{ region: string }>} */
export function right(options) {
  return void options.formSubmission?.region;
}

/** @type {import('hooksmith/celigo').InstallStep<{ region: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the name is formSubmission (C-297)
  void options.form;
  return void options.formSubmission?.region;
}

/** @type {import('hooksmith/celigo').InstallStep<{ region: string }>} */
export function returnsWrong() {
  // @ts-expect-error a step returns nothing (C-297)
  return { success: true };
}
