import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { exportDateProperties } from './context.ts';
import { exampleRecordContext } from './example-context.ts';
import { type FilterResult, filterAntiExamples, filterExamples, filterHook } from './filter.ts';
import { type RecordLevelOptions, recordLevelAntiExamples, recordLevelProperties } from './record-level.ts';
import { storedErrorOf } from './script.ts';

const pageProperties = {
  /** Start of the window, ISO 8601; delta exports only (C-201, C-209). */
  lastExportDateTime: exportDateProperties.lastExportDateTime,
  /** End of the window, ISO 8601; delta exports only (C-201, C-209). */
  currentExportDateTime: exportDateProperties.currentExportDateTime,
  /** Number of the record's page in the running export, from 0 (C-272). */
  pageIndex: Type.Optional(Type.Integer({ minimum: 0, rule: 'C-272' })),
};
const PageOfRecord = Type.Object(pageProperties, { rule: 'C-272' });

/** `options` of an output filter (C-272). */
export const OutputFilterOptions = Type.Object({ ...recordLevelProperties, ...pageProperties }, { rule: 'C-272' });
/** `options` of an output filter with the author's own type for the record (C-272). */
export type OutputFilterOptions<In = unknown> = RecordLevelOptions<In> &
  Static<typeof PageOfRecord> &
  Required<Pick<Static<typeof PageOfRecord>, 'pageIndex'>>;

/**
 * An output filter as a script has it (C-001).
 *
 * @example
 * const outputFilter: OutputFilter<Item> = ({ record, lastExportDateTime }) =>
 *   !lastExportDateTime || record.updatedAt > lastExportDateTime;
 */
export type OutputFilter<In = unknown> = (options: OutputFilterOptions<In>) => boolean;

/** Celigo's output filter as a script: runs in an export for each record; true keeps it in the page (C-272). */
export const outputFilter = defineContract<typeof OutputFilterOptions, typeof FilterResult, null>({
  ...filterHook('outputFilter'),
  summary: 'Runs for each record of an export; true keeps the record in the page.',
  input: OutputFilterOptions,
  examples: {
    input: [
      {
        shows: 'a whole call of a delta export',
        value: {
          ...exampleRecordContext,
          record: { updatedAt: '2026-03-03T18:00:00Z' },
          pageIndex: 0,
          lastExportDateTime: '2026-03-03T00:00:00.000Z',
          currentExportDateTime: '2026-03-04T00:00:00.000Z',
        },
      },
      { shows: 'a call of another export', value: { record: { sku: 'SAMPLE' }, settings: {}, pageIndex: 3 } },
      { shows: 'nothing but the record', value: { record: {} } },
    ],
    output: filterExamples,
  },
  antiExamples: {
    input: [
      ...recordLevelAntiExamples,
      { shows: 'a page number as text', path: '/pageIndex', value: { record: {}, pageIndex: '0' } },
      {
        shows: 'a date as a number (C-209)',
        path: '/lastExportDateTime',
        value: { record: {}, lastExportDateTime: 0 },
      },
    ],
    output: filterAntiExamples,
  },
  storedError: storedErrorOf('output_filter'),
});
