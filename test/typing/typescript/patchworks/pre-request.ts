// The type of pre-request in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PreRequestScript } from 'hooksmith/patchworks';

export const right: PreRequestScript<{ api_key: string }> = async (data) => ({
  payload: data.payload + data.variables.api_key,
});

export const readsWrong: PreRequestScript<{ api_key: string }> = async (data) => {
  // @ts-expect-error there is no such variable
  void data.variables.key;
  return { payload: data.payload + data.variables.api_key };
};

// @ts-expect-error the request goes back as text (P-452)
export const returnsWrong: PreRequestScript<{ api_key: string }> = async (data) => ({ payload: { url: data.payload } });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: PreRequestScript<{ api_key: string }> = async () => undefined;
