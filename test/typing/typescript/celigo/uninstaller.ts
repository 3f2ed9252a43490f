// The type of uninstaller in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { Uninstaller } from 'hooksmith/celigo';

export const right: Uninstaller = (options, callback) => callback(null, { token: options.bearerToken.length });

export const readsWrong: Uninstaller = (options, callback) => {
  // @ts-expect-error what is passed beside the token is not documented
  void options.license.key;
  callback(null, { token: options.bearerToken.length });
};

// @ts-expect-error a stack calls back with an error and a result (C-004)
export const returnsWrong: Uninstaller = (_options, callback) => callback(null, {}, true);

// @ts-expect-error a callback needs null where there is no error (C-004)
export const leavesOut: Uninstaller = (_options, callback) => callback();
