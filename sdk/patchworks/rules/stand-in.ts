import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What the local stand-in for the Core API does. */
export const standInRules: readonly Rule[] = [
  {
    id: 'P-870',
    marks: ['own design'],
    says: 'The stand-in has the routes for scripts, versions, templates, pins and logins on one local port.',
    source: cite('own'),
  },
  {
    id: 'P-871',
    marks: ['documented', 'unknown'],
    says: 'The stand-in checks keys and tokens; the status for an upload with a key is not known.',
    source: cite('AUTH', 'APIV'),
    option: 'uploadRefusalStatus',
    default: 403,
  },
  {
    id: 'P-872',
    marks: ['documented'],
    says: 'The stand-in refuses large bodies with 413 and invalid ones with 422.',
    source: cite('APIERR'),
  },
  {
    id: 'P-873',
    marks: ['practitioner', 'documented'],
    says: 'The stand-in answers 201 to both creates and 200 elsewhere.',
    source: cite('PHPC', 'APIS'),
  },
  {
    id: 'P-874',
    marks: ['assumed'],
    says: 'The stand-in takes a version from draft to deployed in a moment, or sets the fields of a failure where the script cannot be parsed.',
    source: cite('own'),
    option: 'standInDeployMs',
    default: 200,
  },
  {
    id: 'P-875',
    marks: ['assumed'],
    says: 'Content and relations are taken to come only on request.',
    source: cite('own'),
    option: 'strictIncludes',
    default: true,
  },
  {
    id: 'P-876',
    marks: ['unknown'],
    says: 'What the start of a run is answered with is not known.',
    source: cite('own'),
    option: 'startReply',
    default: { data: { id: '<int>' } },
    notModelled: notModelled.runs,
  },
  {
    id: 'P-877',
    marks: ['assumed'],
    says: 'The stand-in answers 404 on unknown routes.',
    source: cite('own'),
    option: 'unknownRoute',
    default: 404,
  },
];
