import { defineContract } from '../contract.ts';
import { exampleRecordContext } from './example-context.ts';
import { type FilterResult, filterAntiExamples, filterExamples, filterHook } from './filter.ts';
import { RecordLevelOptions, recordLevelAntiExamples } from './record-level.ts';
import { storedErrorOf } from './script.ts';

/** `options` of an input filter (C-271). */
export const InputFilterOptions = RecordLevelOptions;
/** `options` of an input filter with the author's own type for the record (C-271). */
export type InputFilterOptions<In = unknown> = RecordLevelOptions<In>;

/**
 * An input filter as a script has it (C-001).
 *
 * @example
 * const inputFilter: InputFilter<Item> = ({ record }) => record.sku !== 'SAMPLE';
 */
export type InputFilter<In = unknown> = (options: InputFilterOptions<In>) => boolean;

/**
 * Celigo's input filter as a script: runs in an import for each record; false ignores the record in this step and lets it
 * go on to the next one (C-271, C-410).
 */
export const inputFilter = defineContract<typeof InputFilterOptions, typeof FilterResult, null>({
  ...filterHook('inputFilter'),
  summary: 'Runs for each record of an import; false skips the record in this step.',
  input: InputFilterOptions,
  examples: {
    input: [
      { shows: 'a whole call', value: { ...exampleRecordContext, record: { sku: 'SAMPLE', country: 'GB' } } },
      { shows: 'a group of rows', value: { settings: {}, record: [{ line: 1 }, { line: 2 }] } },
      { shows: 'nothing but the record', value: { record: {} } },
    ],
    output: filterExamples,
  },
  antiExamples: { input: recordLevelAntiExamples, output: filterAntiExamples },
  storedError: storedErrorOf('input_filter'),
});
