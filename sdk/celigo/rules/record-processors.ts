import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Functions that are called for one record: transform, filters and branching. */
export const recordProcessorsRules: readonly Rule[] = [
  {
    id: 'C-270',
    marks: ['vendor code', 'observed'],
    says: 'A transform receives `record` (an object, or an array for a group), `settings`, `testMode` and `job`, and returns the new record.',
    source: cite('ui', 'scripts'),
    fix: 'Return the whole record, not only the fields that changed.',
  },
  {
    id: 'C-271',
    marks: ['documented', 'vendor code'],
    says: 'An input filter and the filter of a branch receive `record` and `settings` and return true for a record to be processed; a real boolean is advised.',
    source: cite('docs', 'ui'),
    fix: 'Return a comparison, or write `Boolean(value)`.',
  },
  {
    id: 'C-272',
    marks: ['documented', 'vendor code'],
    says: 'An output filter also receives `pageIndex` and, on delta exports, the two dates; true keeps the record in the page.',
    source: cite('docs', 'ui'),
    fix: 'Return a comparison, or write `Boolean(value)`.',
  },
  {
    id: 'C-273',
    marks: ['documented', 'vendor code'],
    says: 'The function of a router receives `record` and `settings` and returns an array of branch indices, such as `[0]`.',
    source: cite('docs', 'ui'),
    fix: 'Return an array of numbers that count the branches from 0.',
  },
  {
    id: 'C-274',
    marks: ['documented', 'vendor code'],
    says: 'An error thrown by one of these functions fails the record that it was called for, and the others go on (see C-008).',
    source: cite('docs', 'ui'),
  },
  {
    id: 'C-275',
    marks: ['assumed'],
    says: 'A filter result that is no boolean is taken as an error of that record, because the vendor\'s guides list such results among faults (C-155); `filterResult` "truthy" reads it as JavaScript does.',
    source: cite('docs'),
    option: 'filterResult',
    default: 'strict',
    fix: 'Return true or false on every path, not texts or numbers.',
  },
  {
    id: 'C-276',
    marks: ['assumed'],
    says: 'An empty array from a router is taken to mean that the record enters no branch; `emptyBranchList` "error" makes it an error of the record.',
    source: cite('own'),
    option: 'emptyBranchList',
    default: 'noBranch',
    fix: 'Give records that match nothing a branch of their own.',
  },
  {
    id: 'C-277',
    marks: ['documented'],
    says: 'One example in a schema of the vendor calls the result of a router a name of a branch; the stub and the authoring guide say indices, and indices are right here.',
    source: cite('docs'),
    fix: 'Return the index of the branch.',
  },
  {
    id: 'C-278',
    marks: ['documented'],
    says: 'Whether a record enters the first matching branch or all of them is set on the router and is no matter of the script.',
    source: cite('docs'),
    notModelled: notModelled.routing,
  },
  {
    id: 'C-279',
    marks: ['unknown'],
    says: 'What an index as text, null or a branch that does not exist leads to is not known, although a test of the vendor returns a text. It is an error of the record; `routerBadResult` "coerce" reads texts as numbers, "noBranch" lets the record enter none.',
    source: cite('ui'),
    option: 'routerBadResult',
    default: 'error',
    fix: 'Return numbers from 0 to the number of branches less one.',
  },
  {
    id: 'C-280',
    marks: ['documented'],
    says: 'Transforms and filters are set as `type` "script" with the script and the function, routers as `routeRecordsUsing` "script".',
    source: cite('docs'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-281',
    marks: ['assumed'],
    says: 'A transform without a result leaves nothing to go on with and is taken as an error of the record; `transformUndefined` "drop" leaves the record out.',
    source: cite('own'),
    option: 'transformUndefined',
    default: 'error',
    fix: 'End every path of the function with a return.',
  },
];
