import { isJsonObject, nameJson } from '../../json-object.ts';
import { toPointer } from '../../json-pointer.ts';
import { type RecordingSource, SourceError, type SourceFile, type SourceNote } from '../../recording-source.ts';
import { dataKinds, noteBranches, pagesOfRecords } from './record-pages.ts';
import { contextAssumptions, synthesiseContext } from './synthetic-context.ts';

const mostRecords = 10;
const mostBytes = 1024 * 1024;

/**
 * The mock output of an export (C-503, C-535 to C-537): `{page_of_records: [{record}]}`. Becomes one page of preSavePage
 * or preMap, or one page for each record when the hook is passed one record a call.
 */
export const mockOutput: RecordingSource = {
  name: 'celigo-mock',
  says: 'mock output of an export: {"page_of_records": [{"record": …}]}',
  rule: 'C-503',
  kinds: dataKinds,
  hasSteps: false,
  assumptions: {
    mockRecordArrays: { rule: 'C-536', default: true },
    strictMockLimits: { rule: 'C-537', default: false },
    ...contextAssumptions,
  },
  read(file, { assumptions, kind: chosen, now }) {
    const takesArrays = assumptions['mockRecordArrays'] !== false;
    const records = readRecords(file.parseJson(), takesArrays);
    const limits = checkLimits(file, records.length, assumptions['strictMockLimits'] === true);
    const kind = chosen ?? 'preSavePage';
    const context = synthesiseContext(kind, { assumptions, startedAt: now });
    const hasArrays = records.some((record) => Array.isArray(record));
    return {
      recordings: [{ hook: kind, step: null, pages: pagesOfRecords(kind, records, context.fields) }],
      notes: [...limits, ...noteBranches(kind)],
      leanedOn: [
        ...context.leanedOn,
        ...(hasArrays ? ['mockRecordArrays'] : []),
        ...(limits.length > 0 ? ['strictMockLimits'] : []),
      ],
    };
  },
};

function readRecords(value: unknown, takesArrays: boolean): readonly unknown[] {
  const page = isJsonObject(value) ? value['page_of_records'] : undefined;
  if (!Array.isArray(page)) {
    const found = isJsonObject(value) ? `has ${nameJson(page)} as "page_of_records"` : `is ${nameJson(value)}`;
    throw new SourceError(`${found}; expected {"page_of_records": [{"record": …}]} (C-535)`, {
      next: ['Copy the mock output of the export as it is.'],
    });
  }
  if (page.length === 0) {
    throw new SourceError('holds no record, so there is nothing to replay (C-535)', { path: '/page_of_records' });
  }
  return page.map((element: unknown, index) => readRecord(element, index, takesArrays));
}

function readRecord(element: unknown, index: number, takesArrays: boolean): unknown {
  const path = toPointer(['page_of_records', index]);
  if (!isJsonObject(element) || !Object.hasOwn(element, 'record')) {
    const found = isJsonObject(element) ? 'has no "record"' : `is ${nameJson(element)}`;
    throw new SourceError(`${found}; expected {"record": …} as element ${index} of page_of_records (C-535)`, {
      path,
      next: ['Wrap each record: {"record": {…}}.'],
    });
  }
  const { record } = element;
  if (isJsonObject(record) || (takesArrays && Array.isArray(record))) return record;
  const expected = takesArrays ? 'an object, or an array of grouped rows' : 'an object';
  throw new SourceError(`is ${nameJson(record)}; expected ${expected} (C-536)`, {
    path: `${path}/record`,
    next: Array.isArray(record) ? ['Take grouped rows with --assume mockRecordArrays=true.'] : [],
  });
}

/** C-537: the platform would refuse the file; hooksmith says so and takes it all the same, unless it is told to be strict. */
function checkLimits(file: SourceFile, records: number, isStrict: boolean): readonly SourceNote[] {
  const over = [
    ...(records > mostRecords ? [`holds ${records} records, the platform takes ${mostRecords}`] : []),
    ...(file.bytes > mostBytes ? [`has ${file.bytes} bytes, the platform takes ${mostBytes}`] : []),
  ];
  if (over.length === 0) return [];
  const message = `${over.join(' and ')}`;
  if (isStrict) {
    throw new SourceError(`${message} (C-535)`, {
      next: ['Shorten it, or take it all the same with --assume strictMockLimits=false.'],
    });
  }
  return [{ rule: 'C-537', path: '', message: `the mock output ${message}; everything was taken` }];
}
