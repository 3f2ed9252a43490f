import type { PatchworksRequest, PreRequestScript } from 'hooksmith/patchworks';

/** Runs before each request to the endpoint; may change its url, method, headers and body. */
export default (async (data) => {
  const request: PatchworksRequest = JSON.parse(data.payload);
  return { payload: JSON.stringify({ ...request, headers: { ...request.headers, 'X-Key': data.variables.api_key } }) };
}) satisfies PreRequestScript<{ api_key: string }>;
