import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Routes of the platform's API that define the same things, which publishing calls and the stand-in imitates. */
export const apiRules: readonly Rule[] = [
  {
    id: 'T-250',
    marks: ['documented'],
    says: '`POST /v4/webhookFlowTasks` makes a webhook of a flow.',
    source: cite('api'),
  },
  {
    id: 'T-251',
    marks: ['documented', 'practitioner'],
    says: 'One webhook can be read and deleted by its id; there is no route that lists or changes them. So a change is published as a new webhook, and the old one is deleted.',
    source: cite('api'),
    fix: 'Where no answer came to a new webhook, look for it on the platform: publish with --took ID, or with --again where it is not there.',
  },
  {
    id: 'T-252',
    marks: ['documented'],
    says: '`POST /v4/webhooks/test` is the Test button of a webhook.',
    source: cite('api'),
  },
  {
    id: 'T-253',
    marks: ['documented'],
    says: '`POST /v4/plans/{id}/run` runs a plan at once.',
    source: cite('api'),
    notModelled: notModelled.routes,
  },
  {
    id: 'T-254',
    marks: ['documented', 'assumed'],
    says: 'A run of a plan can override settings of its tasks; the body is believed to be `planNodeOverrides`, a list of handle, overrideKey and value. The handle is the code of a task here.',
    source: cite('task', 'api'),
    option: 'planOverrideShape',
    default: 'planNodeOverrides:[{handle,overrideKey,value}]',
  },
  {
    id: 'T-255',
    marks: ['documented'],
    says: '`POST /v4/jobGroups` runs one recipe. One table of the documentation has an id in the path; the examples do not, and they are right.',
    source: cite('api'),
  },
  {
    id: 'T-256',
    marks: ['unknown', 'own design'],
    says: 'The body of webhookFlowTasks is not public, so webhooks are described, sent and imitated under names of our own.',
    source: cite('own'),
  },
  {
    id: 'T-257',
    marks: ['documented'],
    says: 'A job is asked for with `{"wrangledDataset":{"id":4}}`, Content-Type application/json and a bearer token; the id is that of a recipe and a number.',
    source: cite('task', 'api'),
    fix: 'Read the id off the address of the recipe in the browser: recipe=4.',
  },
  {
    id: 'T-258',
    marks: ['documented'],
    says: 'A user may make 30 requests a minute; more get 429 with `x-retry-after` in seconds, not Retry-After, and the headers `x-rate-limit-user-*` and `x-rate-limit-workspace-*`.',
    source: cite('api'),
    fix: 'Wait as many seconds as x-retry-after says.',
  },
  {
    id: 'T-259',
    marks: ['documented'],
    says: 'The body of a 429 is an `exception` with the name TooManyRequestsException, a message and details.',
    source: cite('api'),
  },
  { id: 'T-260', marks: ['documented'], says: 'Every response carries `x-trifacta-request-id`.', source: cite('api') },
  { id: 'T-261', marks: ['documented'], says: 'Other statuses are 400, 403, 404, 410 and 415.', source: cite('api') },
  {
    id: 'T-262',
    marks: ['assumed'],
    says: 'A job that was accepted is taken to be answered with 201 and id, jobGraph and jobs.',
    source: cite('api'),
    option: 'jobGroupsSuccess',
    default: { status: 201, members: ['id', 'jobGraph', 'jobs'] },
  },
];
