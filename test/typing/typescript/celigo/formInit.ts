// The type of formInit in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { FormInit } from 'hooksmith/celigo';

export const right: FormInit = (options) => options.resource.settingsForm?.form ?? {};

export const readsWrong: FormInit = (options) => {
  // @ts-expect-error the form is in the resource (C-295)
  void options.form;
  return options.resource.settingsForm?.form ?? {};
};

// @ts-expect-error a form is an object (C-295)
export const returnsWrong: FormInit = () => true;

// @ts-expect-error nothing is returned (C-295)
export const returnsNothing: FormInit = () => undefined;
