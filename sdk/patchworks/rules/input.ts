import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What a script receives. */
export const inputRules: readonly Rule[] = [
  {
    id: 'P-201',
    marks: ['documented'],
    says: 'The input of a script has `payload`, `variables`, `meta` and `flow`; some kinds add or lack keys.',
    source: cite('RS', 'SH'),
  },
  {
    id: 'P-202',
    marks: ['documented'],
    says: '`payload` is a string (JSON, XML, CSV or any text) or null. It is never parsed for the script.',
    source: cite('RS'),
    fix: 'Parse it yourself, and guard against null.',
  },
  {
    id: 'P-203',
    marks: ['documented', 'observed'],
    says: '`variables` is a map by name. One template says that values are strings, another that they are anything.',
    source: cite('RS', 'scripts'),
  },
  {
    id: 'P-204',
    marks: ['documented', 'assumed'],
    says: 'In authentication scripts and endpoint pre-request scripts `variables` holds the authentication variables; for the latter the key is assumed.',
    source: cite('APRE', 'PRE'),
    option: 'authVariablesKey',
    default: 'variables',
    notModelled: notModelled.kinds,
  },
  {
    id: 'P-205',
    marks: ['documented'],
    says: '`meta` is a map whose values are strings.',
    source: cite('META'),
    fix: 'Convert the value with String or JSON.stringify.',
  },
  {
    id: 'P-206',
    marks: ['documented'],
    says: 'Metadata may take up 10,240 bytes altogether; a step that sets more makes the flow fail there.',
    source: cite('META'),
    fix: 'Keep ids in the metadata and put larger values into the payload or a flow variable.',
  },
  {
    id: 'P-207',
    marks: ['assumed'],
    says: 'Metadata is counted as UTF-8 bytes of its JSON text; `metaByteCount` "utf8Values" counts the values alone.',
    source: cite('META'),
    option: 'metaByteCount',
    default: 'utf8Json',
    fix: 'Shorten or remove metadata.',
  },
  {
    id: 'P-208',
    marks: ['documented'],
    says: 'Later steps read metadata as `[[meta.key]]`, and child flows receive it.',
    source: cite('META'),
    notModelled: notModelled.step,
  },
  {
    id: 'P-209',
    marks: ['documented'],
    says: '`flow.variables` can be read and written by name; a sample of the vendor stores an integer, so they need not be strings.',
    source: cite('FV'),
  },
  {
    id: 'P-210',
    marks: ['documented'],
    says: 'A changed flow variable keeps its value to the end of the run; the next run starts with the default.',
    source: cite('FV'),
  },
  {
    id: 'P-211',
    marks: ['unknown'],
    says: 'Other keys of `flow` are not known; they are passed through untouched.',
    source: cite('own'),
    option: 'flowExtraKeys',
    default: {},
  },
  {
    id: 'P-212',
    marks: ['documented', 'observed'],
    says: '`flow` can be missing: older templates list only payload, variables and meta.',
    source: cite('FV', 'scripts'),
    fix: 'Write `data.flow?.variables`.',
  },
  {
    id: 'P-213',
    marks: ['documented'],
    says: 'Response and post-request scripts, and only these, also receive `response` with `headers`, `body` (string) and `status` (number).',
    source: cite('RS'),
  },
  {
    id: 'P-214',
    marks: ['documented', 'unknown'],
    says: '`response.headers` maps a name, in the sender\'s casing, to a string. How a repeated header looks is not known: joined with a comma, or with `headerMultiValue` "array" a list.',
    source: cite('RS'),
    option: 'headerMultiValue',
    default: 'join',
    fix: 'Read headers with `findHeader`, which ignores case.',
  },
  {
    id: 'P-215',
    marks: ['documented'],
    says: 'The status is `response.status` here; `response.status_code` belongs to pagination scripts.',
    source: cite('RS', 'PAG'),
    fix: 'Read `data.response.status`.',
  },
];
