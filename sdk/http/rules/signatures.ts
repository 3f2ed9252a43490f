import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

const mismatchFix =
  'Verify the raw bytes of the body before anything parses them, with the secret exactly as it was entered at the sender.';

/** How webhooks are signed and verified. */
export const signatureRules: readonly Rule[] = [
  {
    id: 'W-101',
    marks: ['own design'],
    says: 'A signature profile says as data which headers there are, how they are written and read, what is signed, in which encoding, and how old a message may be.',
    source: cite('own'),
  },
  {
    id: 'W-102',
    marks: ['own design'],
    says: "The profiles are trifacta, stripe, standard-webhooks, github and slack. Trifacta's steps use the first unless told otherwise; Shopify Flow signs nothing.",
    source: cite('own'),
  },
  {
    id: 'W-103',
    marks: ['documented'],
    says: 'A signature is that of the bytes that came; the same JSON written in another way has another.',
    source: cite('standard'),
    fix: 'In Express, verify what `express.raw` gives, and parse it afterwards.',
  },
  {
    id: 'W-104',
    marks: ['documented'],
    says: 'Signatures are compared in a time that does not depend on where they differ.',
    source: cite('standard'),
    fix: 'Compare lengths first, then use `timingSafeEqual` of node:crypto.',
  },
  {
    id: 'W-105',
    marks: ['documented'],
    says: 'A header may hold several signatures, and a receiver several secrets, while a key is replaced; one pair that fits is enough.',
    source: cite('standard', 'stripe'),
  },
  {
    id: 'W-106',
    marks: ['own design'],
    says: 'A message is stale when its time lies too far from the clock of the receiver, in the past or in the future.',
    source: cite('own'),
    fix: 'Sign each attempt anew, and set the clocks of sender and receiver.',
  },
  {
    id: 'W-107',
    marks: ['own design'],
    says: 'Why a signature does not hold: missing-header, malformed, stale or mismatch.',
    source: cite('own'),
    fix: mismatchFix,
  },
  {
    id: 'W-108',
    marks: ['own design'],
    says: 'Signatures come from node:crypto, and their time from the clock of the run.',
    source: cite('own'),
  },
  {
    id: 'W-110',
    marks: ['assumed'],
    says: 'Trifacta is taken to send `x-webhook-signature: t=<ms>,sha256=<hex>` over time, full stop and body, valid for 5 minutes (see T-181 to T-183).',
    source: cite('own'),
    option: 'signatureProfile',
    default: 'trifacta',
    fix: mismatchFix,
  },
  {
    id: 'W-111',
    marks: ['documented'],
    says: 'Stripe sends `Stripe-Signature: t=<s>,v1=<hex>`, with more of `v1` where there are several keys, over time, full stop and body, valid for 300 seconds.',
    source: cite('stripe'),
    fix: mismatchFix,
  },
  {
    id: 'W-112',
    marks: ['documented'],
    says: 'Standard Webhooks sends `webhook-id`, `webhook-timestamp` in seconds, and `webhook-signature: v1,<base64>`, several of them with spaces between, over id, time and body with full stops between. An id has no full stop. Signatures of a key pair, `v1a`, are left aside here; the tolerance is that of its library, 5 minutes.',
    source: cite('standard'),
    fix: mismatchFix,
  },
  {
    id: 'W-113',
    marks: ['documented'],
    says: 'GitHub sends `X-Hub-Signature-256: sha256=<hex>` over the body alone; there is no time in it, so repeats are told by `X-GitHub-Delivery`.',
    source: cite('github'),
    fix: mismatchFix,
  },
  {
    id: 'W-114',
    marks: ['documented'],
    says: 'Slack sends `X-Slack-Signature: v0=<hex>` over `v0`, the seconds in `X-Slack-Request-Timestamp` and the body, with colons between, valid for 5 minutes.',
    source: cite('slack'),
    fix: mismatchFix,
  },
];
