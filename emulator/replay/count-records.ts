import type { AnyContract } from '../../sdk/contract.ts';

/** Records of a page whose options may not be what the contract says; 0 where they cannot be counted. */
export function countRecords(contract: AnyContract, options: unknown): number {
  try {
    return contract.countRecords(options);
  } catch {
    return 0;
  }
}
