import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Versions of scripts. */
export const versionRules: readonly Rule[] = [
  {
    id: 'P-801',
    marks: ['documented', 'practitioner'],
    says: 'A version is Draft, Inactive or Deployed; saving content makes a new one.',
    source: cite('APIV', 'PHPC'),
  },
  {
    id: 'P-802',
    marks: ['documented'],
    says: 'A script shape takes the latest deployed version; a script that is not deployed is listed too and deploys when called.',
    source: cite('SH', 'CS'),
    notModelled: notModelled.versions,
  },
  {
    id: 'P-803',
    marks: ['documented'],
    says: 'Endpoints, authentications and connector shapes pin a version by hand: a new version is not used there until somebody picks it.',
    source: cite('PRQ', 'PRE'),
    fix: 'After a deploy, pick the new version at every place that uses the script.',
  },
  {
    id: 'P-804',
    marks: ['own design'],
    says: 'After a deploy, hooksmith reports every place that is still pinned to another version, as far as it is told in which flow versions to look.',
    source: cite('PHPC'),
    fix: 'Name the flow versions under "publish": {"flowVersions": […]} of the hook, and pick the new version at each place reported.',
  },
  {
    id: 'P-805',
    marks: ['documented'],
    says: 'A virtual environment can swap a script and its version.',
    source: cite('VENV'),
    notModelled: notModelled.versions,
  },
  {
    id: 'P-806',
    marks: ['own design'],
    says: 'A place without a pin runs the local file; a pinned one runs the version that is attached for the pin, and hooksmith says when that is not the local file.',
    source: cite('own'),
    option: 'pinDrift',
    default: 'warn',
    fix: 'Pick the new version on the platform, or attach the pinned one.',
  },
  {
    id: 'P-807',
    marks: ['assumed'],
    says: 'A version that was deployed before is taken to become Inactive when a newer one is deployed.',
    source: cite('APIV'),
    option: 'previousDeployed',
    default: 'inactive',
  },
];
