/**
 * Runs for each record of an export; true keeps the record in the page.
 *
 * @type {import('hooksmith/celigo').OutputFilter<{ orderNo: string, status: string }>}
 */
function filter({ record }) {
  return record.status === 'open';
}
