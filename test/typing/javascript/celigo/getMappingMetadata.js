// @ts-check
// The type of getMappingMetadata in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').GetMappingMetadata} */
export function right(options, callback) {
  callback(null, { token: options.bearerToken.length });
}

/** @type {import('hooksmith/celigo').GetMappingMetadata} */
export function readsWrong(options, callback) {
  // @ts-expect-error what is passed beside the token is not documented
  void options.license.key;
  callback(null, { token: options.bearerToken.length });
}

/** @type {import('hooksmith/celigo').GetMappingMetadata} */
export function returnsWrong(_options, callback) {
  // @ts-expect-error a stack calls back with an error and a result (C-004)
  callback(null, {}, true);
}

/** @type {import('hooksmith/celigo').GetMappingMetadata} */
export function leavesOut(_options, callback) {
  // @ts-expect-error a callback needs null where there is no error (C-004)
  callback();
}
