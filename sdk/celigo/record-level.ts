import { Type } from 'typebox';
import type { AntiExample } from '../contract.ts';
import { type RecordContext, recordContextProperties } from './context.ts';
import { recordOrGroup } from './record.ts';
import { celigoCalls, celigoHook } from './script.ts';

/** Properties that every function for a single record is passed (C-270 to C-273). */
export const recordLevelProperties = {
  ...recordContextProperties,
  /** The record; an array of rows when the export groups them (C-270). */
  record: recordOrGroup('C-270'),
};

/** `options` of a function for a single record, as a schema. */
export const RecordLevelOptions = Type.Object(recordLevelProperties, { rule: 'C-270' });

/** `options` of a function for a single record, with the author's own type for it (or for a group: an array of rows). */
export type RecordLevelOptions<In = unknown> = RecordContext & {
  /** The record; an array of rows when the export groups them (C-270). */
  record: In;
};

/**
 * What the contracts of transform, filters and branching have in common: scripts only (C-280), called for one record, and
 * a throw is that record's error alone (C-008, C-274).
 */
export function recordLevelHook(hook: string, defaultName: string) {
  return {
    ...celigoHook(hook),
    calls: celigoCalls({ defaultNames: [defaultName], forms: 'return' }),
    failure: 'record',
    countRecords: () => 1,
    inputChecks: [],
    outputRecords: null,
    breachCode: null,
  } as const;
}

/** Options that no function for a single record is passed, with the place that the refusal names. */
export const recordLevelAntiExamples: readonly AntiExample[] = [
  { shows: 'no record, but a page of them', path: '', value: { data: [{ sku: 'PENCIL-HB' }] } },
  { shows: 'a record as text', path: '/record', value: { record: 'PENCIL-HB' } },
  { shows: 'a record that is null', path: '/record', value: { record: null } },
  { shows: 'settings as text (C-120)', path: '/settings', value: { record: {}, settings: 'none' } },
  { shows: 'testMode as text (C-108)', path: '/testMode', value: { record: {}, testMode: 'false' } },
  { shows: 'a job that is null where absent is meant (C-113)', path: '/job', value: { record: {}, job: null } },
];
