/** Records of a page whose options may not be what the contract says; 0 where they cannot be counted. */
export function countRecords(counter: { countRecords(options: unknown): number }, options: unknown): number {
  try {
    return counter.countRecords(options);
  } catch {
    return 0;
  }
}
