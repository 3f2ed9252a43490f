import type { Branching } from 'hooksmith/celigo';

/** A record at the router. */
interface Order {
  country: string;
}

/** Runs for each record at a router; returns the indices of the branches that the record takes, from 0. */
export const branching: Branching<Order> = ({ record }) => [record.country === 'GB' ? 0 : 1];
