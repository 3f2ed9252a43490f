/** Things that are read of a platform at a time; requests are bounded by the client as well. */
const readsAtOnce = 12;

/**
 * Does something with each item, so many at a time; gives the results in the order of the items. After the first failure
 * nothing more is begun; what was begun is waited for, so that nothing goes on behind an error.
 *
 * @param most `readsAtOnce` unless it is given
 */
export async function mapPooled<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
  most: number = readsAtOnce,
): Promise<readonly Result[]> {
  const lane = makeLane(most);
  let hasFailed = false;
  const ended = await Promise.allSettled(
    items.map((item) =>
      lane(async () => {
        if (hasFailed) return [];
        try {
          return [await act(item)];
        } catch (error) {
          hasFailed = true;
          throw error;
        }
      }),
    ),
  );
  return ended.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** Lets so many through at a time; the others wait in order. */
export function makeLane(most: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (act) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
