import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What other senders of webhooks promise. */
export const senderRules: readonly Rule[] = [
  {
    id: 'W-120',
    marks: ['documented'],
    says: 'In Standard Webhooks all attempts at a message share its `webhook-id`, and each has a `webhook-timestamp` of its own.',
    source: cite('standard'),
    fix: 'Tell repeats by the id.',
  },
  {
    id: 'W-121',
    marks: ['documented'],
    says: 'Its secret is 24 to 64 random bytes, written as `whsec_` and base64; keys of a pair begin with `whsk_` and `whpk_`.',
    source: cite('standard'),
    fix: 'Copy the secret whole, from `whsec_` on.',
  },
  {
    id: 'W-122',
    marks: ['documented'],
    says: 'It advises small bodies, a time-out of 15 to 30 seconds, to take 2xx for success and 3xx for failure, to stop at 410, to slow down at 429, 502 and 504, and to obey `retry-after`.',
    source: cite('standard'),
    notModelled: notModelled.receiver,
  },
  {
    id: 'W-123',
    marks: ['documented'],
    says: 'Its example of a schedule has ten attempts, the second after 5 seconds and the last after a day, with jitter.',
    source: cite('standard'),
    notModelled: notModelled.receiver,
  },
  {
    id: 'W-124',
    marks: ['documented'],
    says: 'It advises to send through a proxy that filters addresses, from a network of its own.',
    source: cite('standard'),
    notModelled: notModelled.receiver,
  },
  {
    id: 'W-125',
    marks: ['documented'],
    says: 'Svix makes eight attempts over some 28 hours with 15 seconds each, counts 3xx as failure, stops where the answer tells it to abort the message, and disables an endpoint after 5 days of failures.',
    source: cite('svixRetries', 'svixSecurity'),
    notModelled: notModelled.sender,
  },
  {
    id: 'W-126',
    marks: ['practitioner'],
    says: 'Stripe retries for up to 3 days, in its sandbox three times over some hours; order is not kept and repeats happen.',
    source: cite('stripeNotes'),
    notModelled: notModelled.sender,
  },
  {
    id: 'W-127',
    marks: ['documented'],
    says: "Stripe's command line can lead events to a local address, and keeps the same secret over restarts.",
    source: cite('stripeCli'),
    notModelled: notModelled.sender,
  },
];
