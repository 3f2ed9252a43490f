/**
 * Runs when the edition of an integration changes; returns nothing, or throws to fail the change.
 *
 * @type {import('hooksmith/celigo').ChangeEdition}
 */
function changeEdition({ fromEdition, toEdition }) {
  console.log(`from ${fromEdition} to ${toEdition}`);
}
