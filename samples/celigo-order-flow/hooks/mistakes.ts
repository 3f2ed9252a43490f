/**
 * Five mistakes that authors make, each found by the recording of its name. TypeScript would refuse four of them: these
 * functions are written without the types of `hooksmith/celigo`, as in the editor of a browser.
 */

interface Page {
  readonly data: readonly { readonly orderNo: string; readonly lines?: readonly object[] }[];
  readonly postMapData: readonly { readonly items: readonly object[] }[];
  readonly postResponseMapData: readonly object[];
}

/** postMap that leaves out a record instead of skipping it with `{}`: the whole page fails. */
export function dropsRecord(options: Page) {
  const kept = options.postMapData.filter(({ items }) => items.length > 0);
  return kept.map((data) => ({ data }));
}

/** postResponseMap that returns the shape of preSavePage. */
export function returnsObject(options: Page) {
  return { data: options.postResponseMapData };
}

/** preSavePage that reads a field which some rows lack: a throw stops the flow. */
export function throwsOnRow(options: Page) {
  const count = options.data.reduce((sum, row) => sum + (row.lines as readonly object[]).length, 0);
  return { data: options.data, errors: [], abort: count === 0 };
}

/** Filter that answers in words. */
export function answersInWords({ record }: { readonly record: { readonly country: string } }) {
  return record.country === 'GB' ? true : String(record.country === 'IE');
}

/** Branching that still knows the branch which was removed from the router. */
export function knowsOldBranch({ record }: { readonly record: { readonly country: string } }) {
  return [record.country === 'GB' ? 0 : record.country === 'IE' ? 2 : 1];
}
