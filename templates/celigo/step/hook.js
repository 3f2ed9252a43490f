/**
 * Runs as a step of an installer or uninstaller; returns nothing, or throws to fail the step.
 *
 * @type {import('hooksmith/celigo').InstallStep<{ region?: string }>}
 */
function step({ formSubmission }) {
  if (!formSubmission?.region) throw new Error('choose a region');
  console.log(`installed for the region ${formSubmission.region}`);
}
