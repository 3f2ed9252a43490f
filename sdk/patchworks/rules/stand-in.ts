import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What a local stand-in for the Core API is to do. */
export const standInRules: readonly Rule[] = [
  {
    id: 'P-870',
    marks: ['own design'],
    says: 'A stand-in is to serve all routes named here on one local port.',
    source: cite('own'),
    notModelled: notModelled.api,
  },
  {
    id: 'P-871',
    marks: ['documented', 'unknown'],
    says: 'A stand-in is to check keys and tokens; the status for an upload with a key is not known.',
    source: cite('AUTH', 'APIV'),
    option: 'uploadRefusalStatus',
    default: 403,
    notModelled: notModelled.api,
  },
  {
    id: 'P-872',
    marks: ['documented'],
    says: 'A stand-in is to refuse large bodies with 413 and invalid ones with 422.',
    source: cite('APIERR'),
    notModelled: notModelled.api,
  },
  {
    id: 'P-873',
    marks: ['practitioner', 'documented'],
    says: 'A stand-in is to answer 201 to both creates and 200 elsewhere.',
    source: cite('PHPC', 'APIS'),
    notModelled: notModelled.api,
  },
  {
    id: 'P-874',
    marks: ['assumed'],
    says: 'A stand-in is to take a version from draft to deployed in a moment, or to set the fields of a failure.',
    source: cite('own'),
    option: 'standInDeployMs',
    default: 200,
    notModelled: notModelled.api,
  },
  {
    id: 'P-875',
    marks: ['assumed'],
    says: 'A stand-in is taken to give content and relations only on request.',
    source: cite('own'),
    option: 'strictIncludes',
    default: true,
    notModelled: notModelled.api,
  },
  {
    id: 'P-876',
    marks: ['unknown'],
    says: 'What the start of a run is answered with is not known.',
    source: cite('own'),
    option: 'startReply',
    default: { data: { id: '<int>' } },
    notModelled: notModelled.api,
  },
  {
    id: 'P-877',
    marks: ['assumed'],
    says: 'A stand-in answers 404 on unknown routes.',
    source: cite('own'),
    option: 'unknownRoute',
    default: 404,
    notModelled: notModelled.api,
  },
];
