import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** What changed from one generation of the action to the next, and its fields. */
export const actionRules: readonly Rule[] = [
  {
    id: 'F-101',
    marks: ['documented'],
    says: 'Generation `classic` (2019 to 2021): only 200 and 202 are listed as success, a 429 is sent again after the seconds of its `Retry-After`, and other codes fail without another attempt.',
    source: cite('old'),
  },
  {
    id: 'F-102',
    marks: ['documented'],
    says: 'Generation `2022` (May 2022 to 2024): 2xx and 3xx succeed, 429 and 5xx are tried again for up to 24 hours, and every other code fails.',
    source: cite('text2022'),
  },
  {
    id: 'F-103',
    marks: ['documented'],
    says: 'Generation `2025` (since May 2025) adds the two error settings, the variable with the response, and secrets.',
    source: cite('current', 'changelog'),
    fix: 'Leave settings and secrets out of a step of an older generation, or set its `generation` to "2025".',
  },
  {
    id: 'F-104',
    marks: ['documented'],
    says: 'The action joins a workflow to a web server, in any workflow; a usual case is a POST when an order is paid.',
    source: cite('text2022', 'current'),
  },
  {
    id: 'F-110',
    marks: ['documented'],
    says: 'There are seven methods in every generation: Get, Delete, Head, Options, Patch, Put and Post.',
    source: cite('text2022', 'current'),
  },
  {
    id: 'F-111',
    marks: ['documented'],
    says: 'The URL is the address of the server; it may hold Liquid and secrets.',
    source: cite('current'),
  },
  {
    id: 'F-112',
    marks: ['documented'],
    says: 'Headers are pairs of key and value, as many as are needed; Liquid and secrets work in the value only.',
    source: cite('current'),
  },
  {
    id: 'F-113',
    marks: ['documented'],
    says: 'The body is the content that is sent; it may hold Liquid and secrets.',
    source: cite('current'),
  },
  {
    id: 'F-114',
    marks: ['documented'],
    says: 'On a client error (4xx) the author chooses Retry (up to 24 hours, until another code comes), Fail (the run fails) or Ignore (the run goes on).',
    source: cite('current'),
  },
  {
    id: 'F-115',
    marks: ['documented'],
    says: 'On a server error the author has the same three choices; 429 counts as a server error here, not as a client error.',
    source: cite('current'),
    fix: 'Set `onServerError` where a 429 should be handled differently.',
  },
  {
    id: 'F-116',
    marks: ['unknown'],
    says: 'What the two settings are when nobody touches them is not publicly documented; our choice matches the generation before.',
    source: cite('own'),
    option: 'onClientError',
    default: 'fail',
    moreOptions: { onServerError: 'retry' },
    fix: 'Write both settings into the step as they stand on the platform.',
  },
];
