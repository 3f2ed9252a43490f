/**
 * Runs when an integration gets a child; returns the child integration to make.
 *
 * @type {import('hooksmith/celigo').InitChild}
 */
function initChild({ parentIntegration }) {
  return { name: `${parentIntegration['name']} (child)` };
}
