import type { AntiExample, Example } from '../contract.ts';

interface Examples {
  readonly input: readonly Example[];
  readonly output: readonly Example[];
}

interface AntiExamples {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
}

const ostrava = { user: 'ostrava', pass: 'demo-pass' };
const marren = { user: 'marren', pass: 'demo-pass' };

/** What no script of an authentication is passed. */
const wrongInput: readonly AntiExample[] = [
  { shows: 'metadata, which this kind never gets (P-471)', path: '', value: { payload: '', variables: {}, meta: {} } },
  { shows: 'no variables (P-471)', path: '', value: { payload: '' } },
  { shows: 'a payload that was parsed (P-202)', path: '/payload', value: { payload: ostrava, variables: {} } },
];

/** Examples of the authentication pre-request script's schemas; they run as tests. */
export const authPreExamples: Examples = {
  input: [
    {
      shows: 'the body of the authentication request, with the authentication variables (P-473)',
      value: { payload: '{"user":"ostrava","pass":"demo-pass"}', variables: ostrava },
    },
    {
      shows: 'the old token, on a new authentication (P-472)',
      value: { payload: 'grant=1', variables: { token: 'tk-1' } },
    },
    { shows: 'no body', value: { payload: null, variables: {} } },
  ],
  output: [
    { shows: 'the password in base64 (P-474)', value: { payload: '{"user":"ostrava","pass":"ZGVtby1wYXNz"}' } },
    { shows: 'the input handed back (P-301)', value: { payload: '{"user":"ostrava"}', variables: ostrava } },
    { shows: 'nothing: the body is sent as configured (P-309)', value: {} },
  ],
};

/** Values that the authentication pre-request script's schemas refuse, with the place that the refusal names. */
export const authPreAntiExamples: AntiExamples = {
  input: wrongInput,
  output: [
    { shows: 'a body that is an object (P-304)', path: '/payload', value: { payload: ostrava } },
    { shows: 'the bare body (P-311)', path: '', value: '{"user":"ostrava"}' },
    { shows: 'variables as a text (P-308)', path: '/variables', value: { variables: 'user' } },
  ],
};

/** Examples of the authentication post-request script's schemas; they run as tests. */
export const authPostExamples: Examples = {
  input: [
    {
      shows: 'the body of the authentication response (P-481)',
      value: { payload: '{"detail":"store=12;token=tk-demo-9;ttl=900"}', variables: marren },
    },
    { shows: 'an empty body', value: { payload: '', variables: marren } },
    { shows: 'a token in place (P-472)', value: { payload: '{"t":"tk-2"}', variables: { ...marren, token: 'tk-1' } } },
  ],
  output: [
    { shows: 'the token among the variables (P-482, P-483)', value: { variables: { ...marren, token: 'tk-demo-9' } } },
    { shows: 'the payload as well', value: { payload: '{}', variables: { token: 'tk-demo-9' } } },
    { shows: 'no token: valid, and {{token}} stays empty (P-482)', value: { payload: 'tk-demo-9' } },
  ],
};

/** Values that the authentication post-request script's schemas refuse, with the place that the refusal names. */
export const authPostAntiExamples: AntiExamples = {
  input: wrongInput,
  output: [
    { shows: 'the bare token (P-311)', path: '', value: 'tk-demo-9' },
    { shows: 'variables as a list (P-308)', path: '/variables', value: { variables: ['tk-demo-9'] } },
    { shows: 'logs as one text (P-305)', path: '/logs', value: { variables: { token: 'tk' }, logs: 'done' } },
  ],
};
