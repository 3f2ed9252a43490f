/**
 * Response script of the connector. The shop answers 200 even when the session is gone and says so in the body only: code 4
 * authenticates anew and sends the request again (P-505). It then returns the orders alone, as a script switches the data
 * path of the endpoint off (P-431); the address of the next page stays, since paging needs it (P-436).
 *
 * @param {import('hooksmith/patchworks').ResponseScriptInput} data
 * @returns {Promise<import('hooksmith/patchworks').ResponseScriptResult>}
 */
module.exports = async (data) => {
  const { status, body } = data.response;
  if (status === 200 && body.includes('Invalid session')) {
    return { response_code: 4, message: 'Invalid session' };
  }
  if (status === 429 || status >= 500) {
    return { response_code: 1, message: `the shop answered ${status}` };
  }
  if (status >= 400) {
    return { response_code: 3, message: `the shop refused the request with ${status}` };
  }
  const { orders, next } = JSON.parse(body);
  return { response_code: 0, payload: JSON.stringify({ orders, next }), logs: [`${orders.length} orders`] };
};
