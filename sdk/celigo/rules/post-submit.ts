import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The postSubmit hook of an import. */
export const postSubmitRules: readonly Rule[] = [
  {
    id: 'C-240',
    marks: ['documented'],
    says: 'postSubmit receives `preMapData`, `postMapData` and `responseData`, three arrays, beside the context.',
    source: cite('docs'),
  },
  {
    id: 'C-241',
    marks: ['documented'],
    says: 'An element of `responseData` has `statusCode` (200, 422 or 403), `errors` and `ignored`, and may have `id` (string or number) and `_json` (anything); `dataURI` only when there are errors.',
    source: cite('docs'),
    fix: 'Return elements of this shape; copy the element that came in and change what must change.',
  },
  {
    id: 'C-242',
    marks: ['observed'],
    says: '`id` can be a number and `ignored` can be missing: a recorded element had nothing but id, statusCode, errors and _json.',
    source: cite('scripts'),
    fix: 'Read a missing `ignored` as false.',
  },
  {
    id: 'C-243',
    marks: ['observed'],
    says: '`errors` can be missing, and published hooks guard against it.',
    source: cite('scripts'),
    fix: 'Write `(item.errors ?? [])`.',
  },
  {
    id: 'C-244',
    marks: ['documented'],
    says: 'postSubmit gives back the `responseData` array with the same length; its elements may be edited in place or made anew.',
    source: cite('docs'),
    fix: 'End every path of the hook with `return options.responseData` or with an array mapped from it.',
  },
  {
    id: 'C-245',
    marks: ['assumed'],
    says: 'After postSubmit the platform reads `statusCode`, `errors` and `ignored` again. Published hooks count on it: they reword messages, remove errors, and change the status.',
    source: cite('scripts'),
    option: 'rereadResponseData',
    default: true,
  },
  {
    id: 'C-246',
    marks: ['assumed', 'documented'],
    says: 'The final state of a record: ignored when `ignored` is true, else success when the status is 200 (its errors are still logged), else an error. `postSubmitOutcome` "statusFirst" looks at the status first. Success with errors is documented for wrappers only.',
    source: cite('scripts', 'stack'),
    option: 'postSubmitOutcome',
    default: 'ignoredFirst',
  },
  {
    id: 'C-247',
    marks: ['documented'],
    says: 'An error thrown by postSubmit fails the whole page, although the destination already has the data: a retry may write records twice.',
    source: cite('docs'),
    fix: 'Catch errors inside the loop over the records, and report them in the element they belong to.',
  },
  {
    id: 'C-248',
    marks: ['documented', 'assumed'],
    says: 'A record dropped by an earlier stage is still represented: ignored, or as a 422 that carries its errors. That filtered records are marked is documented, the rest is assumed; with `droppedRecordsInResponseData` false hooksmith does not compare the lengths of the arrays.',
    source: cite('docs'),
    option: 'droppedRecordsInResponseData',
    default: true,
    fix: 'Do not pair the arrays by anything but the index.',
  },
];
