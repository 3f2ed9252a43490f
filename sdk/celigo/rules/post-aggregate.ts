import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The postAggregate hook of a file import. */
export const postAggregateRules: readonly Rule[] = [
  {
    id: 'C-250',
    marks: ['documented'],
    says: 'postAggregate receives `postAggregateData` to read: `success`, the answer of the file store in `_json` (such as the name of the file), and on failure `code`, `message` and `source`; beside it the context with `_importId`.',
    source: cite('docs', 'stack'),
  },
  {
    id: 'C-251',
    marks: ['documented'],
    says: 'What postAggregate returns is not read; an error that it throws is fatal.',
    source: cite('docs'),
    fix: 'Catch errors of side work such as logging, because the file is written already.',
  },
  {
    id: 'C-252',
    marks: ['vendor code'],
    says: 'Imports over HTTP and REST, and those to Salesforce and NetSuite, do not offer postAggregate.',
    source: cite('ui'),
    notModelled: notModelled.attachment,
  },
];
