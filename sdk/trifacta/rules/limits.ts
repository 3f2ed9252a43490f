import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Limits of requests, plans and flows. */
export const limitRules: readonly Rule[] = [
  {
    id: 'T-135',
    marks: ['documented'],
    says: 'Every request over HTTP may take 30 seconds.',
    source: cite('task'),
    fix: 'Let the receiver answer at once and work afterwards.',
  },
  {
    id: 'T-136',
    marks: ['documented', 'own design'],
    says: 'A plan holds at most 50 HTTP tasks (told of the edition Wrangler Pro only); hooksmith refuses a plan with more.',
    source: cite('task'),
    option: 'maxHttpTasksPerPlan',
    default: 50,
    fix: 'Split the plan.',
  },
  {
    id: 'T-137',
    marks: ['documented'],
    says: 'A flow has at most 50 webhooks; an administrator can change the number.',
    source: cite('webhook'),
    option: 'maxWebhooksPerFlow',
    default: 50,
    fix: 'Remove webhooks, or ask the administrator for more.',
  },
  {
    id: 'T-138',
    marks: ['documented'],
    says: 'Webhooks stay behind when a flow is copied, and go along when it is exported.',
    source: cite('webhook'),
    notModelled: notModelled.copies,
  },
  {
    id: 'T-139',
    marks: ['unknown'],
    says: 'No limit on the size of a request is published, so there is none here; with a number, a larger request is refused.',
    source: cite('own'),
    option: 'maxRequestBytes',
    default: null,
  },
];
