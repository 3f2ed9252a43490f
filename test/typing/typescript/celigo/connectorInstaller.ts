// The type of connectorInstaller in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { ConnectorInstaller } from 'hooksmith/celigo';

export const right: ConnectorInstaller = (options, callback) =>
  callback(null, { success: options.bearerToken !== '', stepsToUpdate: [] });

export const readsWrong: ConnectorInstaller = (options, callback) => {
  // @ts-expect-error what is passed beside the token is not documented (C-302)
  void options.license.key;
  callback(null, { success: options.bearerToken !== '', stepsToUpdate: [] });
};

// @ts-expect-error an installer calls back with an object (C-302)
export const returnsWrong: ConnectorInstaller = (_options, callback) => callback(null, true);

// @ts-expect-error an installer says whether it went well (C-302)
export const leavesOut: ConnectorInstaller = (_options, callback) => callback(null, { stepsToUpdate: [] });
