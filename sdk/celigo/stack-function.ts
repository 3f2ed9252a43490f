import { Type } from 'typebox';
import type { Contract } from '../contract.ts';
import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';

/** `options` of a function of the 1.0 stack contract: their names are not known, so any object fits (C-302). */
export const StackFunctionOptions = Type.Record(Type.String(), Type.Unknown(), { rule: 'C-302' });
/** `options` of a function of the 1.0 stack contract: their names are not known (C-302). */
export type StackFunctionOptions = Record<string, unknown>;

/** The result of a function of the 1.0 stack contract of which none is documented (C-302). */
export const StackFunctionResult = Type.Unknown({ rule: 'C-302' });

/**
 * What the contracts of the 1.0 stack functions have in common: a stack alone has them, so they answer through a callback
 * (C-004), and an error there is shown (C-302).
 */
export function stackFunction(hook: string) {
  return {
    ...celigoHook(hook),
    input: StackFunctionOptions,
    calls: celigoCalls({ defaultNames: [hook], forms: 'callback' }),
    failure: 'call',
    rules: celigoRulesOf({ threw: 'C-302', shape: 'C-302' }),
    assumptions: celigoAssumptions,
    countRecords: () => 0,
    facts: () => null,
    inputChecks: [],
    checks: [],
    outputRecords: null,
    storedError: storedErrorOf(null),
    breachCode: null,
  } as const;
}

/** Options of a 1.0 function; they run as tests. Their names only illustrate (C-302). */
export const stackFunctionExamples: Contract['examples']['input'] = [
  {
    shows: 'options with a connection and a license',
    value: { _connectionId: '65a0000000000000000000c1', license: {} },
  },
  { shows: 'options with a license alone', value: { license: { tier: 'basic' } } },
  { shows: 'no option at all', value: {} },
];

/** Options that no 1.0 function is passed: only an object is an object. */
export const stackFunctionAntiExamples: Contract['antiExamples']['input'] = [
  { shows: 'no options', path: '', value: null },
  { shows: 'a list', path: '', value: [{ license: {} }] },
  { shows: 'an empty list', path: '', value: [] },
  { shows: 'a text', path: '', value: '65a0000000000000000000c1' },
  { shows: 'a number', path: '', value: 1 },
  { shows: 'a boolean', path: '', value: true },
];
