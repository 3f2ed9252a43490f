import type { StoredError } from '../../contract.ts';
import { type SourceChoices, SourceError, type SourceNote, type SourcePage } from '../../recording-source.ts';
import { synthesiseContext } from './synthetic-context.ts';
import { findPageError, isRecord, isResponse, toElement, toVerdict } from './trace-elements.ts';
import { noteHoledPage, noteHoles, type TraceHole } from './trace-holes.ts';
import { findStart, type TracePages } from './trace-hook.ts';
import { findKept, type KeptStages, keptStages } from './trace-kept.ts';
import { exportStages, importStages, traceNameOf } from './trace-stages.ts';
import { nameBubble, type StageValue, type StepRecord, type StepTrace } from './trace-step.ts';
import { followRecord, type Reach } from './trace-way.ts';

/** A pipeline whose pages a trace can have. */
export type TracedPipeline = 'import' | 'export';

/**
 * Pages of a whole step: what it got, and what each of its stages gave for each record, in step with `options.data`;
 * null where a record did not reach a stage. Stages that no pipeline has are kept under their own names (C-522).
 * Pages with holes are left out; with `allowHoles` they are null as well (C-527).
 */
export function pipelinePages(step: StepTrace, pipeline: TracedPipeline, choices: SourceChoices): TracePages {
  const order = stagesOf(pipeline).filter((stage) => step.seen.has(stage));
  const kept = findKept(step, (stage) => order.includes(stage));
  const context = synthesiseContext(pipeline, {
    assumptions: choices.assumptions,
    resourceId: step.bubble.id,
    startedAt: findStart(step) ?? choices.now,
  });
  const allowHoles = choices.assumptions['allowHoles'] === true;
  const made = step.pages.map((page, pageIndex) => {
    const followed = page.map((record) => follow(record, order));
    const holes = followed.flatMap((one) => one.holes);
    const records = followed.filter(({ data }) => data !== undefined);
    const isTaken = records.length > 0 && (holes.length === 0 || allowHoles);
    const own = pipeline === 'export' ? { errors: [], pageIndex } : {};
    const built = isTaken ? [buildPage(records, { order, kept, fields: { ...own, ...context.fields } })] : [];
    return {
      pages: built.map((one) => one.page),
      notes: [
        ...noteHoles(holes),
        ...(holes.length > 0 ? [noteHoledPage(page, { holed: countHoled(followed), taken: isTaken })] : []),
        ...built.flatMap(({ notes }) => notes),
      ],
      usesHoles: isTaken && holes.length > 0,
    };
  });
  return {
    pages: made.flatMap(({ pages }) => pages),
    notes: [...made.flatMap(({ notes }) => notes), ...kept.notes, ...noteLacking(step, pipeline)],
    leanedOn: [
      'traceStageMap',
      ...(made.some(({ usesHoles }) => usesHoles) ? ['allowHoles'] : []),
      ...context.leanedOn,
    ],
  };
}

/**
 * Tells by its stages whether a step is an import (C-015) or an export (C-016): a trace does not say it in words that
 * are known (C-521).
 *
 * @throws SourceError when it has stages of both, or of neither.
 */
export function tellPipeline({ bubble, seen }: StepTrace): TracedPipeline {
  const isImport = ['inputFilter', 'preMap', 'mapping', 'postMap', 'postSubmit'].some((stage) => seen.has(stage));
  const isExport = exportStages.some((stage) => seen.has(stage));
  if (isImport !== isExport) return isImport ? 'import' : 'export';
  const stages = [...seen].map(traceNameOf).join(', ') || 'none that is known';
  throw new SourceError(
    `does not say whether the step ${nameBubble(bubble)} is an import or an export; its stages are: ${stages} (C-521)`,
    { path: '/records', next: ['Say it with --kind import or --kind export.'] },
  );
}

interface FollowedRecord {
  readonly record: StepRecord;
  readonly way: ReadonlyMap<string, Reach>;
  /** The record as it came to the step; undefined when the trace has nothing of it. */
  readonly data: unknown;
  readonly holes: readonly TraceHole[];
}

function follow(record: StepRecord, order: readonly string[]): FollowedRecord {
  const way = followRecord(record, order);
  const first = order.find((stage) => record.stages.has(stage));
  const input = first === undefined ? undefined : record.stages.get(first)?.input;
  const data = isRecord(input) ? input : undefined;
  const missing = order.filter((stage) => way.get(stage) === 'hole');
  const whats = [
    ...missing.map((stage) => `the stage ${traceNameOf(stage)} is missing`),
    ...(data === undefined && missing.length === 0 ? ['what came to the step is not known'] : []),
    ...order
      .filter((stage) => !isHook(stage) && isSilent(stage, record, way))
      .map((stage) => `the stage ${traceNameOf(stage)} does not say what it gave`),
  ];
  return { record, way, data, holes: whats.map((what) => ({ record, what })) };
}

function countHoled(followed: readonly FollowedRecord[]): number {
  return followed.filter(({ holes }) => holes.length > 0).length;
}

function buildPage(
  followed: readonly FollowedRecord[],
  {
    order,
    kept,
    fields,
  }: {
    readonly order: readonly string[];
    readonly kept: KeptStages;
    /** What the step gets beside the records. */
    readonly fields: Readonly<Record<string, unknown>>;
  },
): { readonly page: SourcePage; readonly notes: readonly SourceNote[] } {
  const records = followed.map(({ record }) => record);
  const silent = order.filter(
    (stage) => isHook(stage) && followed.some(({ record, way }) => isSilent(stage, record, way)),
  );
  const known = order.filter((stage) => !silent.includes(stage));
  const result = passedOn(followed, order);
  const page = {
    options: {
      data: followed.map(({ data }) => data),
      traceKeys: records.map(({ entry }) => entry.traceKey),
      ...fields,
    },
    ...(result === undefined ? {} : { result }),
    stages: {
      ...Object.fromEntries(known.map((stage) => [stage, buildStage(stage, followed)])),
      ...keptStages(records, kept),
    },
    records: records.length,
  };
  const notes = silent.map((stage) => ({
    rule: 'C-526',
    path: records[0]?.entry.path ?? '',
    message: `what ${stage} gave for this page is not known, so its stage was left out: the stage does not say it for every record`,
  }));
  return { page, notes };
}

/** Whether a record went through a stage that does not say what it gave, be it an error. */
function isSilent(stage: string, { stages }: StepRecord, way: ReadonlyMap<string, Reach>): boolean {
  const value = stages.get(stage);
  return (
    value !== undefined && value.errors.length === 0 && stage !== 'preSavePage' && resultOf(stage, value, way) === null
  );
}

interface PageStage {
  readonly result: unknown;
  readonly errors?: Readonly<Record<string, StoredError>>;
  readonly error?: StoredError;
}

function buildStage(stage: string, followed: readonly FollowedRecord[]): PageStage {
  const values = followed.flatMap(({ record }) => record.stages.get(stage) ?? []);
  const error = isHook(stage) ? findPageError(values) : null;
  if (error !== null) return { result: followed.map(() => null), error: strip(error) };
  if (stage === 'preSavePage') {
    return {
      result: {
        data: values.flatMap(({ output }) => (output === undefined ? [] : [output])),
        errors: values.flatMap(({ errors }) => errors),
      },
    };
  }
  const result = followed.map(({ record, way }) => {
    const value = record.stages.get(stage);
    return value === undefined ? null : resultOf(stage, value, way);
  });
  const errors = followed.flatMap(({ record }, index): readonly (readonly [string, StoredError])[] => {
    const [first] = result[index] === null ? (record.stages.get(stage)?.errors ?? []) : [];
    return first === undefined ? [] : [[String(index), strip(first)]];
  });
  return { result, ...(errors.length === 0 ? {} : { errors: Object.fromEntries(errors) }) };
}

/** What a stage gave for one record; null when the trace does not say it, or it gave an error alone. */
function resultOf(stage: string, value: StageValue, way: ReadonlyMap<string, Reach>): unknown {
  switch (stage) {
    case 'inputFilter':
    case 'outputFilter':
      if (value.errors.length > 0 && value.output === undefined) return null;
      // Without an answer, what came after tells it: a record that went no further was filtered out.
      return toVerdict(value) ?? goesOn(stage, way);
    case 'preMap':
    case 'postMap':
      return toElement(value) ?? (goesOn(stage, way) ? null : {});
    case 'submit':
    case 'postSubmit':
      return isResponse(value.output) ? value.output : null;
    default:
      return value.output ?? null;
  }
}

function goesOn(stage: string, way: ReadonlyMap<string, Reach>): boolean {
  const stages = [...way.keys()];
  return stages.slice(stages.indexOf(stage) + 1).some((later) => way.get(later) === 'given');
}

/** The records that went on to the next step: known when every record has what the last stage of the response gave. */
function passedOn(followed: readonly FollowedRecord[], order: readonly string[]): readonly unknown[] | undefined {
  const last = order.at(-1);
  if (last !== 'postResponseMap' && last !== 'responseMapping') return undefined;
  const outputs = followed.map(({ record }) => record.stages.get(last)?.output);
  return outputs.includes(undefined) ? undefined : outputs;
}

function stagesOf(pipeline: TracedPipeline): readonly string[] {
  return pipeline === 'import' ? importStages : exportStages;
}

function isHook(stage: string): boolean {
  return ['preMap', 'postMap', 'postSubmit', 'preSavePage', 'postResponseMap'].includes(stage);
}

function strip({ code, message }: StoredError): StoredError {
  return { code, message };
}

/** An import cannot be replayed without what its mapping and its destination gave, unless they are given otherwise. */
function noteLacking({ bubble, seen }: StepTrace, pipeline: TracedPipeline): readonly SourceNote[] {
  if (pipeline === 'export') return [];
  return ['mapping', 'submit']
    .filter((stage) => !seen.has(stage))
    .map((stage) => ({
      rule: 'C-527',
      path: '/records',
      message: `the step ${nameBubble(bubble)} has no stage ${traceNameOf(stage)}: a replay of the pipeline needs it from elsewhere`,
    }));
}
