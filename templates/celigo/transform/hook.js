/**
 * Runs for each record of an export; what it returns takes the record's place. A throw fails this record alone.
 *
 * @type {import('hooksmith/celigo').Transform<{ sku: string, price: string }, { sku: string, price: number }>}
 */
function transform({ record }) {
  const price = Number(record.price);
  if (Number.isNaN(price)) throw new Error(`${record.sku}: the price is ${JSON.stringify(record.price)}`);
  return { ...record, sku: record.sku.toUpperCase(), price };
}
