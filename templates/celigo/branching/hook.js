/**
 * Runs for each record at a router; returns the indices of the branches that the record takes, from 0.
 *
 * @type {import('hooksmith/celigo').Branching<{ country: string }>}
 */
function branching({ record }) {
  return [record.country === 'GB' ? 0 : 1];
}
