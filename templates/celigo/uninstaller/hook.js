/**
 * Uninstalls an integration of the 1.0 contract, on a stack. What its result means is not documented.
 *
 * @type {import('hooksmith/celigo').Uninstaller}
 */
function uninstaller(options, callback) {
  console.log(`uninstalling ${options['_connectionId'] ?? 'an integration without a connection'}`);
  callback(null);
}
