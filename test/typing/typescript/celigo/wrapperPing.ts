// The type of wrapperPing in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { WrapperPing } from 'hooksmith/celigo';

export const right: WrapperPing<{ host: string }> = (options, callback) =>
  callback(null, { statusCode: options.connection.unencrypted.host ? 200 : 401 });

export const readsWrong: WrapperPing<{ host: string }> = (options, callback) => {
  // @ts-expect-error the settings of a connection are in unencrypted and encrypted
  void options.connection.host;
  callback(null, { statusCode: options.connection.unencrypted.host ? 200 : 401 });
};

// @ts-expect-error 403 is not said by a wrapper (C-011, C-305)
export const returnsWrong: WrapperPing<{ host: string }> = (_options, callback) => callback(null, { statusCode: 403 });

// @ts-expect-error an answer needs its status (C-305)
export const leavesOut: WrapperPing<{ host: string }> = (_options, callback) => callback(null, { errors: [] });
