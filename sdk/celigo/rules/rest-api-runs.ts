import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The part of the REST API that is about runs: state, logs, captured requests, errors and their retries, jobs. */
export const restApiRunRules: readonly Rule[] = [
  {
    id: 'C-640',
    marks: ['documented'],
    says: 'The State API keeps JSON under keys, for the account or for one resource; a list gives `keys`.',
    source: cite('apiDocs'),
  },
  {
    id: 'C-641',
    marks: ['documented'],
    says: 'A run to record from: switch debugging on at the flow, then POST to its `run` with the dates of the export and perhaps the exports to run.',
    source: cite('api'),
    notModelled: notModelled.standInRuns,
  },
  {
    id: 'C-642',
    marks: ['documented', 'vendor code'],
    says: 'The logs of a job list record, group, trace key, and the export or import.',
    source: cite('api', 'ui'),
  },
  {
    id: 'C-643',
    marks: ['documented', 'vendor code'],
    says: 'A query for metadata of those logs takes the export or import, the group, the record and perhaps the trace key.',
    source: cite('api', 'ui'),
    notModelled: notModelled.unknownAnswer,
  },
  {
    id: 'C-644',
    marks: ['documented', 'vendor code'],
    says: 'A query for data of those logs also takes the stage and gives its input and output, if the plan of the account includes it.',
    source: cite('api', 'ui'),
  },
  {
    id: 'C-645',
    marks: ['unknown'],
    says: 'The command-line tool can make test runs; the route behind it is not known.',
    source: cite('cli'),
    option: 'testRunPath',
    default: null,
    notModelled: notModelled.unknownRoute,
  },
  {
    id: 'C-646',
    marks: ['vendor code'],
    says: 'The requests captured at a step are listed under the flow and the step, filtered by time, status, stage and method, with `nextPageURL`.',
    source: cite('ui'),
  },
  {
    id: 'C-647',
    marks: ['vendor code'],
    says: 'One of them is read by its key, and several are removed by a list of keys.',
    source: cite('ui'),
  },
  {
    id: 'C-648',
    marks: ['vendor code'],
    says: 'The stored errors of a step are listed under the flow and the step, with `nextPageURL`.',
    source: cite('ui'),
  },
  {
    id: 'C-649',
    marks: ['vendor code'],
    says: 'The retry data of an error is read and replaced by its retry key.',
    source: cite('ui'),
  },
  {
    id: 'C-650',
    marks: ['vendor code'],
    says: 'A list of retry keys, posted to the `retry` of a step, has those records tried again.',
    source: cite('ui'),
    notModelled: notModelled.standInRuns,
  },
  {
    id: 'C-651',
    marks: ['vendor code', 'unknown'],
    says: 'Errors are resolved by a list of their ids; they can be assigned and tagged as well, with bodies that are not known.',
    source: cite('ui'),
  },
  {
    id: 'C-652',
    marks: ['vendor code'],
    says: 'The errors of a flow are counted for each step, with the time of the last.',
    source: cite('ui'),
  },
  {
    id: 'C-653',
    marks: ['vendor code'],
    says: 'The routes that invoke an import and an export give what C-551 says.',
    source: cite('ui'),
    notModelled: notModelled.standInRuns,
  },
  {
    id: 'C-654',
    marks: ['vendor code'],
    says: 'The route of the preview (C-510) is private.',
    source: cite('ui'),
    notModelled: notModelled.privateRoute,
  },
  {
    id: 'C-655',
    marks: ['documented'],
    says: 'Jobs are listed by flow, integration, type, status and time, 1,001 at most in one answer; the errors of a job come 1,000 at most, or as a file behind a signed address.',
    source: cite('apiDocs'),
  },
  {
    id: 'C-656',
    marks: ['vendor code'],
    says: "A stack's system token is read and removed under the stack.",
    source: cite('ui'),
    notModelled: notModelled.unknownAnswer,
  },
];
