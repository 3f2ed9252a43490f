import type { JsonObject, PageState, StageContext, StageRun, StepRecord } from './page.ts';
import { failPage, isList, isObject, isSameJson, liveRecords, makeError, readErrors, replaceRecords } from './page.ts';
import { responseItemOf } from './response-item.ts';

const stage = 'postSubmit';

/**
 * postSubmit (C-240 to C-248), and the final state of each record: after the hook the platform reads `statusCode`, `errors`
 * and `ignored` again (C-245). Without a hook the states are those that the submit gave.
 */
export const postSubmitStage: StageRun = function* postSubmit(page, context) {
  const { assumptions, has } = context;
  const keepsDropped = assumptions['droppedRecordsInResponseData'] !== false;
  const rows = keepsDropped ? page.records : liveRecords(page);
  const before = rows.map(responseItemOf);
  if (!has(stage) || rows.length === 0) return settle(page, { rows, before, after: before, context });

  const outcome = yield {
    kind: 'hook',
    stage,
    options: {
      ...context.context,
      preMapData: rows.map(({ preMapped }) => preMapped),
      postMapData: rows.map(({ mapped }) => mapped ?? null),
      responseData: before,
    },
    slots: rows.map(({ slot }) => slot),
  };
  const drops = keepsDropped && rows.some(({ response }) => response === undefined);
  const leaned = { ...page, assumed: [...page.assumed, ...(drops ? ['C-248'] : [])] };
  if (outcome.status === 'failed') return failPage(leaned, { stage, records: rows, error: outcome.error }, context);
  const rereads = assumptions['rereadResponseData'] !== false;
  const given = isList(outcome.value) ? outcome.value.map((item) => (isObject(item) ? item : {})) : before;
  return settle(leaned, { rows, before, after: rereads ? given : before, context });
};

interface Settling {
  readonly rows: readonly StepRecord[];
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly context: StageContext;
}

function settle(page: PageState, { rows, before, after, context }: Settling): PageState {
  const offline = after.find((item) => item['ignored'] !== true && isOffline(item));
  if (offline !== undefined) return goOffline(page, rows, offline, context);
  const changed = after.some((item, index) => !isSameJson(item, before[index]));
  const settled = rows.map((record, index) => {
    const item = after[index] ?? {};
    const wasDropped = record.response === undefined;
    // A dropped record that the hook left alone keeps the state it had.
    return wasDropped && isSameJson(item, before[index]) ? record : settleRecord(record, item, context);
  });
  const leans = [...(changed ? ['C-245'] : []), ...(after.some(isMixed) ? ['C-246'] : [])];
  return { ...replaceRecords(page, settled), assumed: [...page.assumed, ...leans] };
}

/** C-246: ignored, else 200 is success, whose errors are logged all the same, else an error. */
function settleRecord(record: StepRecord, item: JsonObject, { seq, assumptions, has }: StageContext): StepRecord {
  const errors = readErrors(item['errors'], 'application').map((error) => makeError(record, 'submit', error, seq));
  const isOwn = has(stage) && !isSameJson(item, record.response);
  const isSuccess = item['statusCode'] === 200;
  const isIgnored = item['ignored'] === true && !(isSuccess && assumptions['postSubmitOutcome'] === 'statusFirst');
  const fresh = { ...record, response: item, end: null, errors: record.end === 'error' ? [] : record.errors };
  const end = isIgnored ? 'ignored' : isSuccess ? 'success' : 'error';
  const [first] = errors;
  const says = first === undefined || isSuccess ? {} : { says: `${first.code}: ${first.message}` };
  const did = end === 'success' ? 'changed' : end === 'error' ? 'failed' : 'ignored';
  return {
    ...fresh,
    end,
    errors: [...fresh.errors, ...errors],
    way: isOwn
      ? [...record.way, { stage, did, ...says }]
      : [...submitted(record.way, end, says), ...(has(stage) ? [{ stage, did: 'passed' } as const] : [])],
  };
}

/** The submit itself decided: its mark says so. */
function submitted(
  way: StepRecord['way'],
  end: 'ignored' | 'success' | 'error',
  says: { readonly says?: string },
): StepRecord['way'] {
  if (end === 'success') return way;
  const did = end === 'error' ? 'failed' : 'ignored';
  return way.map((mark) => (mark.stage === 'submit' ? { ...mark, did, ...says } : mark));
}

/** C-414: 403, or 401 in the 1.0 contract (C-011), means that the connection is offline: the page is held, or fails. */
function goOffline(page: PageState, rows: readonly StepRecord[], item: JsonObject, context: StageContext): PageState {
  const leaned = { ...page, assumed: [...page.assumed, 'C-414'] };
  if (context.assumptions['offlineBehaviour'] === 'failPage') {
    const [error = { code: String(item['statusCode']), message: 'the connection is offline', source: 'connection' }] =
      readErrors(item['errors'], 'connection');
    return failPage(leaned, { stage: 'submit', records: rows, error }, context);
  }
  const held = page.records.map(
    (record): StepRecord => ({
      ...record,
      end: 'held',
      errors: [],
      way: [...record.way, { stage: 'submit', did: 'held', says: 'the connection is offline' }],
    }),
  );
  return { ...leaned, status: 'held', records: held };
}

function isOffline(item: JsonObject): boolean {
  return item['statusCode'] === 403 || item['statusCode'] === 401;
}

/** An element whose parts speak of two states: the order of reading decides. */
function isMixed(item: JsonObject): boolean {
  const hasErrors = isList(item['errors']) && item['errors'].length > 0;
  return (item['ignored'] === true && item['statusCode'] !== 200) || (item['statusCode'] === 200 && hasErrors);
}
