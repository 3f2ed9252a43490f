import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Pages, and what becomes of a record in an import. */
export const importStepRules: readonly Rule[] = [
  {
    id: 'C-401',
    marks: ['documented'],
    says: 'A page has 20 records unless the export says otherwise, and 5 MB at most.',
    source: cite('docs'),
  },
  {
    id: 'C-402',
    marks: ['documented'],
    says: 'When the export groups records, a page counts groups.',
    source: cite('docs'),
  },
  {
    id: 'C-403',
    marks: ['documented'],
    says: 'A preview shows at most 100 records; a test export can be limited to 1 to 100.',
    source: cite('docs'),
    notModelled: notModelled.sizes,
  },
  {
    id: 'C-404',
    marks: ['documented'],
    says: 'The number of records in one request of an import is a setting of its own, apart from the page size.',
    source: cite('docs'),
    notModelled: notModelled.sizes,
  },
  {
    id: 'C-405',
    marks: ['observed'],
    says: 'In a one-to-many step each child record carries its parent as `_PARENT`.',
    source: cite('scripts'),
  },
  {
    id: 'C-410',
    marks: ['documented'],
    says: 'A record for which the input filter gives false is ignored by this step and goes on to the next.',
    source: cite('docs'),
  },
  {
    id: 'C-411',
    marks: ['documented', 'assumed'],
    says: 'preMap and postMap decide about each record by the element they return (C-009); an element that is no object fails the page.',
    source: cite('docs'),
    option: 'invalidElement',
    default: 'failPage',
  },
  {
    id: 'C-412',
    marks: ['assumed'],
    says: "Submitting gives `responseData`; records dropped before it appear there as C-248 says. A recorded mapping or submit result may be used for a record that has changed since, and hooksmith then says so (`stale-stage`). A real endpoint's answer is taken as success when its status is 2xx, with the body as `_json` and the body's `id` as `id`; any other as 422 with the status as the code.",
    source: cite('own'),
    fix: 'Give the stage as a function or an endpoint in hooksmith.json, or record the step again with the changed hook.',
  },
  {
    id: 'C-413',
    marks: ['assumed'],
    says: 'postSubmit may change that; C-246 then gives the final state of each record.',
    source: cite('own'),
  },
  {
    id: 'C-414',
    marks: ['documented', 'assumed'],
    says: '403 (or 401) sets the connection offline. The page is taken to be held and not lost; `offlineBehaviour` "failPage" fails it.',
    source: cite('docs'),
    option: 'offlineBehaviour',
    default: 'holdPage',
  },
  {
    id: 'C-415',
    marks: ['documented'],
    says: 'A failed record stops at its step unless the step is set to proceed on failure.',
    source: cite('docs'),
  },
  {
    id: 'C-416',
    marks: ['documented'],
    says: 'Jobs count numSuccess, numError, numIgnore, numPagesGenerated and numPagesProcessed.',
    source: cite('docs'),
  },
  {
    id: 'C-417',
    marks: ['documented'],
    says: 'A completed job may still have errors; a failed job without any generated page means that the export failed.',
    source: cite('docs'),
    notModelled: notModelled.jobs,
  },
  {
    id: 'C-418',
    marks: ['documented'],
    says: 'A job is queued, running, completed, failed, canceled or retrying.',
    source: cite('docs'),
    notModelled: notModelled.jobs,
  },
];
