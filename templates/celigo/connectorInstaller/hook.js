/**
 * Installs a connector of the 1.0 contract, on a stack: calls back with how it went, and with the steps that change.
 *
 * @type {import('hooksmith/celigo').ConnectorInstaller}
 */
function connectorInstaller(options, callback) {
  if (options['_connectionId'] === undefined) return callback(null, { success: false, stepsToUpdate: [] });
  callback(null, { success: true, stepsToUpdate: [] });
}
