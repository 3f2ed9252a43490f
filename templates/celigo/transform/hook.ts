import type { Transform } from 'hooksmith/celigo';

/** A record as the export reads it. */
interface Row {
  sku: string;
  price: string;
}

/** A record as it goes on. */
interface Item {
  sku: string;
  price: number;
}

/** Runs for each record of an export; what it returns takes the record's place. A throw fails this record alone. */
export const transform: Transform<Row, Item> = ({ record }) => {
  const price = Number(record.price);
  if (Number.isNaN(price)) throw new Error(`${record.sku}: the price is ${JSON.stringify(record.price)}`);
  return { ...record, sku: record.sku.toUpperCase(), price };
};
