import type { CallIssue, MadeCalls } from '../sandbox/api-calls.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import type { Outcome } from './invoke.ts';
import { pageError } from './judgement.ts';

/** The call whose error ended the page: the hook did not catch what the call threw. Undefined when another error did. */
export function findEndingCall({ issues }: MadeCalls, outcome: Outcome): CallIssue | undefined {
  if (outcome.status !== 'threw') return undefined;
  return issues.findLast(({ message }) => message === outcome.thrown.message);
}

/** Calls that were not carried out although the hook went on: it may have taken another way than on the platform. */
export function warnOfCalls(made: MadeCalls, outcome: Outcome): readonly PageIssue[] {
  const ending = findEndingCall(made, outcome);
  return made.issues
    .filter((issue) => issue !== ending)
    .map(({ code, rule, message, at }) => ({
      ...pageError(code, rule, `the hook caught the error of a call: ${message}`),
      severity: 'warning',
      at,
    }));
}
