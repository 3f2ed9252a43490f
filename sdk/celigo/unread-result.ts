import type { Check, Contract } from '../contract.ts';

/** Results of functions of which no result is asked for; anything fits. They run as tests. */
export const unreadResults: Contract['examples']['output'] = [
  { shows: 'nothing, which arrives as null from a stack', value: null },
  { shows: 'an object', value: { done: true } },
  { shows: 'a text', value: 'done' },
];

/**
 * Warns of a result that nobody reads: it was meant otherwise. A stack cannot send undefined, so null is nothing as well.
 * `rule` says that the result of this function is not read.
 */
export function returnsNothing(hook: string, rule: string): Check<unknown, unknown> {
  return {
    name: 'returnsNothing',
    rule,
    run(output) {
      if (output === undefined || output === null) return [];
      const message = `the platform reads no result of ${hook}; return nothing, and throw to report an error`;
      return [{ code: 'no-effect', rule, severity: 'warning', path: '', message }];
    },
  };
}
