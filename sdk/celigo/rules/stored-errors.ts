import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The errors that the platform stores, and what it keeps to try a record again. */
export const storedErrorsRules: readonly Rule[] = [
  {
    id: 'C-430',
    marks: ['documented'],
    says: 'A stored error has `occurredAt`, `source`, `code`, `message`, `traceKey`, `exportDataURI` and at times `importDataURI`, `oIndex` (the index of the record), `retryDataKey`, `errorId`, `_flowJobId`, `classification`, `classifiedBy`, `reqAndResKey` and at times `tags`.',
    source: cite('docs', 'api'),
  },
  {
    id: 'C-431',
    marks: ['documented'],
    says: 'Stored errors are sorted into classes: value, missing, connection, intermittent, rate limit, too large, parse and duplicate. `classifiedBy` says who did it, such as "autopilot".',
    source: cite('copies', 'docs'),
    notModelled: notModelled.errorDesk,
  },
  {
    id: 'C-432',
    marks: ['documented'],
    says: 'For each step the data to retry is kept for the latest 20,000 errors.',
    source: cite('docs'),
    notModelled: notModelled.errorDesk,
  },
  {
    id: 'C-433',
    marks: ['documented'],
    says: 'Retry data is an object with `data` (the record), `stage` and `traceKey`.',
    source: cite('docs', 'stack'),
  },
  {
    id: 'C-434',
    marks: ['documented'],
    says: 'The vendor advises to look into answers with 400, 401, 403, 404, 405, 409 and 422, and to wait and try again after 408, 429, 500, 502, 503 and 504.',
    source: cite('docs'),
    notModelled: notModelled.errorDesk,
  },
  {
    id: 'C-435',
    marks: ['documented'],
    says: 'A trace key names a record through all steps; the export makes it from `traceKeyTemplate`, such as {{record.id}}.',
    source: cite('docs'),
  },
];
