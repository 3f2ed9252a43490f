import type { WrapperPing } from 'hooksmith/celigo';

/** Tries the connection of a wrapper, on a stack: calls back with 200, or with 401 and why. */
export const wrapperPing: WrapperPing<{ host?: string }, { key?: string }> = ({ connection }, callback) => {
  if (connection.encrypted.key) return callback(null, { statusCode: 200 });
  callback(null, { statusCode: 401, errors: [{ code: 'no_key', message: 'the connection has no key' }] });
};
