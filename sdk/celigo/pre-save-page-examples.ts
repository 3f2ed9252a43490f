import type { Contract, JsonValue } from '../contract.ts';
import { exampleExportContext } from './example-context.ts';

const parseError: JsonValue = { code: 'parse_error', message: 'row 4 has 2 columns', retryDataKey: 'rk-4' };
const noStock: JsonValue = { code: 'no_stock', message: 'RULER-30 is out of stock' };
const rows: readonly JsonValue[] = [
  { orderNo: 'AF-1001', sku: 'PENCIL-HB', qty: 4 },
  { orderNo: 'AF-1001', sku: 'ERASER-S', qty: 1 },
  { orderNo: 'AF-1002', sku: 'RULER-30', qty: 2 },
];

/** Examples of preSavePage's schemas; they run as tests. */
export const preSavePageExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a whole call of a delta export, with an error that can be retried',
      value: {
        ...exampleExportContext,
        data: rows,
        errors: [parseError],
        retryData: { 'rk-4': { data: { raw: 'AF-1003;??' }, stage: 'parse', traceKey: 'tk-4' } },
        pageIndex: 0,
        lastExportDateTime: '2026-03-03T00:00:00.000Z',
        currentExportDateTime: '2026-03-04T00:00:00.000Z',
      },
    },
    { shows: 'a page of groups: each element is an array of rows (C-211)', value: page({ data: [rows, []] }) },
    {
      shows: 'a file export with one file for each record (C-201)',
      value: page({ data: [{ a: 1 }], files: [{ fileMeta: { fileName: 'orders.csv' } }] }),
    },
    { shows: 'dates that are null (C-213)', value: page({ lastExportDateTime: null, currentExportDateTime: null }) },
    { shows: 'nothing but the page and its number', value: { data: [], pageIndex: 3 } },
  ],
  output: [
    {
      shows: 'two records made of three, the error of the page handed on',
      value: { data: [{ orderNo: 'AF-1001', lines: rows }, { orderNo: 'AF-1002' }], errors: [parseError] },
    },
    { shows: 'a page that is swallowed (C-206)', value: { data: [], errors: [] } },
    { shows: 'the last page that is asked for (C-207)', value: { data: rows, errors: [], abort: true } },
    { shows: 'groups as they came', value: { data: [rows], errors: [] } },
    {
      shows: 'a new error that can be retried with its record',
      value: {
        data: [],
        errors: [],
        newErrorsAndRetryData: [{ retryData: { orderNo: 'AF-1002' }, errors: [noStock] }],
      },
    },
  ],
};

/** Values that preSavePage's schemas refuse, with the place that the refusal names. */
export const preSavePageAntiExamples: Contract['antiExamples'] = {
  input: [
    {
      shows: 'the options of another runner, which have no data (C-850)',
      path: '',
      value: { form: {}, page: [{ a: 1 }], state: {} },
    },
    { shows: 'a record as text', path: '/data/0', value: page({ data: ['PENCIL-HB'] }) },
    { shows: 'errors that are no list', path: '/errors', value: page({ errors: {} }) },
    { shows: 'a page number below 0 (C-202)', path: '/pageIndex', value: page({ pageIndex: -1 }) },
    { shows: 'a date as a number (C-209)', path: '/lastExportDateTime', value: page({ lastExportDateTime: 0 }) },
    {
      shows: 'retry data that is the bare record',
      path: '/retryData/rk-4',
      value: page({ retryData: { 'rk-4': {} } }),
    },
  ],
  output: [
    { shows: 'the records alone (C-203)', path: '', value: rows },
    { shows: 'no result at all: undefined arrives as null', path: '', value: null },
    { shows: 'records under another name (C-203)', path: '', value: { records: rows, errors: [] } },
    { shows: 'one record in place of the list', path: '/data', value: { data: { orderNo: 'AF-1001' }, errors: [] } },
    { shows: 'a record that is null', path: '/data/1', value: { data: [{}, null], errors: [] } },
    { shows: 'an error as text (C-140)', path: '/errors/0', value: { data: [], errors: ['out of stock'] } },
    { shows: 'abort as text (C-207)', path: '/abort', value: { data: [], errors: [], abort: 'true' } },
    {
      shows: 'a new error without its record',
      path: '/newErrorsAndRetryData/0',
      value: { data: [], errors: [], newErrorsAndRetryData: [{ errors: [noStock] }] },
    },
  ],
};

function page(own: Readonly<Record<string, JsonValue>>): JsonValue {
  return { data: [], errors: [], pageIndex: 0, ...own };
}
