import type { JsonValue } from '../../contract.ts';

interface StepExamples {
  readonly input: readonly { readonly value: JsonValue; readonly shows: string }[];
}

const context: JsonValue = {
  _integrationId: '65a0000000000000000000a1',
  _flowId: '65a0000000000000000000b1',
  _connectionId: '65a0000000000000000000c1',
  testMode: false,
};

/** Pages that enter an import; they run as tests. */
export const importExamples: StepExamples = {
  input: [
    {
      shows: 'two records with their trace keys (C-435)',
      value: {
        ...context,
        _importId: '65a0000000000000000000f2',
        settings: { flow: { warehouse: 'LEEDS' }, import: {} },
        data: [{ orderNo: 'AF-1001' }, { orderNo: 'AF-1002' }],
        traceKeys: ['AF-1001', null],
      },
    },
    { shows: 'an empty page', value: { data: [] } },
    { shows: 'groups of rows (C-226)', value: { data: [[{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }]] } },
  ],
};

/** Pages that an export has fetched; they run as tests. */
export const exportExamples: StepExamples = {
  input: [
    {
      shows: 'a delta export with an error of its parser (C-201)',
      value: {
        ...context,
        _exportId: '65a0000000000000000000f1',
        data: [{ orderNo: 'AF-1001' }],
        errors: [{ code: 'parse_error', message: 'row 4 has 2 columns', retryDataKey: 'rk-4' }],
        retryData: { 'rk-4': { data: { raw: 'AF-1003;??' }, stage: 'parse', traceKey: 'tk-4' } },
        pageIndex: 0,
        lastExportDateTime: '2026-03-03T00:00:00.000Z',
        currentExportDateTime: '2026-03-04T00:00:00.000Z',
      },
    },
    { shows: 'nothing but records', value: { data: [{ orderNo: 'AF-1001' }, { orderNo: 'AF-1002' }] } },
    { shows: 'an empty page', value: { data: [] } },
  ],
};
