// The type of post-request in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PostRequestScript } from 'hooksmith/patchworks';

export const right: PostRequestScript = async (data) => ({ response_code: data.response.status === 202 ? 2 : 0 });

export const readsWrong: PostRequestScript = async (data) => {
  // @ts-expect-error the name is status in this kind of script (P-215)
  void data.response.status_code;
  return { response_code: data.response.status === 202 ? 2 : 0 };
};

// @ts-expect-error status is a slip for response_code (P-306)
export const returnsWrong: PostRequestScript = async () => ({ status: 2 });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: PostRequestScript = async () => undefined;
