import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Ground rules of every script: how it is found, called, measured and judged. */
export const basicsRules: readonly Rule[] = [
  {
    id: 'C-001',
    marks: ['documented', 'vendor code'],
    says: 'A script is plain source with functions at its top level. The platform looks one up by name, calls it with the single argument `options` and goes on with what it returns.',
    source: cite('docs', 'stack'),
    fix: 'Declare the hook as a top-level function and return the result.',
  },
  {
    id: 'C-002',
    marks: ['observed', 'documented'],
    says: "Hook functions are ordinary declarations without `export`, in every published script and in the vendor's own stubs. One troubleshooting table talks of exported functions, so an export is accepted too.",
    source: cite('scripts', 'copies'),
  },
  {
    id: 'C-003',
    marks: ['observed'],
    says: 'Helpers, constant tables, sample data, console output and even calls of the hook itself stand at the top level beside the hook; loading must cope with all of them.',
    source: cite('scripts'),
  },
  {
    id: 'C-004',
    marks: ['documented'],
    says: "Code on the customer's own host (a stack) has the form `(options, callback)` and answers with `callback(error, result)`. Both this form and the returning form are run.",
    source: cite('stack'),
    fix: 'In the callback form, call the callback exactly once on every path and return right after it.',
  },
  {
    id: 'C-005',
    marks: ['documented'],
    says: 'The result keeps the number of elements: preMap that of `data`, postMap that of `postMapData`, postSubmit that of `responseData`, postResponseMap that of `postResponseMapData`. Only preSavePage may add or drop records.',
    source: cite('docs'),
    fix: 'Build the result with map instead of filter, and mark a record that should not count instead of leaving it out.',
  },
  {
    id: 'C-006',
    marks: ['documented'],
    says: 'When preMap, postMap, postSubmit or postResponseMap throws, or hands an error to its callback, all records of that page fail.',
    source: cite('docs'),
    fix: 'Catch what one record can cause and put it into the errors of that record.',
  },
  {
    id: 'C-007',
    marks: ['documented'],
    says: 'An error thrown by preSavePage is fatal: the whole flow stops.',
    source: cite('docs'),
    fix: 'Catch errors of single records and return them in `errors`.',
  },
  {
    id: 'C-008',
    marks: ['documented', 'vendor code'],
    says: 'An error thrown by a transform, a filter or a branching function concerns only the record it was called for.',
    source: cite('docs', 'ui'),
  },
  {
    id: 'C-009',
    marks: ['documented'],
    says: 'An element returned by preMap or postMap is read by its keys: empty means that this step skips the record, `errors` alone that the record fails, `data` alone that it goes on, both that it goes on and the errors are logged.',
    source: cite('docs'),
  },
  {
    id: 'C-010',
    marks: ['practitioner'],
    says: 'A result with another number of elements, or of another shape, fails the page with the code `invalid_extension_response`; the stored message counts what was expected and what came, and the second number is blank when the result has no length.',
    source: cite('notes'),
    fix: 'Return an array with one element for each record, not an object that holds one.',
  },
  {
    id: 'C-011',
    marks: ['documented'],
    says: 'Status codes of a record: 200 is success, 422 a data error, 403 a connection that is offline. The 1.0 contract and wrapper functions say 401 where newer ones say 403.',
    source: cite('docs', 'stack10'),
    fix: 'Set 200, 422 or 403; use 422 for an error that belongs to the record.',
  },
  {
    id: 'C-012',
    marks: ['assumed'],
    says: 'Values leave a script as JSON. Published scripts put Date objects into records, so such values are turned into JSON rather than refused; `nonJsonValues` "reject" refuses them.',
    source: cite('scripts'),
    option: 'nonJsonValues',
    default: 'serialise',
    fix: 'Return strings, numbers, booleans, null, arrays and plain objects; call toISOString on dates yourself.',
  },
  {
    id: 'C-013',
    marks: ['vendor code'],
    says: 'The callback form on a stack is stricter than a script: Date, function, Error and class instances in the result are refused.',
    source: cite('stack'),
    fix: 'Convert such values before handing them to the callback.',
  },
  {
    id: 'C-014',
    marks: ['documented', 'vendor code'],
    says: 'A record and a page may be 5 MB at most at each step, and so may one answer of a stack.',
    source: cite('docs', 'stack'),
    fix: 'Return fewer fields, or lower the page size of the export.',
  },
  {
    id: 'C-015',
    marks: ['documented'],
    says: 'Inside an import a page passes the input filter, preMap, the mapping, postMap, the submit itself, postSubmit, the response mapping and postResponseMap, in this order.',
    source: cite('docs'),
  },
  {
    id: 'C-016',
    marks: ['documented'],
    says: 'Inside an export the order is fetching, parsing along the resource path, transform, output filter, preSavePage.',
    source: cite('docs'),
  },
];
