import { Type } from 'typebox';
import type { Contract } from '../contract.ts';
import { recordLevelHook } from './record-level.ts';
import { celigoAssumptions, celigoRulesOf } from './script.ts';

/** The result of a filter: true keeps the record (C-271). Whether another value is read as one is an option (C-275). */
export const FilterResult = Type.Boolean({ rule: 'C-275', assumption: 'filterResult', strict: ['strict'] });

/** What the contracts of all filters have in common; in scripts they are called `filter` unless named otherwise (C-310). */
export function filterHook(hook: string) {
  return {
    ...recordLevelHook(hook, 'filter'),
    output: FilterResult,
    rules: celigoRulesOf({ threw: 'C-008', shape: 'C-275' }),
    assumptions: {
      ...celigoAssumptions,
      filterResult: { rule: 'C-275', default: 'strict', choices: ['strict', 'truthy'] },
    },
    facts: () => null,
    checks: [],
  } as const;
}

/** Results of a filter; they run as tests. */
export const filterExamples: Contract['examples']['output'] = [
  { shows: 'a record that is kept', value: true },
  { shows: 'a record that is not', value: false },
  { shows: 'the outcome of a comparison', value: 2 > 1 },
];

/** Results that a filter's schema refuses. */
export const filterAntiExamples: Contract['antiExamples']['output'] = [
  { shows: 'the word for true (C-275)', path: '', value: 'true' },
  { shows: 'a number (C-275)', path: '', value: 1 },
  { shows: 'the record itself (C-275)', path: '', value: { sku: 'SAMPLE' } },
  { shows: 'no result at all: undefined arrives as null', path: '', value: null },
];
