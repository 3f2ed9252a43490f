import type { Update } from 'hooksmith/celigo';

/** Runs when an integration is updated; returns nothing, or throws to fail the update. */
export const update: Update = ({ resource }) => {
  console.log(`updating the integration ${resource['_id']}`);
};
