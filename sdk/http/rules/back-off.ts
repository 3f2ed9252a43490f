import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** How long to wait before the next attempt. */
export const backOffRules: readonly Rule[] = [
  {
    id: 'H-230',
    marks: ['documented'],
    says: 'Full jitter: any time from nothing to the ceiling, which doubles with each attempt and stops at a cap.',
    source: cite('jitter'),
  },
  {
    id: 'H-231',
    marks: ['documented'],
    says: 'Decorrelated jitter: any time from the base to three times the last delay, up to a cap. It can be chosen and is not the default.',
    source: cite('jitter'),
  },
  {
    id: 'H-232',
    marks: ['own design'],
    says: '`Retry-After` is a number of seconds or an HTTP date; the next attempt waits for the longer of it and the own delay.',
    source: cite('own'),
  },
  {
    id: 'H-233',
    marks: ['own design'],
    says: 'A wait never reaches past the time in which retries happen; a negative or unreadable `Retry-After` does not count.',
    source: cite('own'),
  },
  {
    id: 'H-234',
    marks: ['assumed'],
    says: "`x-retry-after` is taken to mean the same in answers of Trifacta's own API, as its stand-in gives them, and nowhere else.",
    source: cite('own'),
    option: 'retryAfterHeaders',
    default: ['retry-after'],
  },
];
