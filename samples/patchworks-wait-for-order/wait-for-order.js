/**
 * Response script that waits for an order to be packed: while it is not, code 2 fails the flow and queues it again (P-503).
 * How often and after what time the platform does that is not known (P-611, P-612), so a status that will never change must
 * end the waiting with code 3. A flow variable does not count the tries: each run starts with its default (P-210).
 *
 * @param {import('hooksmith/patchworks').ResponseScriptInput} data
 * @returns {Promise<import('hooksmith/patchworks').ResponseScriptResult>}
 */
module.exports = async (data) => {
  const { status, body } = data.response;
  if (status >= 500) return { response_code: 1, message: `the shop answered ${status}` };
  if (status >= 400) return { response_code: 3, message: `the shop does not know the order: ${status}` };

  const order = JSON.parse(body);
  if (order.status === 'cancelled') return { response_code: 3, message: `${order.number} was cancelled` };
  if (order.status !== 'packed') {
    return { response_code: 2, message: `${order.number} is ${order.status}`, logs: ['asking again in a later run'] };
  }
  return { response_code: 0, payload: JSON.stringify({ number: order.number, parcels: order.parcels }) };
};
