// The type of pagination in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PaginationScript } from 'hooksmith/patchworks';

export const right: PaginationScript = async (data) => ({
  payload: JSON.stringify({ has_next_page: data.payload === '' }),
});

export const readsWrong: PaginationScript = async (data) => {
  // @ts-expect-error what was answered is in payload
  void data.response;
  return { payload: JSON.stringify({ has_next_page: data.payload === '' }) };
};

// @ts-expect-error has_next_page counts only inside payload (P-464)
export const returnsWrong: PaginationScript = async () => ({ has_next_page: true });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: PaginationScript = async () => undefined;
