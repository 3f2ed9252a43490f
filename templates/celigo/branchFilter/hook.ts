import type { BranchFilter } from 'hooksmith/celigo';

/** A record at the router. */
interface Item {
  sku: string;
  country: string;
}

/** Runs for each record at a branch of a router; true lets the record take the branch. */
export const filter: BranchFilter<Item> = ({ record }) => record.country === 'GB';
