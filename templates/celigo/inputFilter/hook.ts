import type { InputFilter } from 'hooksmith/celigo';

/** A record that reaches the import. */
interface Item {
  sku: string;
  country: string;
}

/** Runs for each record of an import; false skips the record in this step, and it goes on in the flow. */
export const filter: InputFilter<Item> = ({ record }) => record.sku !== 'SAMPLE';
