import type { InitChild } from 'hooksmith/celigo';

/** Runs when an integration gets a child; returns the child integration to make. */
export const initChild: InitChild = ({ parentIntegration }) => ({
  name: `${parentIntegration['name']} (child)`,
});
