/**
 * Runs on every attempt of each connector that uses the endpoint, unless the connector has a response script of its own.
 *
 * @type {import('hooksmith/patchworks').PostRequestScript}
 */
module.exports = async (data) => {
  const { status } = data.response;
  if (status === 429 || status >= 500) return { response_code: 1, message: `the shop answered ${status}` };
  if (status >= 400) return { response_code: 3, message: `the shop refused the request with ${status}` };
  return { response_code: 0 };
};
