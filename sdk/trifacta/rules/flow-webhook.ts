import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Webhooks of a flow. */
export const flowWebhookRules: readonly Rule[] = [
  {
    id: 'T-170',
    marks: ['documented'],
    says: 'A webhook of a flow has the parameters of an HTTP task, and says when it fires.',
    source: cite('webhook', 'config'),
  },
  {
    id: 'T-171',
    marks: ['documented'],
    says: 'It fires when a job succeeds, when one fails, or both times.',
    source: cite('webhook', 'config'),
  },
  {
    id: 'T-172',
    marks: ['documented'],
    says: 'It can be limited to chosen outputs of the flow.',
    source: cite('webhook', 'config'),
  },
  {
    id: 'T-173',
    marks: ['assumed'],
    says: 'Its two choices are believed to be labelled "Trigger event" and "Trigger object"; they are shown under these names.',
    source: cite('webhook'),
    option: 'triggerLabels',
    default: { event: 'Trigger event', object: 'Trigger object' },
  },
  {
    id: 'T-174',
    marks: ['unknown'],
    says: 'The header that marks its retries has no public name; it is that of HTTP tasks here.',
    source: cite('own'),
    option: 'webhookGuidHeader',
    default: 'X-Http-Task-Guid',
  },
];
