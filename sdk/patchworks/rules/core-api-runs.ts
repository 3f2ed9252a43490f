import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The part of the Core API that is about runs of flows. */
export const coreApiRunRules: readonly Rule[] = [
  {
    id: 'P-860',
    marks: ['vendor code', 'practitioner'],
    says: 'Runs of a flow are listed by status: 1 started, 2 success, 3 failure, 4 stopped, 5 partial success.',
    source: cite('MCP', 'PHPC'),
    notModelled: notModelled.runs,
  },
  {
    id: 'P-861',
    marks: ['vendor code'],
    says: 'The log of a run can be read, with the ids of its payloads.',
    source: cite('MCP'),
    notModelled: notModelled.runs,
  },
  {
    id: 'P-862',
    marks: ['vendor code'],
    says: 'The payload of a step can be downloaded.',
    source: cite('MCP'),
    notModelled: notModelled.runs,
  },
  {
    id: 'P-863',
    marks: ['vendor code'],
    says: 'A run can be retried by hand.',
    source: cite('MCP'),
    notModelled: notModelled.runs,
  },
  {
    id: 'P-864',
    marks: ['vendor code', 'practitioner'],
    says: 'A run can be started with a raw payload and flow variables.',
    source: cite('MCP', 'PHPC'),
    notModelled: notModelled.runs,
  },
  {
    id: 'P-865',
    marks: ['own design'],
    says: 'Logs and payloads of runs are a natural source of recordings.',
    source: cite('own'),
    notModelled: notModelled.runs,
  },
];
