import type { StageRun, StepRecord } from './page.ts';
import { fail, ignore, liveRecords, makeError, pass, pick, replaceRecords } from './page.ts';

/**
 * The transform of an export (C-270): its result replaces the record, a throw is an error of that record alone (C-274), and
 * so is no result, unless `transformUndefined` says that the record is dropped (C-281).
 */
export const transformStage: StageRun = function* transform(page, { seq, context, has }) {
  if (!has('transform')) return page;
  const transformed: StepRecord[] = [];
  for (const record of liveRecords(page)) {
    const outcome = yield {
      kind: 'hook',
      stage: 'transform',
      options: { record: record.data, ...pick(context, ['settings', 'testMode', 'job']) },
      slots: [record.slot],
    };
    if (outcome.status === 'failed') {
      transformed.push(fail(record, 'transform', [makeError(record, 'transform', outcome.error, seq)]));
    } else if (outcome.value === undefined || outcome.value === null) {
      transformed.push(ignore(record, 'transform'));
    } else {
      transformed.push(pass(record, 'transform', { data: outcome.value, preMapped: outcome.value }));
    }
  }
  return replaceRecords(page, transformed);
};
