import type { ResponseScript } from 'hooksmith/patchworks';

/** Runs on every attempt of the connector; its `response_code` decides: 0 go on, 1 try again, 3 fail, 4 authenticate anew. */
export default (async (data) => {
  const { status, body } = data.response;
  if (status === 200 && body.includes('session lost')) return { response_code: 4, message: 'session lost' };
  if (status === 429 || status >= 500) return { response_code: 1, message: `the shop answered ${status}` };
  if (status >= 400) return { response_code: 3, message: `the shop refused the request with ${status}` };
  return { response_code: 0 };
}) satisfies ResponseScript;
