import type { SourceChoices, SourceNote, SourcePage } from '../../recording-source.ts';
import { synthesiseContext } from './synthetic-context.ts';
import { findPageError, isResponse, toBranches, toElement, toVerdict } from './trace-elements.ts';
import { type FieldSource, fieldSources, takeField } from './trace-fields.ts';
import { noteHoledPage, noteHoles, type TraceHole } from './trace-holes.ts';
import { findKept, type KeptStages, keptStages } from './trace-kept.ts';
import { exportStages, importStages, traceNameOf } from './trace-stages.ts';
import type { StageValue, StepRecord, StepTrace } from './trace-step.ts';
import { followRecord } from './trace-way.ts';

/** What was made of a step's pages. */
export interface TracePages {
  readonly pages: readonly SourcePage[];
  readonly notes: readonly SourceNote[];
  readonly leanedOn: readonly string[];
}

/**
 * Pages of one hook out of the records of a step (C-526): the arrays that it is passed, and what its stage gave. A hook
 * that is passed one record a call gets a page for each. Records with holes cost their page, or with `allowHoles` only
 * themselves (C-527).
 */
export function hookPages(step: StepTrace, hook: string, choices: SourceChoices): TracePages {
  const fields = fieldSources(hook, choices.assumptions['traceStageMap']);
  const startedAt = findStart(step) ?? choices.now;
  const context = synthesiseContext(hook, {
    assumptions: choices.assumptions,
    resourceId: step.bubble.id,
    startedAt,
  });
  const allowHoles = choices.assumptions['allowHoles'] === true;
  const kept = findKept(step, () => true);
  const made = step.pages.map((page, pageIndex) => {
    const isPerRecord = fields.some(({ field }) => field === 'record');
    const { records, holes } = sortOut(page, { hook, fields, step });
    const holed = new Set(holes.map(({ record }) => record)).size;
    const isTaken = records.length > 0 && (holed === 0 || allowHoles);
    const groups = isPerRecord ? records.map((record) => [record]) : [records];
    const built = isTaken
      ? groups.map((group) => buildPage(group, { hook, fields, pageIndex, context: context.fields, step, kept }))
      : [];
    return {
      pages: built.map(({ page: one }) => one),
      notes: [
        ...noteHoles(holes),
        ...(holed > 0 ? [noteHoledPage(page, { holed, taken: isTaken })] : []),
        ...built.flatMap(({ notes }) => notes),
      ],
      usesHoles: holed > 0 && isTaken,
    };
  });
  return {
    pages: made.flatMap(({ pages }) => pages),
    notes: [
      ...made.flatMap(({ notes }) => notes),
      ...(step.seen.has(hook) ? [] : [noteUnknown(hook, '/records', `the step has no stage ${traceNameOf(hook)}`)]),
      ...kept.notes,
    ],
    leanedOn: [
      'traceStageMap',
      ...(made.some(({ usesHoles }) => usesHoles) ? ['allowHoles'] : []),
      ...context.leanedOn,
    ],
  };
}

/** When the step began: the earliest time that the trace has. */
export function findStart({ pages }: StepTrace): Date | null {
  return pages.flat().reduce<Date | null>((earliest, { entry: { startedAt } }) => {
    if (startedAt === null) return earliest;
    return earliest === null || startedAt < earliest ? startedAt : earliest;
  }, null);
}

interface HookTrace {
  readonly hook: string;
  readonly fields: readonly FieldSource[];
  readonly step: StepTrace;
}

/** Hooks that are passed an element also for records that were dropped before them (C-248, C-260). */
const seesDropped = ['postSubmit', 'postResponseMap'];

/** The records that the hook was passed, and what is missing of them. */
function sortOut(
  page: readonly StepRecord[],
  { hook, fields, step }: HookTrace,
): { readonly records: readonly StepRecord[]; readonly holes: readonly TraceHole[] } {
  const order = orderOf(hook).filter((stage) => stage === hook || step.seen.has(stage));
  const records: StepRecord[] = [];
  const holes: TraceHole[] = [];
  for (const record of page) {
    const reach = followRecord(record, order).get(hook);
    if (reach === 'not-reached' && !seesDropped.includes(hook)) continue;
    const lacking = fields.filter((source) => takeField(record, source) === undefined);
    const found = lacking.map(({ field, from }) => ({ record, what: `${field} is not known: ${listSides(from)}` }));
    if (reach === 'hole' && step.seen.has(hook)) {
      found.push({ record, what: `the stage ${traceNameOf(hook)} is missing` });
    }
    if (found.length === 0) records.push(record);
    holes.push(...found);
  }
  return { records, holes };
}

/** Where an element was looked for, in the words of the trace: `nothing in mapping.input, preMapHook.output`. */
function listSides(from: FieldSource['from']): string {
  return `nothing in ${from.map(({ stage, side }) => `${traceNameOf(stage)}.${side}`).join(', ')}`;
}

function orderOf(hook: string): readonly string[] {
  if (hook === 'branching') return [hook];
  return exportStages.some((stage) => stage === hook) ? exportStages : importStages;
}

function buildPage(
  records: readonly StepRecord[],
  {
    hook,
    fields,
    step,
    pageIndex,
    context,
    kept,
  }: HookTrace & {
    readonly pageIndex: number;
    readonly context: Readonly<Record<string, unknown>>;
    readonly kept: KeptStages;
  },
): { readonly page: SourcePage; readonly notes: readonly SourceNote[] } {
  const taken = fields.map((source) => [source.field, records.map((record) => takeField(record, source))] as const);
  const options = {
    ...Object.fromEntries(taken.map(([field, values]) => [field, field === 'record' ? values[0] : values])),
    ...(hook === 'preSavePage' ? { errors: [], pageIndex } : {}),
    ...(hook === 'outputFilter' ? { pageIndex } : {}),
    ...context,
  };
  const values = records.flatMap((record) => record.stages.get(hook) ?? []);
  const error = findPageError(values);
  const result = error !== null || values.length < records.length ? undefined : resultOf(hook, values);
  const stages = keptStages(records, kept);
  const page = {
    options,
    ...(error === null ? {} : { error: { code: error.code, message: error.message } }),
    ...(result === undefined ? {} : { result }),
    ...(Object.keys(stages).length === 0 ? {} : { stages }),
    origin: {
      step: { _id: step.bubble.id, name: step.bubble.name },
      groupId: records[0]?.entry.groupId ?? null,
      traceKeys: records.map(({ entry }) => entry.traceKey),
    },
    records: records.length,
  };
  const isSilent = error === null && result === undefined && step.seen.has(hook);
  const path = records[0]?.entry.path ?? '';
  const notes = [
    ...(isSilent ? [noteUnknown(hook, path, 'the stage does not say it for every record of this page')] : []),
    ...(hook === 'preSavePage' && result !== undefined ? [noteChanged(path)] : []),
  ];
  return { page, notes };
}

/** What the hook gave for the page, by what its stage gave for each record; undefined when that is not known of one. */
function resultOf(hook: string, values: readonly StageValue[]): unknown {
  switch (hook) {
    case 'preSavePage':
      return values.some(({ output }) => output === undefined)
        ? undefined
        : { data: values.map(({ output }) => output), errors: values.flatMap(({ errors }) => errors) };
    case 'preMap':
    case 'postMap':
      return whole(values.map(toElement));
    case 'postSubmit':
      return whole(values.map(({ output }) => (isResponse(output) ? output : undefined)));
    case 'inputFilter':
    case 'outputFilter':
      return values[0] === undefined ? undefined : toVerdict(values[0]);
    case 'branching':
      return values[0] === undefined ? undefined : toBranches(values[0]);
    case 'transform':
      return values[0]?.output;
    default:
      return whole(values.map(({ output }) => output));
  }
}

function whole(elements: readonly unknown[]): readonly unknown[] | undefined {
  return elements.includes(undefined) ? undefined : elements;
}

function noteChanged(path: string): SourceNote {
  const message =
    'records that preSavePage added, removed or merged leave no trace of their own: the result is what its stage gave for each record';
  return { rule: 'C-205', path, message };
}

function noteUnknown(hook: string, path: string, why: string): SourceNote {
  const message = `what ${hook} gave is not known, so a replay has nothing to compare with: ${why}`;
  return { rule: 'C-526', path, message };
}
