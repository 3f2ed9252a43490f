import type { JsonValue } from '../../contract.ts';
import type { RetryData, StepOutcome } from '../../step.ts';
import type { PageState } from './page.ts';

/** What became of a page: `out` are the records that go on to the next step. */
export function conclude(page: PageState, out: readonly JsonValue[]): StepOutcome {
  return {
    status: page.status === 'open' ? 'done' : page.status,
    abort: page.abort,
    records: page.records.map(({ slot, traceKey, end, way }) => ({ slot, traceKey, state: end ?? 'success', way })),
    out,
    errors: [...page.records.flatMap(({ errors }) => errors), ...page.errors],
    retryData: collectRetryData(page),
    assumed: [...new Set(page.assumed)],
    issues: page.issues,
  };
}

/** C-433: one entry for each record that failed, under the key that its errors name. */
function collectRetryData({ records, retryData }: PageState): Readonly<Record<string, RetryData>> {
  const own = Object.fromEntries(
    records.flatMap(({ errors, entered, traceKey }) =>
      errors.flatMap(({ retryDataKey, stage }) =>
        retryDataKey === null ? [] : [[retryDataKey, { data: entered, stage, traceKey }]],
      ),
    ),
  );
  return { ...retryData, ...own };
}
