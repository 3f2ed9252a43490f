/**
 * Response script of an order pull. The shop answers 200 even when the session is gone and says so in the body only, so the
 * script looks there: code 2 fails the flow and queues it again (P-503).
 *
 * @param {import('hooksmith/patchworks').ResponseScriptInput} data
 * @returns {Promise<import('hooksmith/patchworks').ResponseScriptResult>}
 */
module.exports = async (data) => {
  const { status, body } = data.response;
  if (status === 200 && body.includes('Invalid session')) {
    return { response_code: 2, message: 'Invalid session', logs: ['the shop answered 200 with an invalid session'] };
  }
  if (status === 429 || status >= 500) {
    return { response_code: 1, message: `the shop answered ${status}` };
  }
  if (status >= 400) {
    return { response_code: 3, message: `the shop refused the request with ${status}` };
  }
  return { response_code: 0, payload: data.payload };
};
