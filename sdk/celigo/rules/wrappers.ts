import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Wrapper functions, which only stacks have: a connection, an export or an import in code. */
export const wrappersRules: readonly Rule[] = [
  {
    id: 'C-305',
    marks: ['documented'],
    says: 'ping receives `connection` with its `encrypted` and `unencrypted` parts and the id of the import or export, and gives `statusCode` (200, or 401 for offline) and `errors`.',
    source: cite('stack'),
    fix: 'Give 401 with the reason when the connection does not work.',
  },
  {
    id: 'C-306',
    marks: ['documented'],
    says: 'The export wrapper receives `type`, for delta exports `delta` with the date field and the time of the last run in milliseconds, `once`, `test` with its limit, `state` and `data`; it gives `data`, `errors`, `lastPage`, `state` and `connectionOffline`, and is called again until `lastPage` is true.',
    source: cite('stack'),
    fix: 'Set `lastPage` on the last page, and move `state` on with every other.',
  },
  {
    id: 'C-307',
    marks: ['documented'],
    says: 'An export wrapper that gives the same answer more than five times is taken to loop without end and is stopped.',
    source: cite('stack'),
    fix: 'Move `state` on with every page, and set `lastPage`.',
    notModelled: notModelled.wrapperRuns,
  },
  {
    id: 'C-308',
    marks: ['documented'],
    says: 'The import wrapper receives `preMapData` and `postMapData` and gives an array with one element for each record: `statusCode` (200, 401 or 422), `id`, `ignored` and `errors`.',
    source: cite('stack'),
    fix: 'Build the answer by mapping over `options.postMapData`.',
  },
  {
    id: 'C-309',
    marks: ['documented'],
    says: 'Errors beside the status 200 mean that a record was written in part: it succeeds, and its errors are logged.',
    source: cite('stack'),
  },
];
