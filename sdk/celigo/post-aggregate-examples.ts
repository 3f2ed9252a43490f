import type { Contract, JsonValue } from '../contract.ts';
import { exampleImportContext } from './example-context.ts';

/** Examples of postAggregate's schemas; they run as tests. */
export const postAggregateExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a whole call: the file was written',
      value: {
        ...exampleImportContext,
        postAggregateData: { success: true, _json: { fileName: 'alder-stock-2026-03-04.csv' } },
      },
    },
    {
      shows: 'a file that was refused',
      value: file({ success: false, _json: {}, code: 'ENOSPC', message: 'disk is full', source: 'application' }),
    },
    { shows: 'an answer with more in it', value: file({ success: true, _json: { fileName: 'a.csv', size: 512 } }) },
  ],
  output: [
    { shows: 'null, as a stack sends nothing', value: null },
    { shows: 'an object, which nobody reads (C-251)', value: { done: true } },
    { shows: 'a text, which nobody reads (C-251)', value: 'done' },
  ],
};

/** Values that postAggregate's schema refuses, with the place that the refusal names. */
export const postAggregateAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no postAggregateData (C-250)', path: '', value: { _importId: '65a0000000000000000000f2' } },
    { shows: 'postAggregateData as a list', path: '/postAggregateData', value: { postAggregateData: [] } },
    { shows: 'no word on success', path: '/postAggregateData', value: file({ _json: {} }) },
    { shows: 'success as text', path: '/postAggregateData/success', value: file({ success: 'true', _json: {} }) },
    { shows: 'an answer as text', path: '/postAggregateData/_json', value: file({ success: true, _json: '{}' }) },
    {
      shows: 'a code as a number',
      path: '/postAggregateData/code',
      value: file({ success: false, _json: {}, code: 28 }),
    },
  ],
  output: [],
};

function file(postAggregateData: Readonly<Record<string, JsonValue>>): JsonValue {
  return { postAggregateData };
}
