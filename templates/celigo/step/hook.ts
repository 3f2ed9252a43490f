import type { InstallStep } from 'hooksmith/celigo';

/** What the form of the step asks for. */
interface Form {
  region?: string;
}

/** Runs as a step of an installer or uninstaller; returns nothing, or throws to fail the step. */
export const step: InstallStep<Form> = ({ formSubmission }) => {
  if (!formSubmission?.region) throw new Error('choose a region');
  console.log(`installed for the region ${formSubmission.region}`);
};
