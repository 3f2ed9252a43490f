import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Worked examples: what the rules come to, taken together. */
export const exampleRules: readonly Rule[] = [
  {
    id: 'F-210',
    marks: ['own design'],
    says: 'An action of generation 2025 that ignores client errors and retries server errors: 201 and 302 succeed, 400 is ignored and fills the variable, 503 and 429 are tried again, and a day of 503 fails the run.',
    source: cite('own'),
  },
  {
    id: 'F-211',
    marks: ['own design'],
    says: 'The same action of generation 2022: 201 and 302 succeed, 404 fails after one attempt, 503 then 404 fails after two, 503 then 302 succeeds; there are no secrets and no variable.',
    source: cite('own'),
  },
  {
    id: 'F-212',
    marks: ['own design'],
    says: 'The same action of generation classic: 200 and 202 succeed, 201 and 302 fail at once, a 429 with `Retry-After: 7` is sent again after 7 seconds, a 500 at growing intervals.',
    source: cite('own'),
  },
  {
    id: 'F-213',
    marks: ['own design'],
    says: 'Two actions give `sendHttpRequest` and `sendHttpRequest1`. A body that is not JSON fails the step that parses it, not the action that fetched it.',
    source: cite('own'),
    fix: 'Look at the status and the Content-Type before you parse.',
  },
];
