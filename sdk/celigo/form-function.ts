import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';

/**
 * What the contracts of forms, saving and installing have in common: scripts and stacks have them, a person waits for the
 * outcome, and a throw is shown to that person (C-301). `shape` is the rule of what the function is passed and gives back.
 */
export function formFunction(hook: string, shape: string) {
  return {
    ...celigoHook(hook),
    calls: celigoCalls({ defaultNames: [hook], forms: 'both' }),
    failure: 'call',
    rules: celigoRulesOf({ threw: 'C-301', shape }),
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
