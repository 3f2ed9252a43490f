import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The postResponseMap hook of a step in a flow. */
export const postResponseMapRules: readonly Rule[] = [
  {
    id: 'C-260',
    marks: ['documented'],
    says: 'postResponseMap receives `postResponseMapData` (the records) and `responseData` (statusCode, errors and ignored; on lookups `data`, an array; on imports `id`, `_json` and `dataURI`), `oneToMany` and `pathToMany`, and the context with the id of the export or the import.',
    source: cite('docs', 'stack'),
  },
  {
    id: 'C-261',
    marks: ['documented'],
    says: 'It returns a flat array with one element for each record; what an element is, is free. An error that it throws fails the page.',
    source: cite('docs', 'stack'),
    fix: 'Return `options.postResponseMapData.map(...)`, not an object that holds the array.',
  },
  {
    id: 'C-262',
    marks: ['documented', 'observed'],
    says: 'The hook is set on the step of the flow (`pageProcessors[i].hooks`, or the same inside a branch), not on the import.',
    source: cite('docs', 'scripts'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-263',
    marks: ['documented', 'practitioner'],
    says: 'It runs for a step without any response mapping, too.',
    source: cite('copies', 'notes'),
  },
  {
    id: 'C-264',
    marks: ['documented', 'practitioner'],
    says: 'What it changes stays with the record for all steps behind it.',
    source: cite('docs', 'notes'),
    fix: 'Remove what was only needed here, so that later steps do not carry it.',
  },
  {
    id: 'C-265',
    marks: ['documented', 'assumed'],
    says: 'With `postResponseHookToProcessOnChildRecord` on the script the hook of a one-to-many step is called for the child records instead of for their parents. What an element of `responseData` holds for a parent is not known: hooksmith joins those of its children, an error when one failed, ignored when all were.',
    source: cite('docs', 'own'),
    fix: 'Set the flag when the hook needs the answer for each child.',
  },
  {
    id: 'C-266',
    marks: ['practitioner', 'observed', 'documented'],
    says: 'A practitioner found that the records are frozen and that only new objects kept what was added; two published hooks change them in place, and the documentation allows it. `frozenRecords` true freezes them, so that a write shows.',
    source: cite('notes', 'scripts', 'docs'),
    option: 'frozenRecords',
    default: false,
    fix: 'Return new objects: `{ ...record, stock: 12 }`.',
  },
  {
    id: 'C-267',
    marks: ['practitioner'],
    says: "On one kind of step, the platform's own that is backed by a model, `options.data` is null.",
    source: cite('notes'),
    fix: 'Read the records from `postResponseMapData`.',
  },
  {
    id: 'C-268',
    marks: ['practitioner'],
    says: 'The 5 MB limit is applied to the result of the response mapping, before postResponseMap runs, so the hook cannot shrink what is too large.',
    source: cite('notes'),
    fix: 'Map fewer fields of the answer into the record.',
  },
];
