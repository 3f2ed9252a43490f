import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Scripts of an authentication. */
export const authenticationRules: readonly Rule[] = [
  {
    id: 'P-470',
    marks: ['documented'],
    says: 'An authentication pre-request script runs before the authentication request, which waits for it.',
    source: cite('APRE'),
    fix: 'Guard what you parse: there are only payload and variables.',
  },
  {
    id: 'P-471',
    marks: ['documented'],
    says: 'Authentication scripts are passed `payload` and `variables` and nothing else: neither `meta` nor `flow`.',
    source: cite('APRE'),
    fix: 'Do not read data.meta or data.flow here.',
  },
  {
    id: 'P-472',
    marks: ['documented', 'assumed'],
    says: '`variables` holds the authentication variables, and a hidden token once there is one; that the old token is visible on a new authentication is assumed.',
    source: cite('APRE'),
    option: 'staleTokenVisible',
    default: true,
  },
  {
    id: 'P-473',
    marks: ['documented', 'assumed'],
    says: 'The script gives the changed body of the authentication request; that it is a string in `payload` is assumed.',
    source: cite('APRE'),
    option: 'authPayloadForm',
    default: 'bodyString',
  },
  {
    id: 'P-474',
    marks: ['documented'],
    says: 'The example of the vendor sends the password in base64.',
    source: cite('APRE'),
  },
  {
    id: 'P-475',
    marks: ['documented'],
    says: 'The version of an authentication script is picked by hand (see P-803).',
    source: cite('PRE', 'PRQ'),
  },
  {
    id: 'P-480',
    marks: ['documented'],
    says: 'An authentication post-request script runs only after the authentication has succeeded.',
    source: cite('APOST'),
    fix: 'Guard what you parse; throw only where the authentication shall fail.',
  },
  {
    id: 'P-481',
    marks: ['documented', 'assumed'],
    says: 'It is passed the same two keys; that `payload` is the body of the authentication response is assumed.',
    source: cite('APOST'),
    option: 'authPostPayload',
    default: 'responseBody',
  },
  {
    id: 'P-482',
    marks: ['documented', 'assumed'],
    says: 'What it gives is used wherever the connector says {{token}}; that it is returned as `variables.token` is assumed.',
    source: cite('APOST'),
    option: 'tokenReturn',
    default: 'variables.token',
    fix: 'Return { variables: { ...data.variables, token } }.',
  },
  {
    id: 'P-483',
    marks: ['documented'],
    says: 'The example of the vendor takes the token out of a combined field.',
    source: cite('APOST'),
  },
];
