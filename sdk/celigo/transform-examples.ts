import type { Contract } from '../contract.ts';
import { exampleRecordContext } from './example-context.ts';

/** Examples of a transform's schemas; they run as tests. */
export const transformExamples: Contract['examples'] = {
  input: [
    { shows: 'a whole call', value: { ...exampleRecordContext, record: { sku: 'pencil-hb', price: '0.40' } } },
    { shows: 'a group of rows (C-270)', value: { settings: {}, record: [{ line: 1 }, { line: 2 }] } },
    { shows: 'nothing but the record', value: { record: {} } },
  ],
  output: [
    { shows: 'the new record', value: { sku: 'PENCIL-HB', price: 0.4 } },
    { shows: 'a group of rows', value: [{ line: 1 }, { line: 2 }] },
    { shows: 'an empty record', value: {} },
  ],
};
