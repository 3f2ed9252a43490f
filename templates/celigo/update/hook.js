/**
 * Runs when an integration is updated; returns nothing, or throws to fail the update.
 *
 * @type {import('hooksmith/celigo').Update}
 */
function update({ resource }) {
  console.log(`updating the integration ${resource['_id']}`);
}
