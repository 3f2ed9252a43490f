import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** The vendor's command-line tool. */
export const vendorCliRules: readonly Rule[] = [
  {
    id: 'C-560',
    marks: ['documented'],
    says: 'The package @celigo/celigo-cli needs Node 22. It lists, changes and debugs scripts, invokes imports and exports, makes test runs and traces of flows, reads execution logs and captured requests, and takes snapshots of accounts and integrations; its diff of revisions shows pending ones only.',
    source: cite('cli', 'cliNotes'),
    notModelled: notModelled.cli,
  },
  {
    id: 'C-561',
    marks: ['documented'],
    says: 'It prints JSON with `--format json`, filters it with `--jq`, exits with 0, 1 (error) or 2 (wrong use), and keeps profiles whose secrets it does not show; some of its commands read standard input.',
    source: cite('cli', 'cliNotes'),
    notModelled: notModelled.cli,
  },
  {
    id: 'C-562',
    marks: ['documented'],
    says: 'It runs no hook locally and checks no contract: everything runs in the cloud, and its lint looks at configuration and not at code.',
    source: cite('cli'),
    notModelled: notModelled.cli,
  },
  {
    id: 'C-563',
    marks: ['vendor code'],
    says: 'Its registry keeps scripts as trees of JavaScript files.',
    source: cite('cli'),
    notModelled: notModelled.cli,
  },
];
