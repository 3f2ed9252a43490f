import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Where an HTTP task lives and what it needs. */
export const taskRules: readonly Rule[] = [
  {
    id: 'T-101',
    marks: ['documented'],
    says: 'An HTTP task is made in the view of a plan: a node, a new task, the kind "HTTP task".',
    source: cite('task'),
    notModelled: notModelled.screens,
  },
  {
    id: 'T-102',
    marks: ['documented'],
    says: 'An administrator may have to switch HTTP tasks on first.',
    source: cite('task'),
    notModelled: notModelled.workspace,
  },
  {
    id: 'T-103',
    marks: ['documented'],
    says: 'A task may call the API of the platform it runs on, if the platform is allowed to receive requests from itself (T-231, T-232).',
    source: cite('task', 'config'),
  },
  {
    id: 'T-104',
    marks: ['documented'],
    says: 'A receiver has demands of its own, such as a list of addresses that it takes requests from.',
    source: cite('task', 'config'),
    notModelled: notModelled.receiver,
  },
  {
    id: 'T-105',
    marks: ['documented'],
    says: 'Headers that a receiver asks for, most often a token as the value of Authorization, are for the author to add.',
    source: cite('task'),
  },
];
