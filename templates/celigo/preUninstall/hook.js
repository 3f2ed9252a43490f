/**
 * Runs before an integration of the 1.0 contract is uninstalled, on a stack. What its result means is not documented.
 *
 * @type {import('hooksmith/celigo').PreUninstall}
 */
function preUninstall(options, callback) {
  console.log(`about to uninstall ${options['_connectionId'] ?? 'an integration without a connection'}`);
  callback(null);
}
