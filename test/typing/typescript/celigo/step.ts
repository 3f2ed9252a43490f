// The type of step in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { InstallStep } from 'hooksmith/celigo';

export const right: InstallStep<{ region: string }> = (options) => void options.formSubmission?.region;

export const readsWrong: InstallStep<{ region: string }> = (options) => {
  // @ts-expect-error the name is formSubmission (C-297)
  void options.form;
  return void options.formSubmission?.region;
};

// @ts-expect-error a step returns nothing (C-297)
export const returnsWrong: InstallStep<{ region: string }> = () => ({ success: true });
