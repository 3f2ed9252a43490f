import type { AntiExample, Example, JsonValue } from '../contract.ts';

const base: { readonly [key: string]: JsonValue } = { variables: {}, meta: {}, flow: { variables: {} } };

/** Examples of the script transform's schemas; they run as tests. */
export const mapTransformExamples: { readonly input: readonly Example[]; readonly output: readonly Example[] } = {
  input: [
    { shows: 'the value of a source field as text (P-421)', value: { ...base, payload: 'united kingdom' } },
    { shows: 'a field without a value', value: { ...base, payload: null } },
    { shows: 'the values of two source fields (P-422)', value: { ...base, payload: '["Ada","Byron"]' } },
  ],
  output: [
    { shows: 'the new value (P-423)', value: { payload: 'GB' } },
    { shows: 'no value', value: { payload: null } },
    { shows: 'nothing: the field keeps its value (P-309)', value: {} },
  ],
};

/** Values that the script transform's schemas refuse, with the place that the refusal names. */
export const mapTransformAntiExamples: {
  readonly input: readonly AntiExample[];
  readonly output: readonly AntiExample[];
} = {
  input: [
    { shows: 'a value that is no text (P-421)', path: '/payload', value: { ...base, payload: 44 } },
    { shows: 'no payload at all (P-202)', path: '', value: base },
  ],
  output: [
    { shows: 'a number (P-304)', path: '/payload', value: { payload: 44 } },
    { shows: 'the bare value (P-311)', path: '', value: 'GB' },
    { shows: 'a list (P-311)', path: '', value: ['GB'] },
    { shows: 'logs of numbers (P-305)', path: '/logs/0', value: { payload: 'GB', logs: [1] } },
  ],
};
