import type { AntiExample, Example, JsonValue } from '../contract.ts';

const base: { readonly [key: string]: JsonValue } = {
  variables: { api_key: 'k-demo', api_secret: 's-demo' },
  meta: {},
  flow: { variables: {} },
};
const request = JSON.stringify({
  method: 'POST',
  url: 'https://api.quillon.example/v2/labels',
  headers: { 'Content-Type': 'application/json' },
  body: '{"order":"Q-100"}',
});

/** Examples of the pre-request script's schemas; they run as tests. */
export const preRequestExamples: { readonly input: readonly Example[]; readonly output: readonly Example[] } = {
  input: [
    {
      shows: 'a request as JSON text, with the authentication variables (P-451, P-452)',
      value: { ...base, payload: request },
    },
    {
      shows: 'a request without a body',
      value: { ...base, payload: '{"method":"GET","url":"https://api.quillon.example/v2/labels","headers":{}}' },
    },
    { shows: 'no metadata and no flow (P-212)', value: { payload: request, variables: {} } },
  ],
  output: [
    { shows: 'a request with a signature', value: { payload: request } },
    { shows: 'headers alone: the rest stays (P-452)', value: { payload: '{"headers":{"X-Stamp":"1"}}' } },
    { shows: 'nothing: the request is sent as it was (P-309)', value: {} },
  ],
};

/** Values that the pre-request script's schemas refuse, with the place that the refusal names. */
export const preRequestAntiExamples: {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
} = {
  input: [
    { shows: 'a payload that is a number (P-452)', path: '/payload', value: { ...base, payload: 7 } },
    { shows: 'variables as a list (P-204)', path: '/variables', value: { ...base, payload: request, variables: [] } },
    { shows: 'no payload (P-202)', path: '', value: base },
  ],
  output: [
    { shows: 'a request that is an object (P-304)', path: '/payload', value: { payload: { method: 'GET' } } },
    { shows: 'a text in place of a result (P-311)', path: '', value: request },
    { shows: 'logs as one text (P-305)', path: '/logs', value: { payload: request, logs: 'signed' } },
  ],
};
