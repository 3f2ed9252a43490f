import type { Uninstaller } from 'hooksmith/celigo';

/** Uninstalls an integration of the 1.0 contract, on a stack. What its result means is not documented. */
export const uninstaller: Uninstaller = (options, callback) => {
  console.log(`uninstalling ${options['_connectionId'] ?? 'an integration without a connection'}`);
  callback(null);
};
