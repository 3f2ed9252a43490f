import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The response mapping of a step in a flow. */
export const responseMappingRules: readonly Rule[] = [
  {
    id: 'C-440',
    marks: ['documented'],
    says: 'A response mapping has `fields`, each with `extract` (a path into the answer) and `generate` (a path in the record), and `lists`, each with `generate` and fields of its own.',
    source: cite('docs'),
  },
  {
    id: 'C-441',
    marks: ['documented'],
    says: 'On a lookup the paths start at `data`, an array, and `errors`: `data[0].x` or `data[*].x`.',
    source: cite('docs'),
  },
  {
    id: 'C-442',
    marks: ['documented'],
    says: 'On an import the paths start at `id`, `_json`, `errors`, `ignored` and `statusCode`.',
    source: cite('docs'),
  },
  {
    id: 'C-443',
    marks: ['practitioner'],
    says: 'The path `$` on an array or an object drops it without a word, and of `lists` only the first element was kept.',
    source: cite('notes'),
    fix: 'Map the fields one by one, or copy the answer in postResponseMap.',
  },
  {
    id: 'C-444',
    marks: ['assumed'],
    says: 'hooksmith carries out plain paths and says of all others that they are not modelled; with `responseMappingMode` "off" the records go on as they came.',
    source: cite('own'),
    option: 'responseMappingMode',
    default: 'plainPaths',
    fix: 'Use plain paths, or record the result of the mapping.',
  },
];
