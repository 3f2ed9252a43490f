import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The signature made with the secret key: nothing of its layout is confirmed by a public text. */
export const signatureRules: readonly Rule[] = [
  {
    id: 'T-180',
    marks: ['documented'],
    says: 'The secret key makes a signature that a receiver with the same key can check.',
    source: cite('task'),
  },
  {
    id: 'T-181',
    marks: ['assumed'],
    says: 'The signature is taken to be in the header `x-webhook-signature`. Not publicly documented; our choice.',
    source: cite('own'),
    option: 'signatureProfile',
    default: 'trifacta',
  },
  {
    id: 'T-182',
    marks: ['assumed'],
    says: 'Its value is taken to be `t=`, the time in milliseconds, `,sha256=` and lower-case hex. Not publicly documented; our choice.',
    source: cite('own'),
    option: 'signatureProfile',
    default: 'trifacta',
  },
  {
    id: 'T-183',
    marks: ['assumed'],
    says: "Signed is taken to be the time, a dot and the raw body, with HMAC-SHA256 and the key's UTF-8 bytes; a receiver takes a signature for 5 minutes. Not publicly documented; our choice.",
    source: cite('own'),
    option: 'signatureProfile',
    default: 'trifacta',
    moreOptions: { signatureToleranceMs: 300_000 },
  },
  {
    id: 'T-184',
    marks: ['own design'],
    says: 'The header `X-Webhook-Signature-Sha256` and the prefix `v1=` are in no public text about Trifacta, so neither is a default.',
    source: cite('own'),
  },
  { id: 'T-185', marks: ['documented'], says: 'Without a secret key there is no signature.', source: cite('task') },
  {
    id: 'T-186',
    marks: ['assumed'],
    says: 'Each attempt is taken to be signed anew, with its own time, over the bytes that it sends.',
    source: cite('own'),
    option: 'signPerAttempt',
    default: true,
  },
  {
    id: 'T-187',
    marks: ['own design'],
    says: 'A run that signs says once that no public documentation confirms the layout of the signature.',
    source: cite('own'),
    fix: 'Compare with a request of your own platform, and choose a profile with the assumption signatureProfile.',
  },
];
