import { defineContract } from '../contract.ts';
import { exampleRecordContext } from './example-context.ts';
import { type FilterResult, filterAntiExamples, filterExamples, filterHook } from './filter.ts';
import { RecordLevelOptions, recordLevelAntiExamples } from './record-level.ts';
import { storedErrorOf } from './script.ts';

/** `options` of a branch filter (C-271). */
export const BranchFilterOptions = RecordLevelOptions;
/** `options` of a branch filter with the author's own type for the record (C-271). */
export type BranchFilterOptions<In = unknown> = RecordLevelOptions<In>;

/**
 * A branch filter as a script has it (C-001).
 *
 * @example
 * const branchFilter: BranchFilter<Order> = ({ record }) => record.country === 'GB';
 */
export type BranchFilter<In = unknown> = (options: BranchFilterOptions<In>) => boolean;

/**
 * Celigo's branch filter as a script: runs at a router for each record and says whether it takes the branch (C-271). No
 * source names the origin of its errors; as in branching, "application" is assumed (C-152).
 */
export const branchFilter = defineContract<typeof BranchFilterOptions, typeof FilterResult, null>({
  ...filterHook('branchFilter'),
  summary: 'Runs for each record at a branch of a router; true lets the record take the branch.',
  input: BranchFilterOptions,
  examples: {
    input: [
      { shows: 'a whole call', value: { ...exampleRecordContext, record: { sku: 'SAMPLE', country: 'GB' } } },
      { shows: 'a group of rows', value: { settings: {}, record: [{ line: 1 }, { line: 2 }] } },
      { shows: 'nothing but the record', value: { record: {} } },
    ],
    output: filterExamples,
  },
  antiExamples: { input: recordLevelAntiExamples, output: filterAntiExamples },
  storedError: storedErrorOf('application'),
});
