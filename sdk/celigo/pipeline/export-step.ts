import { type Static, Type } from 'typebox';
import { defineStep, type StepMachine, type StepPage } from '../../step.ts';
import { outputFilter } from '../output-filter.ts';
import { PreSavePageOptions, preSavePage } from '../pre-save-page.ts';
import { transform } from '../transform.ts';
import { conclude } from './conclude.ts';
import { exportExamples } from './examples.ts';
import { filterStage } from './filter-stage.ts';
import { isList, openPage, runStages, type StageContext } from './page.ts';
import { preSavePageStage } from './pre-save-page-stage.ts';
import { transformStage } from './transform-stage.ts';

/** A page of an export, as it was fetched and parsed: what preSavePage gets, and the trace keys (C-201, C-435). */
export const ExportPage = Type.Object(
  {
    ...PreSavePageOptions.properties,
    /** The trace key of each record (C-435). */
    traceKeys: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Null()]), { rule: 'C-435' })),
  },
  { rule: 'C-016' },
);

const stages = [
  transformStage,
  filterStage('outputFilter', ['settings', 'pageIndex', 'lastExportDateTime', 'currentExportDateTime']),
];

/** Celigo's export, from the parsed page on: transform, output filter, preSavePage (C-016). */
export const exportStep = defineStep({
  platform: 'celigo',
  step: 'export',
  summary: 'Takes a page through an export: transform, output filter, preSavePage.',
  rule: 'C-016',
  input: ExportPage,
  setup: Type.Object({}, { additionalProperties: false }),
  stages: [
    { name: 'transform', kind: 'hook', contract: transform, readAnswer: null },
    { name: 'outputFilter', kind: 'hook', contract: outputFilter, readAnswer: null },
    { name: 'preSavePage', kind: 'hook', contract: preSavePage, readAnswer: null },
  ],
  assumptions: { throwErrorsPerRecord: { rule: 'C-154', default: true } },
  examples: exportExamples,
  countRecords: (options: Static<typeof ExportPage>) => options.data.length,
  run: runExport,
  recordedInput: () => undefined,
});

function* runExport({ seq, options, setup, assumptions, has }: StepPage): StepMachine {
  const { data = [], traceKeys, ...rest } = options;
  // C-202: without a number in the recording a page has that of its place in it.
  const context: StageContext = { seq, context: { pageIndex: seq, ...rest }, setup, assumptions, has };
  const filtered = yield* runStages(openPage(isList(data) ? data : [], traceKeys), stages, context);
  const { page, saved } = yield* preSavePageStage(filtered, context);
  return conclude(page, saved);
}
