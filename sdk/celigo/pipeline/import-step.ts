import { type Static, Type } from 'typebox';
import type { JsonValue, Setup } from '../../contract.ts';
import { defineStep, type StepMachine, type StepPage } from '../../step.ts';
import { importContextProperties } from '../context.ts';
import { inputFilter } from '../input-filter.ts';
import { postMap } from '../post-map.ts';
import { postResponseMap } from '../post-response-map.ts';
import { postSubmit } from '../post-submit.ts';
import { preMap } from '../pre-map.ts';
import { conclude } from './conclude.ts';
import { postMapStage, preMapStage } from './element-stage.ts';
import { toResponseItem } from './endpoint-answer.ts';
import { importExamples } from './examples.ts';
import { filterStage } from './filter-stage.ts';
import { mappingStage, submitStage } from './given-stages.ts';
import { joinFamilies, openChildren, pathToMany } from './one-to-many.ts';
import { isList, openPage, type PageState, runStages, type StageContext } from './page.ts';
import { postResponseMapStage } from './post-response-map-stage.ts';
import { postSubmitStage } from './post-submit-stage.ts';
import { recordedInput } from './recorded-input.ts';
import { goingOn, mapResponses } from './response-mapping.ts';
import { mappingFunction, submitFunction } from './stand-ins.ts';

/** A page that enters an import: the records of the flow, with the context that its hooks get. */
export const ImportPage = Type.Object(
  {
    ...importContextProperties,
    /** The records; an array in place of one is a group of rows (C-226). */
    data: Type.Array(Type.Unknown(), { rule: 'C-220' }),
    /** The trace key of each record (C-435). */
    traceKeys: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Null()]), { rule: 'C-435' })),
  },
  { rule: 'C-015' },
);

/** What a response mapping takes from the answer, and where that goes (C-440). */
const MappedFields = Type.Array(
  Type.Object(
    {
      /** Where it is in the answer. */
      extract: Type.String(),
      /** Where it goes in the record. */
      generate: Type.String(),
    },
    { additionalProperties: false },
  ),
);

/** How an import is configured in its flow. */
export const ImportSetup = Type.Object(
  {
    /** What of the answer goes into the records (C-440). */
    responseMapping: Type.Optional(
      Type.Object(
        {
          /** Values, each by where it is in the answer and where it goes in the record. */
          fields: Type.Optional(MappedFields),
          /** Lists, which are not modelled (C-444). */
          lists: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  /** Where the list goes in the record. */
                  generate: Type.String(),
                  /** The values of its elements. */
                  fields: MappedFields,
                },
                { additionalProperties: false },
              ),
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** Failed records go on to the next step (C-415). */
    proceedOnFailure: Type.Optional(Type.Boolean()),
    /** The step works on child records (C-260, C-405). */
    oneToMany: Type.Optional(Type.Boolean()),
    /** Where the child records are (C-260). */
    pathToMany: Type.Optional(Type.String()),
    /** postResponseMap runs once for the child records: `postResponseHookToProcessOnChildRecord` of the script (C-265). */
    childRecords: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const stages = [
  filterStage('inputFilter', ['settings']),
  preMapStage,
  mappingStage,
  postMapStage,
  submitStage,
  postSubmitStage,
];

/** Celigo's import: input filter, preMap, mapping, postMap, submit, postSubmit, response mapping, postResponseMap (C-015). */
export const importStep = defineStep({
  platform: 'celigo',
  step: 'import',
  summary: 'Takes a page through an import: filter, preMap, mapping, postMap, submit, postSubmit, postResponseMap.',
  rule: 'C-015',
  input: ImportPage,
  setup: ImportSetup,
  stages: [
    { name: 'inputFilter', kind: 'hook', contract: inputFilter, readAnswer: null },
    { name: 'preMap', kind: 'hook', contract: preMap, readAnswer: null },
    { name: 'mapping', kind: 'given', contract: mappingFunction, readAnswer: null },
    { name: 'postMap', kind: 'hook', contract: postMap, readAnswer: null },
    { name: 'submit', kind: 'given', contract: submitFunction, readAnswer: toResponseItem },
    { name: 'postSubmit', kind: 'hook', contract: postSubmit, readAnswer: null },
    { name: 'postResponseMap', kind: 'hook', contract: postResponseMap, readAnswer: null },
  ],
  assumptions: {
    throwErrorsPerRecord: { rule: 'C-154', default: true },
    preMapDataView: { rule: 'C-224', default: 'afterPreMap', choices: ['afterPreMap', 'beforePreMap'] },
    rereadResponseData: { rule: 'C-245', default: true },
    postSubmitOutcome: { rule: 'C-246', default: 'ignoredFirst', choices: ['ignoredFirst', 'statusFirst'] },
    droppedRecordsInResponseData: { rule: 'C-248', default: true },
    offlineBehaviour: { rule: 'C-414', default: 'holdPage', choices: ['holdPage', 'failPage'] },
    responseMappingMode: { rule: 'C-444', default: 'plainPaths', choices: ['plainPaths', 'off'] },
  },
  examples: importExamples,
  countRecords: (options: Static<typeof ImportPage>) => options.data.length,
  run: runImport,
  recordedInput,
});

function* runImport({ seq, options, setup, assumptions, has }: StepPage): StepMachine {
  const { data = [], traceKeys, ...rest } = options;
  const context: StageContext = { seq, context: rest, setup, assumptions, has };
  const parents = openPage(isList(data) ? data : [], traceKeys);
  const path = pathToMany(setup);
  const opened = path === null ? parents : openChildren(parents, path);
  const settled = yield* runStages(opened, stages, context);
  const mapped = settled.status === 'open' ? mapResponses(settled, context) : settled;
  if (path === null || setup['childRecords'] === true) {
    const page = yield* postResponseMapStage(mapped, goingOn(mapped, setup), context);
    if (path === null) return conclude(page, outOf(page, setup));
    return conclude(page, outOf(joined(parents, page, path), setup));
  }
  const families = { ...joined(parents, mapped, path), status: mapped.status };
  const page = yield* postResponseMapStage(families, goingOn(families, setup), context);
  return conclude({ ...page, records: mapped.records, assumed: [...page.assumed, 'C-265'] }, outOf(page, setup));
}

function joined(parents: PageState, children: PageState, path: NonNullable<ReturnType<typeof pathToMany>>): PageState {
  return { ...children, records: joinFamilies(parents, children, path).map(({ parent }) => parent) };
}

/** What the next step gets: nothing of a page that is held, and of a failed one only where the step proceeds (C-414, C-415). */
function outOf(page: PageState, setup: Setup): readonly JsonValue[] {
  return goingOn(page, setup).map(({ data }) => data);
}
