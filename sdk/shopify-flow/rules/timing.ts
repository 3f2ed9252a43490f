import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** When an action tries again, and when it gives up. */
export const timingRules: readonly Rule[] = [
  {
    id: 'F-140',
    marks: ['documented'],
    says: 'The time between attempts grows from one to the next, and the run counts as running meanwhile.',
    source: cite('limits'),
  },
  {
    id: 'F-141',
    marks: ['documented'],
    says: 'Each action tries again for at most 24 hours.',
    source: cite('text2022', 'current'),
  },
  {
    id: 'F-142',
    marks: ['documented'],
    says: 'All actions of one section of a workflow, the part between two Wait steps, have 36 hours together; beyond them the section fails.',
    source: cite('limits'),
    fix: 'Put a Wait step between actions that may take long, so that each has a section of its own.',
  },
  {
    id: 'F-143',
    marks: ['unknown'],
    says: 'How the waits grow is not publicly documented; our choice is full jitter from 10 seconds, doubled each time, up to an hour.',
    source: cite('own'),
    option: 'backoff',
    default: { baseMs: 10_000, factor: 2, capMs: 3_600_000, jitter: 'full' },
  },
  {
    id: 'F-144',
    marks: ['documented', 'assumed'],
    says: '`Retry-After` in seconds counts in `classic`; that it counts later, that a date counts, that rubbish does not, and that the 24 hours win over it, is our choice.',
    source: cite('old', 'own'),
    option: 'honourRetryAfter',
    default: true,
  },
  {
    id: 'F-145',
    marks: ['assumed'],
    says: 'No attempt starts later than 24 hours after the first one; where the next wait would pass that point the action fails. Where exactly the border lies is not publicly documented; our choice.',
    source: cite('own'),
    option: 'retryWindowMs',
    default: 86_400_000,
  },
  {
    id: 'F-146',
    marks: ['own design'],
    says: 'Without jitter F-143 gives 31 retries in 24 hours: after 10, 30, 70, 150 seconds and so on, the last after 84,310.',
    source: cite('arithmetic'),
  },
  {
    id: 'F-147',
    marks: ['own design'],
    says: 'Waits pass on a virtual clock and chance is seeded, so that a day of retries can be tried in a moment and comes out the same each time.',
    source: cite('own'),
  },
];
