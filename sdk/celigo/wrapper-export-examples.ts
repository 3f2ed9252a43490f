import type { Contract } from '../contract.ts';

/** Examples of a wrapper export's schemas; they run as tests. */
export const wrapperExportExamples: Contract['examples'] = {
  input: [
    {
      shows: 'the second call of a delta export',
      value: {
        type: 'delta',
        delta: { dateField: 'updated', lastExecutionTime: 1_772_496_000_000 },
        state: { page: 1 },
      },
    },
    { shows: 'a test run', value: { type: 'test', test: { limit: 10 } } },
    { shows: 'an export that is passed nothing', value: {} },
  ],
  output: [
    {
      shows: 'a page with another to come',
      value: { data: [{ id: 1 }], errors: [], lastPage: false, state: { page: 2 } },
    },
    { shows: 'the last page', value: { data: [], errors: [], lastPage: true } },
    { shows: 'a connection that is offline', value: { connectionOffline: true } },
    {
      shows: 'an error of a record',
      value: { data: [{ id: 1 }], errors: [{ code: 'no_sku', message: 'sku is empty' }], lastPage: true },
    },
  ],
};

/** Values that a wrapper export's schemas refuse, with the place that the refusal names. */
export const wrapperExportAntiExamples: Contract['antiExamples'] = {
  input: [
    {
      shows: 'a time as text (C-306)',
      path: '/delta/lastExecutionTime',
      value: { delta: { lastExecutionTime: '2026' } },
    },
    { shows: 'a limit as text', path: '/test/limit', value: { test: { limit: '10' } } },
  ],
  output: [
    { shows: 'the records alone', path: '', value: [{ id: 1 }] },
    { shows: 'one record in place of the page', path: '/data', value: { data: { id: 1 }, lastPage: true } },
    { shows: 'lastPage as text', path: '/lastPage', value: { data: [], lastPage: 'true' } },
    { shows: 'no result at all: undefined arrives as null', path: '', value: null },
  ],
};
