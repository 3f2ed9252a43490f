import type { AntiExample, Example } from '../contract.ts';

const lines = '[{"sku":"LAMP-1","qty":2,"price":14.5},{"sku":"LAMP-2","qty":1,"price":30}]';

/** Examples of the script shape's schemas; they run as tests. */
export const scriptShapeExamples: { readonly input: readonly Example[]; readonly output: readonly Example[] } = {
  input: [
    {
      shows: 'the lines of an order (P-401), with a flow variable that is a number (P-209)',
      value: { payload: lines, variables: {}, meta: { source: 'web' }, flow: { variables: { orderTotal: 0 } } },
    },
    { shows: 'no flow, as older templates have it (P-212)', value: { payload: '<a/>', variables: {}, meta: {} } },
    { shows: 'nothing but a payload, as people keep samples', value: { payload: 'a;b;c' } },
    { shows: 'no payload (P-202)', value: { payload: null, meta: {} } },
  ],
  output: [
    {
      shows: 'payload, metadata, flow variables and logs',
      value: {
        payload: `{"lines":${lines},"total":59}`,
        meta: { source: 'web', lineCount: '2' },
        flow: { variables: { orderTotal: 59 } },
        logs: ['total 59'],
      },
    },
    { shows: 'nothing but a payload (P-302)', value: { payload: '[]' } },
    { shows: 'an empty result: all stays as it was (P-309)', value: {} },
    { shows: 'the input handed back (P-301)', value: { payload: lines, variables: {}, meta: {} } },
  ],
};

/** Values that the script shape's schemas refuse, with the place that the refusal names. */
export const scriptShapeAntiExamples: {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
} = {
  input: [
    { shows: 'a payload that was parsed (P-202)', path: '/payload', value: { payload: [] } },
    {
      shows: 'a metadata value that is a number (P-205)',
      path: '/meta/tries',
      value: { payload: '', meta: { tries: 2 } },
    },
    {
      shows: 'flow variables as a list (P-209)',
      path: '/flow/variables',
      value: { payload: '', flow: { variables: [] } },
    },
  ],
  output: [
    { shows: 'a payload that is an object (P-304)', path: '/payload', value: { payload: { total: 59 } } },
    { shows: 'a metadata value that is a number (P-205)', path: '/meta/lineCount', value: { meta: { lineCount: 2 } } },
    { shows: 'a text in place of a result (P-311)', path: '', value: '[]' },
    { shows: 'logs as one text (P-305)', path: '/logs', value: { logs: 'total 59' } },
  ],
};
