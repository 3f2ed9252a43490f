// The type of handleRequest in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { HandleRequest } from 'hooksmith/celigo';

export const right: HandleRequest<{ sku: string }> = (options) => ({
  statusCode: 202,
  body: { accepted: options.method },
});

export const readsWrong: HandleRequest<{ sku: string }> = (options) => {
  // @ts-expect-error the name is queryString (C-285)
  void options.query;
  return { statusCode: 202, body: { accepted: options.method } };
};

// @ts-expect-error the status is a number (C-286)
export const returnsWrong: HandleRequest<{ sku: string }> = () => ({ statusCode: '202' });

// @ts-expect-error an answer needs its status (C-286)
export const leavesOut: HandleRequest<{ sku: string }> = () => ({ body: {} });

// @ts-expect-error nothing is returned (C-286)
export const returnsNothing: HandleRequest<{ sku: string }> = () => undefined;
