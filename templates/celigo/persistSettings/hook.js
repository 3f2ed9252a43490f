/**
 * Runs when settings of the 1.0 contract are saved, on a stack; an error keeps the old ones.
 *
 * @type {import('hooksmith/celigo').PersistSettings}
 */
function persistSettings(options, callback) {
  if (options['license'] === undefined) return callback({ code: 'no_license', message: 'there is no license' });
  callback(null, { success: true, pending: {} });
}
