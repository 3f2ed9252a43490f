import type { StageRun, StepRecord } from './page.ts';
import { fail, ignore, liveRecords, makeError, pass, pick, replaceRecords } from './page.ts';

/**
 * A filter that is asked for each record (C-271, C-272): true keeps it, false ends it as ignored, a throw or a result that
 * is no boolean is an error of that record alone (C-274, C-275).
 */
export function filterStage(stage: string, fields: readonly string[]): StageRun {
  return function* filter(page, { seq, context, assumptions, has }) {
    if (!has(stage)) return page;
    const asked: StepRecord[] = [];
    for (const record of liveRecords(page)) {
      const outcome = yield {
        kind: 'hook',
        stage,
        options: { record: record.data, ...pick(context, fields) },
        slots: [record.slot],
      };
      if (outcome.status === 'failed') {
        asked.push(fail(record, stage, [makeError(record, stage, outcome.error, seq)]));
      } else {
        const keeps = assumptions['filterResult'] === 'truthy' ? Boolean(outcome.value) : outcome.value === true;
        asked.push(keeps ? pass(record, stage) : ignore(record, stage));
      }
    }
    return replaceRecords(page, asked);
  };
}
