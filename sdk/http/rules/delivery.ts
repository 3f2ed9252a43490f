import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** How attempts follow one another. */
export const deliveryRules: readonly Rule[] = [
  {
    id: 'H-270',
    marks: ['own design'],
    says: 'One loop sends, judges, waits and sends again, for all platforms.',
    source: cite('own'),
  },
  {
    id: 'H-271',
    marks: ['own design'],
    says: 'A platform decides by two functions without side effects: what an attempt means, and when the next one is due.',
    source: cite('own'),
  },
  {
    id: 'H-272',
    marks: ['own design'],
    says: 'There are four policies: that of Trifacta, and those of the three generations of Shopify Flow.',
    source: cite('own'),
  },
  {
    id: 'H-273',
    marks: ['own design'],
    says: 'Waits pass on a virtual clock while every socket is real, so a day of retries takes moments.',
    source: cite('own'),
  },
  {
    id: 'H-274',
    marks: ['own design'],
    says: 'The log of attempts tells of each its number, time, status or error, class, the delay that was chosen, the Retry-After that came and the id that retries share.',
    source: cite('own'),
  },
];
