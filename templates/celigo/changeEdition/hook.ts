import type { ChangeEdition } from 'hooksmith/celigo';

/** Runs when the edition of an integration changes; returns nothing, or throws to fail the change. */
export const changeEdition: ChangeEdition = ({ fromEdition, toEdition }) => {
  console.log(`from ${fromEdition} to ${toEdition}`);
};
