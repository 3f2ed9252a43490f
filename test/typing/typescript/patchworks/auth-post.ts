// The type of auth-post in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { AuthScript } from 'hooksmith/patchworks';

export const right: AuthScript<{ user: string }> = async (data) => ({
  variables: { ...data.variables, token: data.variables.user },
});

export const readsWrong: AuthScript<{ user: string }> = async (data) => {
  // @ts-expect-error an authentication script has no metadata (P-471)
  void data.meta;
  return { variables: { ...data.variables, token: data.variables.user } };
};

// @ts-expect-error a payload is text (P-304)
export const returnsWrong: AuthScript<{ user: string }> = async () => ({ payload: 7 });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: AuthScript<{ user: string }> = async () => undefined;
