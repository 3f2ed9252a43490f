import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** What each outcome of an attempt means. */
export const responseRules: readonly Rule[] = [
  {
    id: 'F-120',
    marks: ['documented'],
    says: '200 and 202 are a success in every generation.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-121',
    marks: ['documented'],
    says: 'Any other 2xx is a success since 2022; in `classic` it fails without another attempt.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-122',
    marks: ['documented'],
    says: 'A 3xx is a success since 2022; in `classic` it fails.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-123',
    marks: ['documented'],
    says: 'A 429 without `Retry-After` is tried again at growing intervals for up to 24 hours; since 2025 as the setting for server errors says.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-124',
    marks: ['documented'],
    says: 'In `classic`, a 429 with `Retry-After` is sent again after that many seconds; later texts do not speak of the header.',
    source: cite('old'),
  },
  {
    id: 'F-125',
    marks: ['documented'],
    says: 'Any other 4xx fails without another attempt; since 2025 the setting for client errors decides.',
    source: cite('old', 'text2022', 'current'),
    fix: 'Mend the request, or set `onClientError` to "ignore" and read the status in a later step.',
  },
  {
    id: 'F-126',
    marks: ['documented'],
    says: 'A 5xx is tried again for up to 24 hours; since 2025 the setting for server errors decides.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-127',
    marks: ['documented'],
    says: 'When the time for retries is over, the action fails and with it the run; later steps do not run.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-128',
    marks: ['documented'],
    says: 'Any other code, such as 600 or one that is no code at all, fails the action without another attempt.',
    source: cite('old', 'text2022', 'current'),
  },
  {
    id: 'F-129',
    marks: ['documented'],
    says: 'A server that has not answered after 30 seconds is hung up on, and the request is sent again later.',
    source: cite('old', 'text2022', 'current'),
    fix: 'Answer at once and do the work afterwards.',
  },
  {
    id: 'F-130',
    marks: ['assumed'],
    says: 'Whether Fail and Ignore hold for a time-out is not publicly documented; our choice is to try again in any case, as the sentence on time-outs has no condition.',
    source: cite('current'),
    option: 'retryOnTimeout',
    default: 'always',
  },
  {
    id: 'F-131',
    marks: ['documented'],
    says: 'Another code ends the retries, and is then judged by itself: 404 after 503 fails, 302 after 503 succeeds.',
    source: cite('text2022'),
  },
  {
    id: 'F-132',
    marks: ['documented', 'assumed'],
    says: 'Trouble of the network passes and is tried again; that connections refused or reset and names not found are such trouble is our choice.',
    source: cite('limits', 'own'),
    option: 'transportErrorClass',
    default: 'transient',
  },
  {
    id: 'F-133',
    marks: ['assumed'],
    says: 'A certificate that does not hold is taken to fail the action without another attempt; not publicly documented, our choice.',
    source: cite('own'),
    option: 'tlsErrorClass',
    default: 'permanent',
    fix: 'Renew the certificate of the server; its name must be the one in the URL.',
  },
];
