import type { AntiExample, Example } from '../../contract.ts';

/** Examples of a connector's setup and input; they run as tests. */
export const connectorExamples: { readonly setup: readonly Example[]; readonly input: readonly Example[] } = {
  setup: [
    {
      shows: 'a pull of orders with a data path',
      value: {
        endpoint: { method: 'GET', url: 'https://shop.tidewater.example/orders', dataPath: 'orders' },
        mode: 'receive',
      },
    },
    {
      shows: 'a session that is opened first, and pages by an address in the body',
      value: {
        endpoint: {
          name: 'orders',
          method: 'GET',
          url: 'https://shop.tidewater.example/orders?since=[[meta.since]]',
          headers: { Authorization: 'Bearer {{token}}', Accept: 'application/json' },
          pagination: { kind: 'next-url', path: 'links.next' },
        },
        authentication: {
          request: {
            method: 'POST',
            url: 'https://shop.tidewater.example/session',
            headers: { 'Content-Type': 'application/json' },
            body: '{"user":"{{user}}","pass":"{{pass}}"}',
          },
          variables: { user: 'tidewater', pass: 'demo-pass' },
          token: 'token',
        },
        mode: 'receive',
        connectorRetries: 1,
        timeoutMs: 10_000,
      },
    },
    {
      shows: 'a sending connector inside try/catch, with a pinned script (P-803)',
      value: {
        endpoint: {
          method: 'POST',
          url: 'https://api.quillon.example/v2/labels',
          body: null,
          pagination: { kind: 'none' },
        },
        mode: 'send',
        saveResponse: true,
        tryCatch: true,
        versions: { 'response-script': { version: 4, recorded: 5 } },
      },
    },
  ],
  input: [
    { shows: 'nothing: a flow that begins here', value: {} },
    {
      shows: 'a payload with variables, metadata and flow variables',
      value: {
        payload: '{"order":"Q-100"}',
        variables: { warehouse: 'LEEDS' },
        meta: { since: '2026-03-01' },
        flow: { variables: { orderTotal: 0 } },
      },
    },
    { shows: 'several payloads', value: { payloads: ['{"order":"Q-100"}', '{"order":"Q-101"}', null] } },
  ],
};

/** Values that a connector's schemas refuse, with the place that the refusal names. */
export const connectorAntiExamples: { readonly setup: readonly AntiExample[]; readonly input: readonly AntiExample[] } =
  {
    setup: [
      { shows: 'no endpoint', path: '', value: { mode: 'receive' } },
      {
        shows: 'more retries than a shape can have (P-603)',
        path: '/connectorRetries',
        value: { endpoint: { method: 'GET', url: 'https://a.example/' }, mode: 'receive', connectorRetries: 3 },
      },
      {
        shows: 'a method with a space',
        path: '/endpoint/method',
        value: { endpoint: { method: 'GET /', url: 'https://a.example/' }, mode: 'receive' },
      },
      {
        shows: 'a slip in a name',
        path: '/endpoint',
        value: { endpoint: { method: 'GET', url: 'https://a.example/', datapath: 'orders' }, mode: 'receive' },
      },
    ],
    input: [
      { shows: 'a payload that was parsed (P-202)', path: '/payload', value: { payload: { order: 1 } } },
      { shows: 'a metadata value that is a number (P-205)', path: '/meta/tries', value: { meta: { tries: 2 } } },
    ],
  };
