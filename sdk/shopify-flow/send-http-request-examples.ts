import type { AntiExample, Example } from '../contract.ts';

const northbeam = {
  method: 'Post',
  url: 'https://courier.northbeam.example/v1/pickups?ref={{ order.name | url_encode }}',
  headers: [
    { key: 'Content-Type', value: 'application/json' },
    { key: 'X-Courier-Key', value: '{{secrets.courier-key}}' },
  ],
  body: '{"order":{{ order.name | json }},"note":{{ order.note | json }}}',
} as const;

const setups: readonly Example[] = [
  {
    value: { generation: '2025', ...northbeam, onClientError: 'ignore', onServerError: 'retry' },
    shows: 'a courier that is told of a paid order; its errors of the client are ignored (F-210)',
  },
  {
    value: { generation: '2022', ...northbeam, headers: [{ key: 'X-Courier-Key', value: 'nb-demo-1' }] },
    shows: 'generation 2022: no settings, no secrets (F-211)',
  },
  { value: { method: 'Get', url: 'https://stock.northbeam.example/levels' }, shows: 'a question without body (F-110)' },
];

const wrongSetups: readonly AntiExample[] = [
  { value: { url: 'https://a.example/' }, path: '', shows: 'no method (F-110)' },
  { value: { method: 'POST', url: 'https://a.example/' }, path: '/method', shows: 'a method in capitals (F-110)' },
  { value: { method: 'Post', url: '' }, path: '/url', shows: 'an empty URL (F-111)' },
  {
    value: { method: 'Post', url: 'https://a.example/', headers: { Accept: '*/*' } },
    path: '/headers',
    shows: 'headers that are no list of pairs (F-112)',
  },
  {
    value: { method: 'Post', url: 'https://a.example/', onClientError: 'resume' },
    path: '/onClientError',
    shows: 'a setting that the menu does not have (F-114)',
  },
];

const inputs: readonly Example[] = [
  { value: { order: { name: 'NB 1&2', note: 'ring "twice"' } }, shows: 'the order that started the workflow (F-210)' },
  {
    value: { order: { name: 'NB-7', lineItems: [{ sku: 'BELL', quantity: 2 }] } },
    shows: 'a list in the data (F-104)',
  },
  { value: {}, shows: 'a trigger without data (F-104)' },
];

const wrongInputs: readonly AntiExample[] = [{ value: [], path: '', shows: 'a list in place of named data (F-104)' }];

/** Examples and anti-examples of the action; both run as tests. */
export const sendHttpRequestExamples = {
  examples: { setup: setups, input: inputs },
  antiExamples: { setup: wrongSetups, input: wrongInputs },
};
