import { isJsonObject, nameJson, ownField } from '../../json-object.ts';
import { toPointer } from '../../json-pointer.ts';
import {
  type RecordingSource,
  type SourceChoices,
  SourceError,
  type SourceNote,
  type SourcePage,
} from '../../recording-source.ts';
import { dataKinds, noteBranches, pagesOfRecords } from './record-pages.ts';
import { contextAssumptions, synthesiseContext } from './synthetic-context.ts';
import { hookOfStage } from './trace-stages.ts';

/**
 * Retry data (C-504, C-540 to C-544): one `{data, stage, traceKey}`, an array of those, or a map of them by retry key.
 * Each becomes a page of one record at the beginning of the step; trace key and stage are kept in the page's `origin`.
 */
export const retryData: RecordingSource = {
  name: 'celigo-retry',
  says: 'retry data of failed records: {"data": …, "stage": …, "traceKey": …}, several of them, or a map by retry key',
  rule: 'C-504',
  kinds: dataKinds,
  hasSteps: false,
  assumptions: {
    retryEntry: { rule: 'C-544', default: 'stepStart', choices: ['stepStart', 'stage'] },
    retryRouteBody: { rule: 'C-541', default: 'object', choices: ['object', 'record'] },
    ...contextAssumptions,
  },
  read(file, choices) {
    const entries = readEntries(file.parseJson(), choices.assumptions['retryRouteBody'] === 'record');
    const placed = entries.map((entry) => ({ entry, ...placeEntry(entry, choices) }));
    const kinds = [...new Set(placed.map(({ kind }) => kind))];
    const contexts = kinds.map((kind) => ({
      kind,
      ...synthesiseContext(kind, { assumptions: choices.assumptions, startedAt: choices.now }),
    }));
    return {
      recordings: contexts.map(({ kind, fields }) => ({
        hook: kind,
        step: null,
        pages: placed
          .filter((one) => one.kind === kind)
          .flatMap(({ entry }) => pagesOfRecords(kind, [entry.data], fields).map((page) => withOrigin(page, entry))),
      })),
      notes: [...placed.flatMap(({ note }) => (note === null ? [] : [note])), ...kinds.flatMap(noteBranches)],
      leanedOn: [...new Set(['retryEntry', 'retryRouteBody', ...contexts.flatMap(({ leanedOn }) => leanedOn)])],
    };
  },
};

interface RetryEntry {
  /** The key of C-540; null where the file has none. */
  readonly key: string | null;
  readonly data: unknown;
  /** Text as the file has it: its values are not listed anywhere (C-543). */
  readonly stage: unknown;
  readonly traceKey: unknown;
  /** JSON Pointer of the entry. */
  readonly path: string;
}

/** The three forms of C-544; with `retryRouteBody` "record" a body is the record itself (C-541). */
function readEntries(value: unknown, isRecord: boolean): readonly RetryEntry[] {
  if (typeof value !== 'object' || value === null) {
    throw new SourceError(
      `is ${nameJson(value)}; expected an object with "data" and "stage", several, or a map (C-544)`,
    );
  }
  if (isRecord) return [{ key: null, data: value, stage: undefined, traceKey: undefined, path: '' }];
  const entries = Array.isArray(value)
    ? value.map((element: unknown, index) => readEntry(element, null, toPointer([index])))
    : isSingle(value)
      ? [readEntry(value, null, '')]
      : Object.entries(value).map(([key, element]) => readEntry(element, key, toPointer([key])));
  if (entries.length === 0) throw new SourceError('holds no retry data, so there is nothing to replay (C-544)');
  return entries;
}

/** An entry and not a map of entries: it has `data`, or fields of an entry that are no entries themselves. */
function isSingle(value: object): boolean {
  if (Object.hasOwn(value, 'data')) return true;
  return ['stage', 'traceKey'].some((name) => Object.hasOwn(value, name) && !isJsonObject(ownField(value, name)));
}

function readEntry(value: unknown, key: string | null, path: string): RetryEntry {
  const data = ownField(value, 'data');
  if (typeof data !== 'object' || data === null) {
    const found = isJsonObject(value)
      ? Object.hasOwn(value, 'data')
        ? `has ${nameJson(data)} as "data"`
        : 'lacks "data"'
      : `is ${nameJson(value)}`;
    throw new SourceError(`${found}; expected {"data": record, "stage": …, "traceKey": …} (C-541)`, {
      path,
      next: Object.hasOwn(Object(value), 'retryData')
        ? ['In newErrorsAndRetryData "retryData" is the record itself (C-542): write it as "data".']
        : [],
    });
  }
  return { key, data, stage: ownField(value, 'stage'), traceKey: ownField(value, 'traceKey'), path };
}

/** The hook at which the record comes in again, and what could not be done as asked. */
function placeEntry(
  { stage, path }: RetryEntry,
  { assumptions, kind }: SourceChoices,
): { readonly kind: string; readonly note: SourceNote | null } {
  const start = kind ?? 'preMap';
  if (assumptions['retryEntry'] !== 'stage') return { kind: start, note: null };
  const hook = typeof stage === 'string' ? hookOfStage(stage) : undefined;
  if (hook !== undefined && dataKinds.some((name) => name === hook)) return { kind: hook, note: null };
  const why =
    hook === undefined ? 'is no hook that is known (C-543)' : `is ${hook}, whose options need more than one record`;
  return {
    kind: start,
    note: {
      rule: 'C-544',
      path: `${path}/stage`,
      message: `the stage ${nameJson(stage)} ${why}: the record starts at ${start} instead`,
    },
  };
}

function withOrigin(page: SourcePage, { key, stage, traceKey }: RetryEntry): SourcePage {
  const origin = {
    ...(key === null ? {} : { retryDataKey: key }),
    ...(stage === undefined ? {} : { stage }),
    ...(traceKey === undefined ? {} : { traceKeys: [traceKey] }),
  };
  return { ...page, origin };
}
