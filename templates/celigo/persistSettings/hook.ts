import type { PersistSettings } from 'hooksmith/celigo';

/** Runs when settings of the 1.0 contract are saved, on a stack; an error keeps the old ones. */
export const persistSettings: PersistSettings = (options, callback) => {
  if (options['license'] === undefined) return callback({ code: 'no_license', message: 'there is no license' });
  callback(null, { success: true, pending: {} });
};
