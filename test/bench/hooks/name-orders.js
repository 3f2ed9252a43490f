/**
 * The hook that the benchmark replays: keeps no state, edits responseData in place as published hooks do (C-244), builds
 * ids from the order and the destination's answer, and puts the order number in front of each error.
 */
const longestMessage = 160;

const advice = {
  INVALID_FIELD: 'correct the field and retry',
  OUT_OF_STOCK: 'wait for stock, then retry',
  DUPLICATE: 'use the update flow',
};

// biome-ignore lint/correctness/noUnusedVariables: the platform finds it by its name
function postSubmit(options) {
  const { preMapData, postMapData, responseData } = options;
  const warehouse = options.settings.flow.warehouse || 'MAIN';
  responseData.forEach((item, index) => {
    const order = preMapData[index];
    if (item.statusCode === 200 && !item.ignored) {
      const answer = item._json.order;
      item.id = makeId(warehouse, order.orderNo, answer.id);
      item._json = {
        orderNo: order.orderNo,
        warehouseNo: answer.number,
        pieces: countPieces(postMapData[index].items),
        parcels: answer.parcels.map((parcel) => `${parcel.carrier}:${parcel.tracking}`),
      };
    } else if (item.statusCode !== 200) {
      item.errors = (item.errors || []).map((error) => ({ ...error, message: reword(order.orderNo, error) }));
    }
  });
  return responseData;
}

function makeId(warehouse, orderNo, id) {
  return `${warehouse.toUpperCase()}-${orderNo.replace('AF-', '')}-${String(id).padStart(9, '0')}`;
}

function countPieces(items) {
  return items.reduce((sum, item) => sum + item.quantity, 0);
}

function reword(orderNo, error) {
  const text = `${orderNo}: ${error.message}${advice[error.code] ? ` (${advice[error.code]})` : ''}`;
  return text.length > longestMessage ? `${text.slice(0, longestMessage - 3)}...` : text;
}
