import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Functions that answer a request or a message: handleRequest and contentBasedFlowRouter. */
export const requestsRules: readonly Rule[] = [
  {
    id: 'C-285',
    marks: ['documented', 'vendor code'],
    says: 'handleRequest receives `method` (in capitals), `headers`, `queryString` (an object), `body` (parsed, or absent) and `rawBody` (text). Newer texts also name `pathParams` and `queryParams`.',
    source: cite('docs', 'ui'),
    fix: 'Guard against a body that is absent.',
  },
  {
    id: 'C-286',
    marks: ['documented'],
    says: 'It returns `statusCode` (a number), if wanted `headers`, and `body` (text or an object).',
    source: cite('docs'),
    fix: 'Return `{ statusCode: 200, body: ... }` on every path.',
  },
  {
    id: 'C-287',
    marks: ['unknown'],
    says: 'An error that it throws leads to an error response; with which status is not known.',
    source: cite('own'),
    option: 'handleRequestThrowStatus',
    default: 500,
    fix: 'Catch errors and return the status that the caller should see.',
  },
  {
    id: 'C-288',
    marks: ['documented'],
    says: 'The API resource names script and function under `script` with `type` "script"; older ones have both at the top level and no type.',
    source: cite('docs'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-290',
    marks: ['documented', 'vendor code'],
    says: 'contentBasedFlowRouter receives `httpHeaders` and `mimeHeaders` (objects with names in small letters) and `rawMessageBody` (text), and returns `_flowId` and `_exportId`; it throws to say that it failed.',
    source: cite('docs', 'ui'),
    fix: 'Return exactly these two keys.',
  },
  {
    id: 'C-291',
    marks: ['unknown'],
    says: 'A published script returns null for a message that fits no flow; what that leads to is not known. It is taken as a message without a match and reported, or as an error with `contentRouterNull` "error".',
    source: cite('scripts'),
    option: 'contentRouterNull',
    default: 'unmatched',
    fix: 'Throw an error that names the message.',
  },
];
