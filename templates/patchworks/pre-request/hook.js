/**
 * Runs before each request to the endpoint; may change its url, method, headers and body.
 *
 * @type {import('hooksmith/patchworks').PreRequestScript<{ api_key: string }>}
 */
module.exports = async (data) => {
  /** @type {import('hooksmith/patchworks').PatchworksRequest} */
  const request = JSON.parse(data.payload);
  return { payload: JSON.stringify({ ...request, headers: { ...request.headers, 'X-Key': data.variables.api_key } }) };
};
