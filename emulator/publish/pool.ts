/** Does something with each item, so many at a time; gives the results in the order of the items. The first failure ends it. */
export async function mapPooled<Item, Result>(
  items: readonly Item[],
  most: number,
  act: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  async function work(): Promise<void> {
    while (!hasFailed && next < items.length) {
      const index = next;
      next += 1;
      try {
        results[index] = await act(items[index] as Item, index);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  // All are waited for, so that nothing goes on behind an error.
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return results;
}
