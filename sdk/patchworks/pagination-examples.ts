import type { AntiExample, Example, JsonValue } from '../contract.ts';

const base: { readonly [key: string]: JsonValue } = { variables: {}, meta: {}, flow: { variables: {} } };
const request = {
  body: '',
  headers: { Accept: 'application/json' },
  method: 'GET',
  url: 'https://api.brightwell.example/items?page=1',
};
const link = '<https://api.brightwell.example/items?page=2>; rel="next"';
const page = { request, response: { headers: { Link: link }, status_code: 200 }, payload: '[{"id":1}]' };
const next = JSON.stringify({ ...request, has_next_page: true, url: 'https://api.brightwell.example/items?page=2' });

/** Examples of the pagination script's schemas; they run as tests. */
export const paginationExamples: { readonly input: readonly Example[]; readonly output: readonly Example[] } = {
  input: [
    {
      shows: 'a page as JSON text, with a Link header (P-461, P-463)',
      value: { ...base, payload: JSON.stringify(page) },
    },
    { shows: 'a page as an object (P-463)', value: { ...base, payload: page } },
    {
      shows: 'a page of which nothing was saved, without metadata',
      value: { payload: JSON.stringify({ ...page, payload: null }), variables: {} },
    },
  ],
  output: [
    { shows: 'another page (P-464)', value: { payload: next } },
    { shows: 'the last page (P-465)', value: { payload: '{"has_next_page":false}' } },
    {
      shows: 'the last page, with a line for the run log',
      value: { payload: '{"has_next_page":false}', logs: ['9 pages'] },
    },
  ],
};

/** Values that the pagination script's schemas refuse, with the place that the refusal names. */
export const paginationAntiExamples: {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
} = {
  input: [
    { shows: 'no payload (P-461)', path: '', value: base },
    { shows: 'a payload that is a list (P-461)', path: '/payload', value: { ...base, payload: [] } },
    { shows: 'a metadata value that is a number (P-205)', path: '/meta/n', value: { payload: '', meta: { n: 1 } } },
  ],
  output: [
    { shows: 'the next request as an object (P-304)', path: '/payload', value: { payload: { has_next_page: true } } },
    { shows: 'the bare text (P-311)', path: '', value: next },
    { shows: 'logs as one text (P-305)', path: '/logs', value: { payload: next, logs: 'page 2' } },
  ],
};
