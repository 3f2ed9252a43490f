import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The preSavePage hook of an export or a lookup. */
export const preSavePageRules: readonly Rule[] = [
  {
    id: 'C-201',
    marks: ['documented'],
    says: 'preSavePage receives `data`, the records or groups of the page; `errors`, each with its retry key; `retryData`, which maps a retry key to data, stage and trace key; `pageIndex`; on file exports `files`, one entry beside each record; on delta exports `lastExportDateTime` and `currentExportDateTime`; and the context with `_exportId`.',
    source: cite('docs', 'stack'),
  },
  {
    id: 'C-202',
    marks: ['documented'],
    says: '`pageIndex` counts the pages of one run of a batch export, and the first page is 0.',
    source: cite('docs'),
  },
  {
    id: 'C-203',
    marks: ['documented'],
    says: 'preSavePage gives back an object: `data` (the records that go on) and `errors` (those to be logged), and if wanted `abort` (a boolean) and `newErrorsAndRetryData` (pairs of a record to retry and its errors).',
    source: cite('docs', 'stack'),
    fix: 'Return `{ data: [...], errors: options.errors }`, not the bare array.',
  },
  {
    id: 'C-204',
    marks: ['observed'],
    says: 'Older published scripts return `data` and `errors` alone, and that is enough.',
    source: cite('scripts'),
  },
  {
    id: 'C-205',
    marks: ['documented'],
    says: 'The page that goes on may have more, fewer or other records than the page that came in.',
    source: cite('docs'),
  },
  {
    id: 'C-206',
    marks: ['observed'],
    says: 'A page may become empty: scripts hold records back until the last page and return no data before it.',
    source: cite('scripts'),
  },
  {
    id: 'C-207',
    marks: ['documented'],
    says: 'After `abort: true` no further page is asked for; the page at hand still goes on.',
    source: cite('docs'),
    fix: 'Leave the records that should not go on out of `data`; `abort` alone does not hold them back.',
  },
  {
    id: 'C-208',
    marks: ['documented'],
    says: 'An error thrown by preSavePage is fatal and stops the flow (see C-007).',
    source: cite('docs'),
    fix: 'Catch what a single record can cause, and return it in `errors` or `newErrorsAndRetryData`.',
  },
  {
    id: 'C-209',
    marks: ['observed'],
    says: 'A script receives both dates of a delta export as ISO 8601 texts.',
    source: cite('scripts'),
    fix: 'Turn the text into a Date before calling methods of dates on it.',
  },
  {
    id: 'C-210',
    marks: ['vendor code'],
    says: 'The stack library makes Date objects of both dates before it calls the function.',
    source: cite('stack'),
    fix: 'Write `new Date(options.lastExportDateTime)`, which takes a text as well as a Date.',
  },
  {
    id: 'C-211',
    marks: ['documented', 'observed'],
    says: 'When the export groups its rows, each element of `data` is an array, one group, and the page size counts groups.',
    source: cite('docs', 'scripts'),
    fix: 'Check with Array.isArray before reading fields of an element.',
  },
  {
    id: 'C-212',
    marks: ['documented'],
    says: 'Set on an import, preSavePage is never called, and nothing in the logs says so.',
    source: cite('docs'),
    fix: 'Attach it to the export or the lookup; on an import use preMap.',
  },
  {
    id: 'C-213',
    marks: ['observed'],
    says: 'A published script guards against dates that are null.',
    source: cite('scripts'),
    fix: 'Test the dates before you use them.',
  },
];
