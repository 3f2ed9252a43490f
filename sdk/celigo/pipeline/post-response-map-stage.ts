import type { JsonValue } from '../../contract.ts';
import type { StageCall, StageOutcome } from '../../step.ts';
import type { PageState, StageContext, StepRecord } from './page.ts';
import { failPage, isList, pass, replaceRecords } from './page.ts';
import { responseItemOf } from './response-item.ts';

const stage = 'postResponseMap';

/**
 * postResponseMap (C-260 to C-264): gets the records that go on with what became of each, and its result is what later
 * steps see. It runs with and without a response mapping (C-263).
 */
export function* postResponseMapStage(
  page: PageState,
  rows: readonly StepRecord[],
  context: StageContext,
): Generator<StageCall, PageState, StageOutcome> {
  if (page.status !== 'open' || !context.has(stage) || rows.length === 0) return page;
  const { setup } = context;
  const outcome = yield {
    kind: 'hook',
    stage,
    options: {
      ...context.context,
      postResponseMapData: rows.map(({ data }) => data),
      responseData: rows.map(responseItemOf),
      oneToMany: setup['oneToMany'] === true,
      ...(typeof setup['pathToMany'] === 'string' ? { pathToMany: setup['pathToMany'] } : {}),
    },
    slots: rows.map(({ slot }) => slot),
  };
  if (outcome.status === 'failed') return failPage(page, { stage, records: rows, error: outcome.error }, context);
  const given: readonly JsonValue[] = isList(outcome.value) ? outcome.value : [];
  return replaceRecords(
    page,
    rows.map((record, index) => pass(record, stage, { data: given[index] ?? null })),
  );
}
