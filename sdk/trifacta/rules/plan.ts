import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** How a plan runs. */
export const planRules: readonly Rule[] = [
  { id: 'T-160', marks: ['documented'], says: 'The tasks of a plan run in order.', source: cite('plan') },
  {
    id: 'T-161',
    marks: ['documented'],
    says: 'When a task fails, those after it do not run.',
    source: cite('plan'),
    fix: 'Mend what failed, and run the plan again from there (T-163).',
  },
  {
    id: 'T-162',
    marks: ['documented'],
    says: 'In newer releases a branch waits for the success or for the failure of the task before it; tasks that do not run are "skipped".',
    source: cite('plan'),
  },
  {
    id: 'T-163',
    marks: ['documented'],
    says: 'In newer releases a plan can be retried from where it failed: what has succeeded is skipped, the failed task and all that follows from it run again.',
    source: cite('plan'),
  },
  {
    id: 'T-164',
    marks: ['documented'],
    says: 'A run works on the plan as it was at its start; later edits do not reach it.',
    source: cite('plan'),
  },
  {
    id: 'T-165',
    marks: ['documented'],
    says: 'A call of the API starts a plan at once, and can override settings of single tasks (T-254).',
    source: cite('api'),
  },
  {
    id: 'T-166',
    marks: ['own design'],
    says: 'A run in which a task failed has failed, and the exit code says so, even where a branch took care of it.',
    source: cite('own'),
  },
];
