import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The preMap hook of an import. */
export const preMapRules: readonly Rule[] = [
  {
    id: 'C-220',
    marks: ['documented'],
    says: 'preMap receives the records in `data`, beside the context with `_importId`, and returns an array of the same length whose elements are `{}`, `{data}`, `{errors}` or `{data, errors}`.',
    source: cite('docs', 'stack'),
    fix: 'Map over `options.data` and wrap each record: `{ data: record }`.',
  },
  {
    id: 'C-221',
    marks: ['documented', 'practitioner'],
    says: 'What preMap changes is seen by this import alone, in its mapping and in the `preMapData` of later hooks; the steps behind it get the record as it came.',
    source: cite('copies', 'notes'),
    fix: 'Change the record in postResponseMap when later steps should see it.',
  },
  {
    id: 'C-222',
    marks: ['practitioner', 'documented'],
    says: 'An empty element skips this import only: the record is counted as ignored and goes on to the steps behind it, as a record does that the input filter left out.',
    source: cite('notes', 'docs'),
  },
  {
    id: 'C-223',
    marks: ['observed'],
    says: 'A published preMap fails a record with `data` null beside its errors, so `data` as null counts as absent.',
    source: cite('scripts'),
  },
  {
    id: 'C-224',
    marks: ['assumed'],
    says: 'Nobody states whether the `preMapData` of postMap and postSubmit is the record before or after preMap; the words of the documentation read like after it. `preMapDataView` "beforePreMap" takes the other view.',
    source: cite('docs'),
    option: 'preMapDataView',
    default: 'afterPreMap',
    fix: 'Keep what both hooks need under names that preMap does not change.',
  },
  {
    id: 'C-225',
    marks: ['assumed'],
    says: 'An element that is no object (null, an array, a text, a number) is taken to break the contract for the whole page; with `invalidElement` "failRecord" it fails its record only.',
    source: cite('own'),
    option: 'invalidElement',
    default: 'failPage',
    fix: 'Return an object for every record, `{}` for those that this step should skip.',
  },
  {
    id: 'C-226',
    marks: ['observed'],
    says: 'An element of `data` is an array when the rows are grouped.',
    source: cite('scripts'),
    fix: 'Check with Array.isArray before reading fields of a record.',
  },
];
