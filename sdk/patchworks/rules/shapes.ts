import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Scripts of script shapes and of map shapes. */
export const shapeRules: readonly Rule[] = [
  {
    id: 'P-410',
    marks: ['assumed'],
    says: 'A step can hold several payloads while a script receives one string, so the script is taken to be called once for each payload.',
    source: cite('FLOW', 'SH'),
    option: 'scriptPerPayload',
    default: true,
  },
  {
    id: 'P-411',
    marks: ['documented'],
    says: 'A script shape whose script throws or runs out of time calls it three times more; then the step fails.',
    source: cite('SH'),
    fix: 'Guard what you parse; throw only where the step shall fail.',
  },
  {
    id: 'P-412',
    marks: ['unknown'],
    says: 'Whether returned variables act in a script shape is not clear; they are taken to reach the next shape, or to do nothing with `scriptShapeVariables` set to ignore.',
    source: cite('SH'),
    option: 'scriptShapeVariables',
    default: 'merge',
    fix: 'Use meta or flow.variables.',
  },
  {
    id: 'P-413',
    marks: ['documented'],
    says: 'A code and a message do nothing in a script shape (see P-306).',
    source: cite('RS', 'PRQ'),
  },
  {
    id: 'P-414',
    marks: ['documented'],
    says: 'A script shape takes the latest deployed version of its script unless an older one is picked.',
    source: cite('SH'),
    notModelled: notModelled.versions,
  },
  {
    id: 'P-420',
    marks: ['documented'],
    says: 'A map stops at every field with a script transform, calls the script, puts the result in and goes on. That is slow, so one script for several tasks is better than several.',
    source: cite('BP'),
  },
  {
    id: 'P-421',
    marks: ['assumed'],
    says: '`payload` of a script transform is taken to be the value of the source field as a string.',
    source: cite('own'),
    option: 'mapPayloadForm',
    default: 'string',
  },
  {
    id: 'P-422',
    marks: ['unknown'],
    says: 'What a mapping with several source fields passes is not known; a recording is taken to hold a JSON array of their values.',
    source: cite('own'),
    option: 'mapMultiSource',
    default: 'jsonArray',
  },
  {
    id: 'P-423',
    marks: ['assumed'],
    says: 'The returned `payload` is taken to be the new value of the field.',
    source: cite('own'),
    option: 'mapReturn',
    default: 'payload',
  },
  {
    id: 'P-424',
    marks: ['documented', 'assumed'],
    says: 'One transform may have 15 scripts. That is said of services; for flows it is assumed.',
    source: cite('SVC'),
    option: 'maxScriptsPerTransform',
    default: 15,
    notModelled: notModelled.map,
  },
  {
    id: 'P-425',
    marks: ['documented', 'assumed'],
    says: 'A script transform takes fields of every type but float. That is said of services; for flows it is assumed, and a warning.',
    source: cite('SVC'),
    option: 'mapRejectFloat',
    default: true,
    fix: 'Map the field as a string.',
  },
];
