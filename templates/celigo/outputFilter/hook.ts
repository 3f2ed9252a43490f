import type { OutputFilter } from 'hooksmith/celigo';

/** A record as the export reads it. */
interface Order {
  orderNo: string;
  status: string;
}

/** Runs for each record of an export; true keeps the record in the page. */
export const filter: OutputFilter<Order> = ({ record }) => record.status === 'open';
