import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';

/**
 * What the contracts of wrappers have in common: a stack alone has them, so they answer through a callback (C-004).
 * `rule` is the one that names what the function is passed and gives back.
 */
export function wrapperFunction(hook: string, rule: string) {
  return {
    ...celigoHook(hook),
    failure: 'call',
    rules: celigoRulesOf({ threw: rule, shape: rule }),
    assumptions: celigoAssumptions,
    inputChecks: [],
    storedError: storedErrorOf(null),
  } as const;
}

/** How a wrapper is called; the platform knows it by a short name, which a script can only export (C-310). */
export function wrapperCalls(hook: string, shortName: string) {
  return celigoCalls({ defaultNames: [hook, shortName], forms: 'callback' });
}
