// The type of persistSettings in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PersistSettings } from 'hooksmith/celigo';

export const right: PersistSettings = (options, callback) =>
  callback(null, { success: options.bearerToken !== '', pending: {} });

export const readsWrong: PersistSettings = (options, callback) => {
  // @ts-expect-error what is passed beside the token is not documented (C-302)
  void options.pending.key;
  callback(null, { success: options.bearerToken !== '', pending: {} });
};

// @ts-expect-error success is a boolean (C-302)
export const returnsWrong: PersistSettings = (_options, callback) => callback(null, { success: 'true' });

// @ts-expect-error persistSettings says whether it went well (C-302)
export const leavesOut: PersistSettings = (_options, callback) => callback(null, { pending: {} });
