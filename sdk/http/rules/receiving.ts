import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Receivers of webhooks on a developer's machine: what there is, and what hooksmith adds. */
export const receivingRules: readonly Rule[] = [
  {
    id: 'H-236',
    marks: ['documented'],
    says: 'Hookdeck lends a public address that leads to this machine, keeps what came and can send it again.',
    source: cite('hookdeck'),
    notModelled: notModelled.utility,
  },
  {
    id: 'H-237',
    marks: ['documented'],
    says: 'ngrok shows and repeats requests, and answers 403 to webhooks whose signature it cannot verify, unless that is not enforced.',
    source: cite('ngrok'),
    notModelled: notModelled.utility,
  },
  {
    id: 'H-238',
    marks: ['assumed'],
    says: 'smee.io is taken to relay webhooks over server-sent events and to sign nothing.',
    source: cite('own'),
    notModelled: notModelled.utility,
  },
  {
    id: 'H-239',
    marks: ['assumed'],
    says: 'webhook.site is taken to keep requests and to answer as it is told.',
    source: cite('own'),
    notModelled: notModelled.utility,
  },
  {
    id: 'H-240',
    marks: ['own design'],
    says: "The receiver works offline: it answers a list of statuses, delays, resets and stalls, also over TLS that does not hold, keeps what came, and says why a signature fails. That is what it takes to see a platform's retries.",
    source: cite('own'),
    fix: 'hooksmith serve --receiver --answers "503,503,200"',
  },
];
