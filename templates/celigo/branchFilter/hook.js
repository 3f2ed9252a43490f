/**
 * Runs for each record at a branch of a router; true lets the record take the branch.
 *
 * @type {import('hooksmith/celigo').BranchFilter<{ sku: string, country: string }>}
 */
function filter({ record }) {
  return record.country === 'GB';
}
