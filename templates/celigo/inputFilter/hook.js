/**
 * Runs for each record of an import; false skips the record in this step, and it goes on in the flow.
 *
 * @type {import('hooksmith/celigo').InputFilter<{ sku: string, country: string }>}
 */
function filter({ record }) {
  return record.sku !== 'SAMPLE';
}
