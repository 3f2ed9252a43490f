import type { Contract, JsonValue } from '../contract.ts';
import { elementAntiExamples, elementExamples } from './element-examples.ts';
import { exampleImportContext } from './example-context.ts';

/** Examples of preMap's schemas; they run as tests. */
export const preMapExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a whole call',
      value: {
        ...exampleImportContext,
        data: [
          { sku: 'PENCIL-HB', qty: 4 },
          { sku: '', qty: 1 },
          { sku: 'SAMPLE', qty: 1 },
        ],
      },
    },
    { shows: 'rows that are grouped (C-226)', value: page({ data: [[{ line: 1 }, { line: 2 }], [{ line: 1 }]] }) },
    { shows: 'nothing but the page', value: { data: [{ sku: 'PENCIL-HB' }] } },
    { shows: 'an empty page', value: page({ data: [] }) },
  ],
  output: elementExamples,
};

/** Values that preMap's schemas refuse, with the place that the refusal names. */
export const preMapAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no data (C-220)', path: '', value: { _importId: '65a0000000000000000000f2' } },
    { shows: 'one record in place of the page', path: '/data', value: page({ data: { sku: 'PENCIL-HB' } }) },
    { shows: 'a record as text', path: '/data/1', value: page({ data: [{}, 'PENCIL-HB'] }) },
    { shows: 'an id that is null where absent is meant (C-113)', path: '/_flowId', value: page({ _flowId: null }) },
  ],
  output: elementAntiExamples,
};

function page(own: Readonly<Record<string, JsonValue>>): JsonValue {
  return { _importId: '65a0000000000000000000f2', data: [], ...own };
}
