/**
 * Gives the fields that a mapping may use, on a stack of the 1.0 contract. What its result means is not documented.
 *
 * @type {import('hooksmith/celigo').GetMappingMetadata}
 */
function getMappingMetadata(options, callback) {
  if (options['_connectionId'] === undefined) return callback(null, { fields: [] });
  callback(null, { fields: [{ id: 'sku', label: 'SKU' }] });
}
