import type { Assumptions, Issue, JsonValue, Setup, StoredError } from '../../contract.ts';
import type {
  RecordOutcome,
  RetryData,
  Slot,
  StageCall,
  StageOutcome,
  StepError,
  StepPage,
  WayMark,
} from '../../step.ts';

/** Named values, as JSON has them. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A record on its way through a step; each stage gives a new one. */
export interface StepRecord {
  readonly slot: Slot;
  /** Names the record through all steps (C-435); null when the recording does not say it. */
  readonly traceKey: string | null;
  /** The record as it entered the step: what a retry starts from (C-544). */
  readonly entered: JsonValue;
  /** The record as the next step will get it. */
  readonly data: JsonValue;
  /** The record as its mapping sees it (C-221); the same as `data` where nothing was changed for this step alone. */
  readonly preMapped: JsonValue;
  /** The record after the mapping; undefined before, and when it never got there. */
  readonly mapped: JsonValue | undefined;
  /** What became of it in the destination: an element of responseData (C-241); undefined before the submit. */
  readonly response: JsonObject | undefined;
  /** Set once its state in this step is final. */
  readonly end: RecordOutcome['state'] | null;
  readonly errors: readonly StepError[];
  readonly way: readonly WayMark[];
}

/** A page on its way through a step. */
export interface PageState {
  readonly status: 'open' | 'failed' | 'held' | 'stopped';
  readonly abort: boolean;
  readonly records: readonly StepRecord[];
  /** Errors that belong to no single record. */
  readonly errors: readonly StepError[];
  /** Retry data of those errors, by key. */
  readonly retryData: Readonly<Record<string, RetryData>>;
  readonly assumed: readonly string[];
  readonly issues: readonly Issue[];
}

/** What all stages of a page share. */
export interface StageContext {
  readonly seq: number;
  /** `options` of the step without its arrays: what every hook gets beside its own fields (C-101 to C-111). */
  readonly context: JsonObject;
  readonly setup: Setup;
  readonly assumptions: Assumptions;
  readonly has: StepPage['has'];
}

/** One stage: takes the page as the stage before left it, may yield calls, and gives the page as it is afterwards. */
export type StageRun = (page: PageState, context: StageContext) => Generator<StageCall, PageState, StageOutcome>;

/** The page as it enters a step. */
export function openPage(records: readonly JsonValue[], traceKeys: JsonValue | undefined): PageState {
  return {
    status: 'open',
    abort: false,
    records: records.map((record, index) =>
      openRecord(record, { at: index, record: index }, isList(traceKeys) ? traceKeys[index] : null),
    ),
    errors: [],
    retryData: {},
    assumed: [],
    issues: [],
  };
}

/** A record as it enters a step. */
export function openRecord(record: JsonValue, slot: Slot, traceKey: JsonValue | undefined): StepRecord {
  return {
    slot,
    traceKey: typeof traceKey === 'string' ? traceKey : null,
    entered: record,
    data: record,
    preMapped: record,
    mapped: undefined,
    response: undefined,
    end: null,
    errors: [],
    way: [],
  };
}

/** Takes a page through stages until one ends it. */
export function* runStages(
  page: PageState,
  stages: readonly StageRun[],
  context: StageContext,
): Generator<StageCall, PageState, StageOutcome> {
  let present = page;
  for (const stage of stages) {
    if (present.status !== 'open') break;
    present = yield* stage(present, context);
  }
  return present;
}

/** The records whose state is still open. */
export function liveRecords(page: PageState): readonly StepRecord[] {
  return page.records.filter(({ end }) => end === null);
}

/** Puts changed records in the place of those with the same slot. */
export function replaceRecords(page: PageState, changed: readonly StepRecord[]): PageState {
  const bySlot = new Map(changed.map((record) => [record.slot.at, record]));
  return { ...page, records: page.records.map((record) => bySlot.get(record.slot.at) ?? record) };
}

/** The record after a stage that kept or changed it. */
export function pass(record: StepRecord, stage: string, change: Partial<StepRecord> = {}): StepRecord {
  const before = [record.data, record.preMapped];
  const after = [change.data ?? record.data, change.preMapped ?? record.preMapped];
  const did = isSameJson(before, after) && change.mapped === undefined ? 'passed' : 'changed';
  return { ...record, ...change, way: [...record.way, { stage, did }] };
}

/** The record after a stage that ended it as ignored: it goes on to the next step (C-222, C-410). */
export function ignore(record: StepRecord, stage: string): StepRecord {
  return { ...record, end: 'ignored', way: [...record.way, { stage, did: 'ignored' }] };
}

/** The record after a stage that ended it with errors (C-008, C-009). */
export function fail(record: StepRecord, stage: string, errors: readonly StepError[]): StepRecord {
  const [first] = errors;
  const says = first === undefined ? {} : { says: `${first.code}: ${first.message}` };
  return {
    ...record,
    end: 'error',
    errors: [...record.errors, ...errors],
    way: [...record.way, { stage, did: 'failed', ...says }],
  };
}

/**
 * The page after a call failed as a whole: all records of the call are errors (C-006).
 * With `throwErrorsPerRecord` each gets an error and retry data of its own, else there is one error for the page (C-154).
 */
export function failPage(
  page: PageState,
  failure: { readonly stage: string; readonly records: readonly StepRecord[]; readonly error: StoredError },
  { seq, assumptions }: Pick<StageContext, 'seq' | 'assumptions'>,
): PageState {
  const { stage, records, error } = failure;
  const perRecord = assumptions['throwErrorsPerRecord'] !== false;
  const failed = records.map((record) => fail(record, stage, perRecord ? [makeError(record, stage, error, seq)] : []));
  const whole: StepError = { ...named(error), record: null, stage, retryDataKey: null, traceKey: null };
  return {
    ...replaceRecords(page, failed),
    status: 'failed',
    errors: perRecord ? page.errors : [...page.errors, whole],
    assumed: [...page.assumed, 'C-154'],
  };
}

/** The error that is stored for a record, with the key of its retry data (C-140, C-433). */
export function makeError(record: StepRecord, stage: string, error: StoredError, seq: number): StepError {
  const own: string | undefined = 'retryDataKey' in error ? textOf(error.retryDataKey) : undefined;
  return {
    ...named(error),
    record: record.slot.record,
    stage,
    retryDataKey: own ?? `page-${seq}-record-${record.slot.at}`,
    traceKey: record.traceKey,
  };
}

/** Errors that a hook returned for a record; an error without a source gets that of the stage (C-142, C-150). */
export function readErrors(value: JsonValue | undefined, source: string): readonly StoredError[] {
  if (!isList(value)) return [];
  return value.flatMap((error) => {
    if (!isObject(error)) return [];
    const key = textOf(error['retryDataKey']);
    return [
      {
        code: textOf(error['code']) ?? '',
        message: textOf(error['message']) ?? '',
        source: textOf(error['source']) ?? source,
        ...(key === undefined ? {} : { retryDataKey: key }),
      },
    ];
  });
}

/** Some of the fields of an object, where they are there (C-113). */
export function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(from, name) ? [[name, from[name] ?? null]] : [])));
}

/** Tells whether two JSON values have the same text. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Tells an object from an array and from all that is no object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells an array of JSON values. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function named({ code, message, source = 'application' }: StoredError): Pick<StepError, 'code' | 'message' | 'source'> {
  return { code, message, source };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
