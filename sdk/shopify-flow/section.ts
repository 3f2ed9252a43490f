import type { RetryPolicy } from '../http/deliver.ts';
import type { Series } from '../http/http-step.ts';

/** Ms that all actions of one section have together (F-142). */
export const sectionCeilingMs = 36 * 3_600_000;

const says = 'the actions of this section have taken more than 36 h together';

/** A policy that ends where the next attempt would start beyond what is left of the section (F-142). */
export function withinSection(policy: RetryPolicy, leftMs: number): RetryPolicy {
  return {
    ...policy,
    nextDelay(moment) {
      const next = policy.nextDelay(moment);
      const beyond = next.status === 'wait' && moment.elapsedMs + next.delay.ms > leftMs;
      return beyond ? { status: 'end', says, rule: 'F-142' } : next;
    },
  };
}

/** A series as it ends where its section is over: however it went, the section fails (F-142). */
export function failedBySection(series: Series): Series {
  return { ...series, status: 'failed', says, rule: 'F-142' };
}
