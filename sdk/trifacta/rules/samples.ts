import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Uses that the vendor describes, and the worked examples that the tests carry out. */
export const sampleRules: readonly Rule[] = [
  {
    id: 'T-270',
    marks: ['documented'],
    says: 'A message to Slack: POST to the address of an incoming webhook, Content-Type application/json, a body with one `text`, which may hold references.',
    source: cite('task', 'taskNew'),
  },
  {
    id: 'T-271',
    marks: ['documented'],
    says: 'The next job: POST to `/v4/jobGroups` of the platform itself with the id of a recipe (T-257), which the platform must allow (T-103).',
    source: cite('task', 'api'),
  },
  {
    id: 'T-280',
    marks: ['own design'],
    says: 'Worked example of an HTTP task: one attempt for 200; three for 503, 503, 200; four and a failure for 404; a 302 is a failure; silence ends at 30 seconds.',
    source: cite('own'),
  },
  {
    id: 'T-281',
    marks: ['own design'],
    says: 'Worked example of a test: 200 passes, 204 passes with a note, 500 fails after one request, and nothing is kept as a run.',
    source: cite('own'),
  },
  {
    id: 'T-282',
    marks: ['own design'],
    says: 'Worked example of a webhook: it fires once for a failed job of its output, and for no other.',
    source: cite('own'),
  },
  {
    id: 'T-283',
    marks: ['own design'],
    says: 'Worked example of a plan: the second task sends what the first one was answered; it is skipped when the first one fails.',
    source: cite('own'),
  },
  {
    id: 'T-284',
    marks: ['own design'],
    says: 'Worked example of the next job: 201 for a call that is allowed, 429 for the 31st in a minute, and no request to a URL that no expression allows.',
    source: cite('own'),
  },
];
