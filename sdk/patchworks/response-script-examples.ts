import type { AntiExample, Example, JsonValue } from '../contract.ts';

const base: { readonly [key: string]: JsonValue } = { variables: {}, meta: {}, flow: { variables: {} } };

/** Examples of the response script's schemas; they run as tests. */
export const responseScriptExamples: { readonly input: readonly Example[]; readonly output: readonly Example[] } = {
  input: [
    {
      shows: 'a whole call: status 200 with an error inside',
      value: {
        ...base,
        payload: '{"error":"session lost"}',
        response: {
          headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'tb-71' },
          body: '{"error":"session lost"}',
          status: 200,
        },
      },
    },
    {
      shows: 'metadata and flow variables, one of them a number (P-209)',
      value: {
        payload: '[]',
        variables: { warehouse: 'LEEDS' },
        meta: { cursor: 'c-9' },
        flow: { variables: { customerId: 1_234_567 } },
        response: response({ status: 202, body: '[]' }),
      },
    },
    {
      shows: 'no payload, and a page that is not JSON',
      value: { ...base, payload: null, response: response({ status: 502, body: '<html>' }) },
    },
    {
      shows: 'nothing but what must be there (P-212)',
      value: { payload: '', response: response({ status: 204, body: '' }) },
    },
    {
      shows: 'a header that came twice (P-214)',
      value: { ...base, payload: '', response: { headers: { 'Set-Cookie': ['a=1', 'b=2'] }, body: '', status: 200 } },
    },
  ],
  output: [
    { shows: 'go on with another payload', value: { response_code: 0, payload: '[]' } },
    { shows: 'a partial result (P-302)', value: { payload: null } },
    { shows: 'nothing at all: valid, and taken as code 0 (P-511)', value: {} },
    {
      shows: 'retry the step, and say why',
      value: { response_code: 1, message: 'upstream said 503', logs: ['slept'] },
    },
    { shows: 'authenticate anew (P-505)', value: { response_code: 4, message: 'session lost' } },
    {
      shows: 'the input handed back (P-301), with its maps (P-308)',
      value: { ...base, payload: '{}', meta: { cursor: 'c-10' }, response: response({ status: 200, body: '{}' }) },
    },
  ],
};

/** Values that the response script's schemas refuse, with the place that the refusal names. */
export const responseScriptAntiExamples: {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
} = {
  input: [
    { shows: 'no response: that is another kind of script (P-213)', path: '', value: { ...base, payload: '' } },
    {
      shows: 'a payload that was parsed (P-202)',
      path: '/payload',
      value: { ...base, payload: {}, response: response({ status: 200, body: '{}' }) },
    },
    {
      shows: '`status_code`, the name of pagination scripts (P-215)',
      path: '/response',
      value: { ...base, payload: '', response: { headers: {}, body: '', status_code: 200 } },
    },
    {
      shows: 'a status as text (P-215)',
      path: '/response/status',
      value: { ...base, payload: '', response: { headers: {}, body: '', status: '200' } },
    },
    {
      shows: 'a metadata value that is a number (P-205)',
      path: '/meta/tries',
      value: { ...base, payload: '', meta: { tries: 2 }, response: response({ status: 200, body: '' }) },
    },
  ],
  output: [
    { shows: 'no object (P-311)', path: '', value: 'ok' },
    { shows: 'a list (P-311)', path: '', value: [] },
    { shows: 'a payload that is an object (P-304)', path: '/payload', value: { payload: { orders: [] } } },
    { shows: 'a code as text (P-512)', path: '/response_code', value: { response_code: '2' } },
    { shows: 'a code that nobody knows (P-512)', path: '/response_code', value: { response_code: 7 } },
    { shows: 'null for a code (P-512)', path: '/response_code', value: { response_code: null } },
    {
      shows: 'a message that is no text (P-307)',
      path: '/message',
      value: { response_code: 3, message: { text: 'no' } },
    },
    { shows: 'logs as one text (P-305)', path: '/logs', value: { logs: 'done' } },
    { shows: 'a log line that is an object (P-305)', path: '/logs/0', value: { logs: [{ level: 'INFO' }] } },
    { shows: 'a metadata value that is a number (P-205)', path: '/meta/tries', value: { meta: { tries: 2 } } },
  ],
};

function response({ status, body }: { readonly status: number; readonly body: string }): JsonValue {
  return { headers: { 'Content-Type': 'application/json' }, body, status };
}
