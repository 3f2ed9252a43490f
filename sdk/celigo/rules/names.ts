import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Names of hooks, and where they can be attached. */
export const namesRules: readonly Rule[] = [
  {
    id: 'C-310',
    marks: ['vendor code'],
    says: 'A hook is called by the name of its kind unless another is set: preSavePage, preMap, postMap, postSubmit, postAggregate, postResponseMap, contentBasedFlowRouter, transform, filter, handleRequest, formInit, branching. Any name is allowed.',
    source: cite('ui'),
    fix: 'Name another function with `script.js#name`.',
  },
  {
    id: 'C-311',
    marks: ['vendor code'],
    says: 'A hook setting holds both `function` and one of `_scriptId` and `_stackId`, or neither.',
    source: cite('ui'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-312',
    marks: ['vendor code'],
    says: 'Stacks cannot be chosen for real-time and distributed resources.',
    source: cite('ui'),
    notModelled: notModelled.attachment,
  },
  {
    id: 'C-313',
    marks: ['vendor code'],
    says: 'SuiteScript hooks of NetSuite are another family with their own settings; hooksmith does not emulate them.',
    source: cite('ui'),
    notModelled: notModelled.suiteScript,
  },
  {
    id: 'C-314',
    marks: ['documented'],
    says: 'Several hooks can live in one script and many steps can use it, so an edit reaches all of them.',
    source: cite('docs'),
    fix: 'Replay the recordings of every step that uses the script before publishing it.',
  },
  {
    id: 'C-315',
    marks: ['documented'],
    says: 'The kinds of 2026 are preSavePage, preMap, postMap, postSubmit, postResponseMap, postAggregate, filter, input_filter, transform, branching, handleRequest, contentBasedFlowRouter, and the functions of forms and installers.',
    source: cite('docs'),
  },
];
