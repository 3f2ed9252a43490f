// The type of response-script in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { ResponseScript } from 'hooksmith/patchworks';

export const right: ResponseScript = async (data) => ({ response_code: data.response.status === 429 ? 1 : 0 });

export const readsWrong: ResponseScript = async (data) => {
  // @ts-expect-error the name is status in this kind of script (P-215)
  void data.response.status_code;
  return { response_code: data.response.status === 429 ? 1 : 0 };
};

// @ts-expect-error the code is a number from 0 to 4 (P-512)
export const returnsWrong: ResponseScript = async () => ({ response_code: '2' });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: ResponseScript = async () => undefined;
