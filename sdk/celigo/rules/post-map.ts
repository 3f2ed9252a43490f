import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The postMap hook of an import. */
export const postMapRules: readonly Rule[] = [
  {
    id: 'C-230',
    marks: ['documented'],
    says: 'postMap receives `preMapData` and `postMapData` beside the context, and returns elements like those of preMap, one for each element of `postMapData`. Where a stub of the vendor speaks of options.data, that is a slip.',
    source: cite('docs', 'stack'),
    fix: 'Map over `options.postMapData` and wrap each record: `{ data: record }`.',
  },
  {
    id: 'C-231',
    marks: ['documented'],
    says: 'A mapped record is an array where the mapping makes many out of one row, or works on groups.',
    source: cite('docs'),
    fix: 'Check with Array.isArray before reading fields of a mapped record.',
  },
  {
    id: 'C-232',
    marks: ['observed'],
    says: 'A record mapped for NetSuite holds its record type, field ids and sublists under names of its own (nlobjRecordType, nlobjFieldIds, nlobjSublistIds), a documentIndex and at times an exportedDoc.',
    source: cite('scripts'),
  },
  {
    id: 'C-233',
    marks: ['vendor code'],
    says: 'NetSuite imports through the SuiteBundle or SuiteApp 1.0 do not offer postMap.',
    source: cite('ui'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-234',
    marks: ['assumed'],
    says: 'An element with neither `data` nor `errors` that is not empty is a record without its wrapper. It is taken to fail the page; with `unwrappedElement` "ignoreRecord" it counts like `{}`, as the platform may well do.',
    source: cite('own'),
    option: 'unwrappedElement',
    default: 'failPage',
    fix: 'Wrap the record: `{ data: record }`.',
  },
];
