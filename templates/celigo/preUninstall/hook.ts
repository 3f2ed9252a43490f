import type { PreUninstall } from 'hooksmith/celigo';

/** Runs before an integration of the 1.0 contract is uninstalled, on a stack. What its result means is not documented. */
export const preUninstall: PreUninstall = (options, callback) => {
  console.log(`about to uninstall ${options['_connectionId'] ?? 'an integration without a connection'}`);
  callback(null);
};
