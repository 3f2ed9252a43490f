/**
 * Reads anew what the application offers, on a stack of the 1.0 contract. What its result means is not documented.
 *
 * @type {import('hooksmith/celigo').RefreshMetadata}
 */
function refreshMetadata(options, callback) {
  if (options['_connectionId'] === undefined) return callback(null, { fields: [] });
  callback(null, { fields: [{ id: 'sku', label: 'SKU' }] });
}
