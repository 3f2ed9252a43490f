/**
 * Runs once for each payload that reaches the script shape; returns the payload that goes on.
 *
 * @type {import('hooksmith/patchworks').ShapeScript}
 */
module.exports = async (data) => {
  /** @type {{ sku: string, qty: number, price: number }[]} */
  const lines = JSON.parse(data.payload ?? '[]');
  const total = lines.reduce((sum, { qty, price }) => sum + qty * price, 0);
  return { payload: JSON.stringify({ lines, total }), logs: [`${lines.length} lines, ${total} in all`] };
};
