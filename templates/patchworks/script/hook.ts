import type { ShapeScript } from 'hooksmith/patchworks';

/** A line of the order that the payload holds. */
interface Line {
  sku: string;
  qty: number;
  price: number;
}

/** Runs once for each payload that reaches the script shape; returns the payload that goes on. */
export default (async (data) => {
  const lines: Line[] = JSON.parse(data.payload ?? '[]');
  const total = lines.reduce((sum, { qty, price }) => sum + qty * price, 0);
  return { payload: JSON.stringify({ lines, total }), logs: [`${lines.length} lines, ${total} in all`] };
}) satisfies ShapeScript;
