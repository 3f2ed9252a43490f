import type { Contract } from '../contract.ts';
import { exampleRecordContext } from './example-context.ts';
import { recordLevelAntiExamples } from './record-level.ts';

/** Examples of branching's schemas; they run as tests. */
export const branchingExamples: Contract['examples'] = {
  input: [
    { shows: 'a whole call', value: { ...exampleRecordContext, record: { country: 'GB' } } },
    { shows: 'a group of rows', value: { settings: {}, record: [{ line: 1 }, { line: 2 }] } },
    { shows: 'nothing but the record', value: { record: {} } },
  ],
  output: [
    { shows: 'the second branch', value: [1] },
    { shows: 'two branches', value: [0, 2] },
    { shows: 'no branch (C-276)', value: [] },
  ],
};

/** Values that branching's schemas refuse, with the place that the refusal names. */
export const branchingAntiExamples: Contract['antiExamples'] = {
  input: recordLevelAntiExamples,
  output: [
    { shows: 'an index as text (C-279)', path: '/0', value: ['0'] },
    { shows: 'an index alone', path: '', value: 1 },
    { shows: 'the name of a branch (C-277)', path: '', value: 'Orders from GB' },
    { shows: 'no result at all: undefined arrives as null (C-279)', path: '', value: null },
    { shows: 'a fraction', path: '/1', value: [0, 0.5] },
  ],
};
