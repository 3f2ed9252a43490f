import type { JsonObject } from '../../json-object.ts';
import type { SourceNote, SourcePage } from '../../recording-source.ts';

/** Hooks that are passed one record a call (C-270 to C-273). */
export const recordLevelKinds = ['transform', 'inputFilter', 'outputFilter', 'branchFilter', 'branching'] as const;

/** Hooks whose options can be made of records alone: a page of them, or one record a call. */
export const dataKinds = ['preSavePage', 'preMap', ...recordLevelKinds] as const;

/** A name of `recordLevelKinds`. */
export type RecordLevelKind = (typeof recordLevelKinds)[number];

/** Tells whether a hook is passed one record a call. */
export function isRecordLevel(kind: string): kind is RecordLevelKind {
  return recordLevelKinds.some((name) => name === kind);
}

/**
 * Pages of a hook of `dataKinds`: one for preSavePage (C-201) and preMap (C-220), one for each record for the others.
 * Optional fields that need more than the records stay absent (C-113).
 */
export function pagesOfRecords(kind: string, records: readonly unknown[], context: JsonObject): readonly SourcePage[] {
  if (kind === 'preSavePage') {
    return [{ options: { data: records, errors: [], pageIndex: 0, ...context }, records: records.length }];
  }
  if (kind === 'preMap') return [{ options: { data: records, ...context }, records: records.length }];
  const ownFields = kind === 'outputFilter' ? { pageIndex: 0 } : {};
  return records.map((record) => ({ options: { record, ...ownFields, ...context }, records: 1 }));
}

/** What a recording of a router lacks: how many branches there are is no part of what the script is passed (C-273). */
export function noteBranches(kind: string): readonly SourceNote[] {
  if (kind !== 'branching') return [];
  return [
    {
      rule: 'C-273',
      path: '',
      message:
        'the file does not say how many branches the router has: give the number as "setup": {"branches": …} of the hook in hooksmith.json',
    },
  ];
}
