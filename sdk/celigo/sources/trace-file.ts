import type { StoredError } from '../../contract.ts';
import { isJsonObject, type JsonObject, nameJson, ownField } from '../../json-object.ts';
import { toPointer } from '../../json-pointer.ts';
import { SourceError } from '../../recording-source.ts';

/** A step of the flow, called bubble in a trace. */
export interface TraceBubble {
  readonly id: string;
  /** Null when it has none; names need not be unique. */
  readonly name: string | null;
}

/** One stage of a record's way through a step, as the trace has it. */
export interface TraceStage {
  readonly name: string;
  /** Undefined when the trace has none. */
  readonly input: unknown;
  readonly output: unknown;
  readonly errors: readonly StoredError[];
}

/** One record's way through one step. */
export interface TraceEntry {
  /** Null when the record has none. */
  readonly traceKey: string | null;
  readonly bubble: TraceBubble;
  /** Null when the entry has none. */
  readonly groupId: string | null;
  /** Null when it is missing or no time. */
  readonly startedAt: Date | null;
  /** Name of the stage in which the record failed; null when none is named. */
  readonly errorStage: string | null;
  readonly stages: readonly TraceStage[];
  /** JSON Pointer of the entry. */
  readonly path: string;
}

/**
 * Reads a flow trace (C-520): the records in their order, each with its ways through the steps in theirs. What the
 * reference leaves open stays unread, whatever it is (C-521).
 *
 * @throws SourceError with the place that is not as C-520 has it.
 */
export function readTrace(value: unknown): readonly TraceEntry[] {
  const records = ownField(value, 'records');
  if (!Array.isArray(records)) {
    throw new SourceError(
      `${isJsonObject(value) ? `has ${nameJson(records)} as "records"` : `is ${nameJson(value)}`}; expected a flow trace: {"records": […], …} (C-520)`,
      {
        next: [
          isJsonObject(value) && Array.isArray(value['stages'])
            ? 'The stages of a test run say nothing of records and pages: run `celigo flows trace` for the flow.'
            : 'Save what `celigo flows trace <flowId> --job <jobId>` prints.',
        ],
      },
    );
  }
  return records.flatMap((record: unknown, index) => readRecord(record, toPointer(['records', index])));
}

/** JSON Pointers of what C-521 leaves unread, with what stands there: for `traceUnknownShapes` "report". */
export function listUnread(value: unknown): readonly { readonly path: string; readonly found: string }[] {
  const top = ['flow', 'job', 'dataAvailability', 'bubbles', 'traceKeyGaps', 'errors', 'warnings'];
  const records: unknown = ownField(value, 'records');
  const odd = (Array.isArray(records) ? records : []).flatMap((record: unknown, index) => {
    const duplicate = ownField(record, 'duplicateTraceKey');
    if (duplicate === undefined || duplicate === false) return [];
    return [{ path: toPointer(['records', index, 'duplicateTraceKey']), found: nameJson(duplicate) }];
  });
  return [
    ...top.flatMap((name) => {
      const found = ownField(value, name);
      return found === undefined || isEmpty(found) ? [] : [{ path: toPointer([name]), found: nameJson(found) }];
    }),
    ...odd,
  ];
}

function readRecord(value: unknown, path: string): readonly TraceEntry[] {
  const record = asObject(value, path, 'a record with "traceKey" and "journey"');
  const journey = asArray(record['journey'], `${path}/journey`, 'the steps that the record went through');
  const key = record['traceKey'];
  const traceKey = typeof key === 'string' ? key : typeof key === 'number' ? String(key) : null;
  return journey.map((entry, index) => readEntry(entry, traceKey, `${path}/journey/${index}`));
}

function readEntry(value: unknown, traceKey: string | null, path: string): TraceEntry {
  const entry = asObject(value, path, 'one step of the journey');
  const bubble = asObject(entry['bubble'], `${path}/bubble`, 'the step, with "_id" and "name"');
  const id = bubble['_id'];
  if (typeof id !== 'string' || id === '') {
    throw new SourceError(`is ${nameJson(id)}; expected the id of the step (C-520)`, { path: `${path}/bubble/_id` });
  }
  const stages = asArray(entry['stages'], `${path}/stages`, 'the stages of the step');
  const { groupId, errorStage } = entry;
  return {
    traceKey,
    bubble: { id, name: textOf(bubble['name']) },
    groupId: typeof groupId === 'number' ? String(groupId) : textOf(groupId),
    startedAt: timeOf(entry['startedAt']),
    errorStage: textOf(errorStage),
    stages: stages.map((stage, index) => readStage(stage, `${path}/stages/${index}`)),
    path,
  };
}

function readStage(value: unknown, path: string): TraceStage {
  const stage = asObject(value, path, 'a stage with "name", "input" and "output"');
  const { name, errors } = stage;
  if (typeof name !== 'string' || name === '') {
    throw new SourceError(`is ${nameJson(name)}; expected the name of the stage (C-520)`, { path: `${path}/name` });
  }
  return {
    name,
    input: stage['input'] ?? undefined,
    output: stage['output'] ?? undefined,
    errors: Array.isArray(errors) ? errors.map(readError) : [],
  };
}

/** An error as far as it is one (C-140): what has no code keeps its text. */
function readError(value: unknown): StoredError {
  const code = ownField(value, 'code');
  const message = ownField(value, 'message');
  const source = ownField(value, 'source');
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : typeof value === 'string' ? value : nameJson(value),
    ...(typeof source === 'string' ? { source } : {}),
  };
}

function asObject(value: unknown, path: string, expected: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new SourceError(`is ${nameJson(value)}; expected ${expected} (C-520)`, { path });
}

function asArray(value: unknown, path: string, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SourceError(`is ${nameJson(value)}; expected an array: ${expected} (C-520)`, { path });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function timeOf(value: unknown): Date | null {
  const time = typeof value === 'string' ? new Date(value) : null;
  const isUsable = time !== null && !Number.isNaN(time.getTime()) && /^\d{4}-/.test(time.toISOString());
  return isUsable ? time : null;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
