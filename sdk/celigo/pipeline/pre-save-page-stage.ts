import type { JsonValue, StoredError } from '../../contract.ts';
import type { RetryData, StageCall, StageOutcome, StepError } from '../../step.ts';
import type { JsonObject, PageState, StageContext } from './page.ts';
import { failPage, isList, isObject, liveRecords, readErrors } from './page.ts';

const stage = 'preSavePage';
const source = 'pre_save_page_hook';

/** A page after preSavePage, and the records that are saved: other ones, perhaps, than those that came in (C-205). */
export interface SavedPage {
  readonly page: PageState;
  readonly saved: readonly JsonValue[];
}

/**
 * preSavePage (C-201 to C-208): gets the records that are left, and gives those that are saved. A throw is fatal and stops
 * the flow (C-208); `abort` asks for no further page, and the present one goes on (C-207).
 */
export function* preSavePageStage(
  page: PageState,
  context: StageContext,
): Generator<StageCall, SavedPage, StageOutcome> {
  const records = liveRecords(page);
  const data = records.map((record) => record.data);
  if (!context.has(stage)) return { page, saved: data };
  const { errors = [], retryData = {} } = context.context;
  const outcome = yield {
    kind: 'hook',
    stage,
    options: { ...context.context, data, errors, retryData },
    slots: records.map(({ slot }) => slot),
  };
  if (outcome.status === 'failed') {
    const failed = failPage(page, { stage, records, error: outcome.error }, context);
    return { page: { ...failed, status: 'stopped' }, saved: [] };
  }
  const value = isObject(outcome.value) ? outcome.value : {};
  const fresh = newErrors(value, context.seq);
  const walked = page.records.map((record) =>
    record.end === null ? { ...record, way: [...record.way, { stage, did: 'passed' } as const] } : record,
  );
  const next: PageState = {
    ...page,
    abort: value['abort'] === true,
    records: walked,
    errors: [
      ...page.errors,
      ...readErrors(value['errors'], source).map(toPageError),
      ...fresh.map(({ error }) => error),
    ],
    retryData: { ...keptRetryData(retryData), ...Object.fromEntries(fresh.flatMap(({ kept }) => kept)) },
  };
  return { page: next, saved: isList(value['data']) ? value['data'] : [] };
}

/** Errors that the hook returned belong to the page: its records may be other ones than came in. */
function toPageError(error: StoredError): StepError {
  return {
    code: error.code,
    message: error.message,
    source: error.source ?? source,
    record: null,
    stage,
    retryDataKey: 'retryDataKey' in error && typeof error.retryDataKey === 'string' ? error.retryDataKey : null,
    traceKey: null,
  };
}

/** C-542: each entry brings a record to retry from and the errors that belong to it. */
function newErrors(
  value: JsonObject,
  seq: number,
): readonly { readonly error: StepError; readonly kept: readonly (readonly [string, RetryData])[] }[] {
  const entries = isList(value['newErrorsAndRetryData']) ? value['newErrorsAndRetryData'] : [];
  return entries.flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const key = `page-${seq}-new-${index}`;
    const retryData = { data: entry['retryData'] ?? null, stage, traceKey: null };
    return readErrors(entry['errors'], source).map((error) => ({
      error: { ...toPageError(error), retryDataKey: key },
      kept: [[key, retryData] as const],
    }));
  });
}

/** C-540: what came in with the page stays the retry data of the errors that point to it; `stage` is kept as text (C-543). */
function keptRetryData(given: JsonValue): Readonly<Record<string, RetryData>> {
  if (!isObject(given)) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, entry]) => {
      if (!isObject(entry)) return [];
      const { data = null, stage: at, traceKey } = entry;
      return [
        [
          key,
          { data, stage: typeof at === 'string' ? at : '', traceKey: typeof traceKey === 'string' ? traceKey : null },
        ],
      ];
    }),
  );
}
