// @ts-check
// The type of wrapperPing in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').WrapperPing<{ host: string }>} */
export function right(options, callback) {
  callback(null, { statusCode: options.connection.unencrypted.host ? 200 : 401 });
}

/** @type {import('hooksmith/celigo').WrapperPing<{ host: string }>} */
export function readsWrong(options, callback) {
  // @ts-expect-error the settings of a connection are in unencrypted and encrypted
  void options.connection.host;
  callback(null, { statusCode: options.connection.unencrypted.host ? 200 : 401 });
}

/** @type {import('hooksmith/celigo').WrapperPing<{ host: string }>} */
export function returnsWrong(_options, callback) {
  // @ts-expect-error 403 is not said by a wrapper (C-011, C-305)
  callback(null, { statusCode: 403 });
}

/** @type {import('hooksmith/celigo').WrapperPing<{ host: string }>} */
export function leavesOut(_options, callback) {
  // @ts-expect-error an answer needs its status (C-305)
  callback(null, { errors: [] });
}
