import { isResponse, isSuccess, recordOf, toVerdict } from './trace-elements.ts';
import { traceNameOf } from './trace-stages.ts';
import type { StageValue, StepRecord } from './trace-step.ts';

/** What a trace has of one record at one stage: something, rightly nothing, or nothing without a reason (C-527). */
export type Reach = 'given' | 'not-reached' | 'hole';

/**
 * Follows a record through the stages that other records of its step have, in their order. A stage that is missing is a
 * hole unless the record was dropped or failed before it: filtered out (C-410), ignored or failed by a hook (C-009), not
 * written (C-415), or in error at a stage after which the trace has no more of it.
 */
export function followRecord(record: StepRecord, order: readonly string[]): ReadonlyMap<string, Reach> {
  const given = order.filter((stage) => record.stages.has(stage));
  const last = given.at(-1);
  const way = new Map<string, Reach>();
  let isDropped = false;
  let isUnwritten = false;
  for (const stage of order) {
    const value = record.stages.get(stage);
    if (value === undefined) {
      // What was not written still comes by postSubmit (C-248); it is what comes after that it does not reach.
      const isMissed = isDropped || (isUnwritten && stage !== 'postSubmit');
      way.set(stage, isMissed ? 'not-reached' : 'hole');
      continue;
    }
    way.set(stage, 'given');
    if (stage === 'submit' || stage === 'postSubmit') {
      isUnwritten = isResponse(value.output) ? !isSuccess(value.output) : isUnwritten;
    }
    isDropped ||= drops(stage, value, stage === last) || record.entry.errorStage === traceNameOf(stage);
  }
  return way;
}

function drops(stage: string, value: StageValue, isLast: boolean): boolean {
  const { output, errors } = value;
  switch (stage) {
    case 'inputFilter':
    case 'outputFilter':
      return toVerdict(value) === false || (isLast && output === undefined);
    case 'preMap':
    case 'postMap':
      return recordOf(output) === undefined && (isLast || errors.length > 0);
    default:
      return isLast && errors.length > 0 && output === undefined;
  }
}
