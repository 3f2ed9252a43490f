// @ts-check
// The type of handleRequest in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').HandleRequest<{ sku: string }>} */
export function right(options) {
  return { statusCode: 202, body: { accepted: options.method } };
}

/** @type {import('hooksmith/celigo').HandleRequest<{ sku: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the name is queryString (C-285)
  void options.query;
  return { statusCode: 202, body: { accepted: options.method } };
}

/** @type {import('hooksmith/celigo').HandleRequest<{ sku: string }>} */
export function returnsWrong() {
  // @ts-expect-error the status is a number (C-286)
  return { statusCode: '202' };
}

/** @type {import('hooksmith/celigo').HandleRequest<{ sku: string }>} */
export function leavesOut() {
  // @ts-expect-error an answer needs its status (C-286)
  return { body: {} };
}

/** @type {import('hooksmith/celigo').HandleRequest<{ sku: string }>} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-286)
  return undefined;
}
