// @ts-check
// The type of integrationInstaller in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').IntegrationInstaller} */
export function right(options, callback) {
  callback(null, { success: options.bearerToken !== '', stepsToUpdate: [] });
}

/** @type {import('hooksmith/celigo').IntegrationInstaller} */
export function readsWrong(options, callback) {
  // @ts-expect-error what is passed beside the token is not documented (C-302)
  void options.license.key;
  callback(null, { success: options.bearerToken !== '', stepsToUpdate: [] });
}

/** @type {import('hooksmith/celigo').IntegrationInstaller} */
export function returnsWrong(_options, callback) {
  // @ts-expect-error an installer calls back with an object (C-302)
  callback(null, true);
}

/** @type {import('hooksmith/celigo').IntegrationInstaller} */
export function leavesOut(_options, callback) {
  // @ts-expect-error an installer says whether it went well (C-302)
  callback(null, { stepsToUpdate: [] });
}
