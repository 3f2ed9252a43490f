// The type of script in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { ShapeScript } from 'hooksmith/patchworks';

export const right: ShapeScript = async (data) => ({ payload: data.payload, meta: { lines: '2' } });

export const readsWrong: ShapeScript = async (data) => {
  // @ts-expect-error a script shape has no response (P-213)
  void data.response;
  return { payload: data.payload, meta: { lines: '2' } };
};

// @ts-expect-error a code does nothing in a script shape (P-306)
export const returnsWrong: ShapeScript = async () => ({ response_code: 2 });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: ShapeScript = async () => undefined;
