import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** What a local stand-in for the REST API does where no source says it. */
export const standInRules: readonly Rule[] = [
  {
    id: 'C-660',
    marks: ['assumed'],
    says: 'A request is assumed to be checked for its token first, then for the rate, the route, its JSON and what it holds.',
    source: cite('own'),
    option: 'checkOrder',
    default: 'auth,rate,route,json,validation',
  },
  {
    id: 'C-661',
    marks: ['assumed'],
    says: 'A stand-in keeps scripts, exports, imports, flows, state and logs; it makes ids of 24 hexadecimal characters and sets the times itself.',
    source: cite('own'),
    option: 'idFormat',
    default: 'hex24',
  },
  {
    id: 'C-662',
    marks: ['documented', 'assumed'],
    says: 'PUT drops every field that the body lacks; for `content` that is documented, for the others assumed. The id and the time of creation stay.',
    source: cite('docs', 'own'),
    option: 'putReplacesAll',
    default: true,
  },
  {
    id: 'C-663',
    marks: ['assumed'],
    says: 'PUT on an id that is not there is assumed to give 404 and to make nothing.',
    source: cite('own'),
    option: 'putUnknownStatus',
    default: 404,
  },
  {
    id: 'C-664',
    marks: ['assumed'],
    says: 'A `debugUntil` more than an hour ahead is assumed to give 422; in the body of a PUT it is ignored (C-616).',
    source: cite('own'),
    option: 'debugTooFarStatus',
    default: 422,
  },
  {
    id: 'C-665',
    marks: ['unknown'],
    says: 'Whether a script that is in use can be deleted is not known; it is refused with 422 unless `deleteInUse` is "allow".',
    source: cite('own'),
    option: 'deleteInUse',
    default: 'refuse',
  },
  {
    id: 'C-666',
    marks: ['assumed'],
    says: 'Tests can ask a stand-in for faults: 429 with Retry-After, 500, 502, 503, a lost connection, a list that is out of date.',
    source: cite('own'),
    option: 'faults',
    default: null,
  },
];
