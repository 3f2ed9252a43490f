import type { JsonValue } from '../../contract.ts';
import type { JsonObject, StageRun, StepRecord } from './page.ts';
import {
  fail,
  failPage,
  ignore,
  isList,
  isObject,
  liveRecords,
  makeError,
  pass,
  readErrors,
  replaceRecords,
} from './page.ts';

/** How preMap and postMap differ: what they are called with, and where their data goes. */
export interface ElementHook {
  readonly stage: 'preMap' | 'postMap';
  /** Source of errors that come without one (C-150). */
  readonly source: string;
  options(records: readonly StepRecord[], beforePreMap: boolean): JsonObject;
  change(data: JsonValue): Partial<StepRecord>;
}

/** preMap sees the records and changes them for this import only (C-220, C-221). */
export const preMapStage = elementStage({
  stage: 'preMap',
  source: 'pre_map_hook',
  options: (records) => ({ data: records.map(({ data }) => data) }),
  change: (data) => ({ preMapped: data }),
});

/** postMap sees the records before and after the mapping and changes what is submitted (C-230, C-231). */
export const postMapStage = elementStage({
  stage: 'postMap',
  source: 'post_map_hook',
  options: (records, beforePreMap) => ({
    preMapData: records.map(({ data, preMapped }) => (beforePreMap ? data : preMapped)),
    postMapData: records.map(({ mapped }) => mapped ?? null),
  }),
  change: (data) => ({ mapped: data }),
});

/**
 * A hook that returns one element for each record (C-009): `{}` ends the record as ignored, `{errors}` as an error,
 * `{data}` goes on with the data, `{data, errors}` goes on and logs the errors; `data: null` counts as absent (C-223).
 */
function elementStage({ stage, source, options, change }: ElementHook): StageRun {
  return function* element(page, context) {
    const records = liveRecords(page);
    if (!context.has(stage) || records.length === 0) return page;
    const beforePreMap = context.assumptions['preMapDataView'] === 'beforePreMap';
    const outcome = yield {
      kind: 'hook',
      stage,
      options: { ...context.context, ...options(records, beforePreMap) },
      slots: records.map(({ slot }) => slot),
    };
    const leaned =
      stage === 'postMap' && context.has('preMap') ? { ...page, assumed: [...page.assumed, 'C-224'] } : page;
    if (outcome.status === 'failed') return failPage(leaned, { stage, records, error: outcome.error }, context);

    const elements = isList(outcome.value) ? outcome.value : [];
    const judged = records.map((record, index) => {
      const broken = outcome.failed.get(index);
      if (broken !== undefined) return fail(record, stage, [makeError(record, stage, broken, context.seq)]);
      const given = elements[index];
      const { data = null, errors } = isObject(given) ? given : {};
      const stored = readErrors(errors, source).map((error) => makeError(record, stage, error, context.seq));
      if (data !== null) return logged(pass(record, stage, change(data)), stored);
      return errors === undefined ? ignore(record, stage) : fail(record, stage, stored);
    });
    return replaceRecords(leaned, judged);
  };
}

function logged(record: StepRecord, errors: StepRecord['errors']): StepRecord {
  return errors.length === 0 ? record : { ...record, errors: [...record.errors, ...errors] };
}
