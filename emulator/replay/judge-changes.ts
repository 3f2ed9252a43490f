import type { PageIssue } from '../sandbox/protocol.ts';
import { compareJson } from './compare.ts';
import { pageError } from './judgement.ts';
import { showJson, showPath } from './show.ts';

const mostDifferences = 10_000; // one for each record of the largest page

/**
 * Names where a result differs from the recorded one: one issue for each record, with its first difference.
 * `recordOf` tells the record that a path belongs to; null is the page.
 */
export function findChanges(
  recorded: unknown,
  now: unknown,
  { root, recordOf }: { readonly root: string; readonly recordOf: (path: string) => number | null },
): readonly PageIssue[] {
  const differences = compareJson(recorded, now, mostDifferences).map((difference) => ({
    ...difference,
    record: recordOf(difference.path),
  }));
  const records = [...new Set(differences.map(({ record }) => record))];
  return records.flatMap((record) => {
    const [first, ...others] = differences.filter((difference) => difference.record === record);
    if (first === undefined) return [];
    const { path, expected, got } = first;
    const count = others.length;
    const rest = count === 0 ? '' : ` (and ${count} more ${count === 1 ? 'difference' : 'differences'} here)`;
    const message = `${showPath(path, root)} was ${showJson(expected)} in the recording and is ${showJson(got)} now${rest}`;
    return [{ ...pageError('result-changed', 'R-101', message), path, record }];
  });
}
