import { AssertionError } from 'node:assert';
import { claimPass, readReport } from './claims.ts';

/**
 * Throws an AssertionError, which every test runner knows, unless the replay passes; its message is what the terminal
 * shows.
 *
 * @throws TypeError for what is no report, such as a promise of one
 * @example
 * assertPasses(await replayHook({ script: 'hooks/order-ids.ts', recordings: ['recordings/orders.rec.jsonl'] }));
 */
export function assertPasses(report: unknown): void {
  const given = readReport(report);
  const { holds, saysFalse } = claimPass(given);
  if (holds) return;
  throw new AssertionError({ message: saysFalse(), operator: 'assertPasses', stackStartFn: assertPasses });
}
