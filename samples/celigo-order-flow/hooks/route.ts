import type { Branching } from 'hooksmith/celigo';
import type { Order } from './export.ts';

/** The router between export and imports: branch 0 ships from Leeds, branch 1 from Antwerp. */
export const branching: Branching<Order> = ({ record }) => [record.country === 'GB' ? 0 : 1];
