// @ts-check
// The type of persistSettings in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PersistSettings} */
export function right(options, callback) {
  callback(null, { success: options.bearerToken !== '', pending: {} });
}

/** @type {import('hooksmith/celigo').PersistSettings} */
export function readsWrong(options, callback) {
  // @ts-expect-error what is passed beside the token is not documented (C-302)
  void options.pending.key;
  callback(null, { success: options.bearerToken !== '', pending: {} });
}

/** @type {import('hooksmith/celigo').PersistSettings} */
export function returnsWrong(_options, callback) {
  // @ts-expect-error success is a boolean (C-302)
  callback(null, { success: 'true' });
}

/** @type {import('hooksmith/celigo').PersistSettings} */
export function leavesOut(_options, callback) {
  // @ts-expect-error persistSettings says whether it went well (C-302)
  callback(null, { pending: {} });
}
