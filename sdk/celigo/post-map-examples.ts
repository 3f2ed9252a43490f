import type { Contract, JsonValue } from '../contract.ts';
import { exampleImportContext } from './example-context.ts';

/** Options of postMap; they run as tests. */
export const postMapInputExamples: Contract['examples']['input'] = [
  {
    shows: 'a whole call',
    value: {
      ...exampleImportContext,
      preMapData: [
        { sku: 'PENCIL-HB', qty: 4 },
        { sku: 'RULER-30', qty: 2 },
      ],
      postMapData: [
        { item: 'PENCIL-HB', quantity: 4 },
        { item: 'RULER-30', quantity: 2 },
      ],
    },
  },
  {
    shows: 'one row that was mapped to many (C-231)',
    value: page([{ sku: 'SET' }], [[{ item: 'PENCIL-HB' }, { item: 'RULER-30' }]]),
  },
  {
    shows: 'a record mapped for NetSuite (C-232)',
    value: page(
      [{ sku: 'SET' }],
      [
        {
          nlobjRecordType: 'inventoryitem',
          nlobjFieldIds: { itemid: 'SET' },
          nlobjSublistIds: { item: { lines: [] } },
          documentIndex: 0,
        },
      ],
    ),
  },
  { shows: 'an empty page', value: page([], []) },
];

/** Options that postMap's schema refuses, with the place that the refusal names. */
export const postMapInputAntiExamples: Contract['antiExamples']['input'] = [
  {
    shows: 'the mapped records under another name (C-850)',
    path: '',
    value: { preMapData: [{ sku: 'SET' }], mappedData: [{ item: 'SET' }] },
  },
  { shows: 'no preMapData (C-230)', path: '', value: { postMapData: [] } },
  {
    shows: 'one mapped record in place of the page',
    path: '/postMapData',
    value: { preMapData: [], postMapData: { item: 'SET' } },
  },
];

function page(preMapData: readonly JsonValue[], postMapData: readonly JsonValue[]): JsonValue {
  return { _importId: '65a0000000000000000000f2', preMapData, postMapData };
}
