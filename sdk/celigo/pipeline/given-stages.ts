import type { JsonValue } from '../../contract.ts';
import type { GivenCall } from '../../step.ts';
import type { JsonObject, StageRun, StepRecord } from './page.ts';
import { fail, failPage, isList, isObject, liveRecords, makeError, pass, replaceRecords } from './page.ts';

/** The mapping: the platform's own work, so its results are given (C-015). */
export const mappingStage = givenStage('mapping', {
  input: ({ preMapped }) => preMapped,
  calls: (records, context) =>
    records.map(({ preMapped, slot }) => ({ options: { ...context, record: preMapped }, slots: [slot] })),
  take: (record, value) => pass(record, 'mapping', { mapped: value }),
});

/** The submit: gives an element of responseData for each record that got there (C-412, C-241). */
export const submitStage = givenStage('submit', {
  input: ({ mapped }) => mapped ?? null,
  calls: (records, context) => [
    {
      options: {
        ...context,
        preMapData: records.map(({ preMapped }) => preMapped),
        postMapData: records.map(({ mapped }) => mapped ?? null),
      },
      slots: records.map(({ slot }) => slot),
    },
  ],
  take: (record, value) => pass(record, 'submit', { response: isObject(value) ? value : {} }),
});

function givenStage(
  stage: string,
  {
    input,
    calls,
    take,
  }: {
    readonly input: (record: StepRecord) => JsonValue;
    readonly calls: (records: readonly StepRecord[], context: JsonObject) => readonly GivenCall[];
    readonly take: (record: StepRecord, value: JsonValue) => StepRecord;
  },
): StageRun {
  return function* given(page, { seq, context, assumptions }) {
    const records = liveRecords(page);
    if (records.length === 0) return page;
    const outcome = yield {
      kind: 'give',
      stage,
      slots: records.map(({ slot }) => slot),
      inputs: records.map(input),
      calls: calls(records, withoutToken(context)),
    };
    if (outcome.status === 'failed')
      return failPage(page, { stage, records, error: outcome.error }, { seq, assumptions });
    const values = isList(outcome.value) ? outcome.value : [];
    const taken = records.map((record, index) => {
      const error = outcome.failed.get(index);
      return error === undefined
        ? take(record, values[index] ?? null)
        : fail(record, stage, [makeError(record, stage, error, seq)]);
    });
    return replaceRecords(page, taken);
  };
}

/** C-110: the one-time token is for the author's stack only. */
function withoutToken({ bearerToken: _, ...context }: JsonObject): JsonObject {
  return context;
}
