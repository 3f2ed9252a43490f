import { isJsonObject, ownField } from '../../json-object.ts';
import { SourceError } from '../../recording-source.ts';
import { inputFields } from './input-kinds.ts';
import { isRecord, isResponse, recordOf } from './trace-elements.ts';
import { hookOfStage, stageNames, traceNameOf } from './trace-stages.ts';
import type { StepRecord } from './trace-step.ts';

/** One side of a stage, from which a field can be taken. */
export interface StageSide {
  /** One of `stageNames`. */
  readonly stage: string;
  readonly side: 'input' | 'output';
}

/** Where the elements of one field of a hook's options come from: the first side that has one. */
export interface FieldSource {
  readonly hook: string;
  readonly field: string;
  readonly from: readonly StageSide[];
}

/** Hooks of which a trace can have pages. */
export const tracedHooks = [
  ...['preSavePage', 'preMap', 'postMap', 'postSubmit', 'postResponseMap'],
  ...['transform', 'inputFilter', 'outputFilter', 'branching'],
] as const;

/**
 * The fields of a hook's options with their sources: those of C-526, or what `traceStageMap` says, such as
 * `postMapData=apiCall.input`, several with commas between.
 *
 * @throws SourceError for a map that cannot be read.
 */
export function fieldSources(hook: string, traceStageMap: unknown): readonly FieldSource[] {
  const chosen = traceStageMap === 'builtIn' ? new Map<string, StageSide>() : readMap(String(traceStageMap));
  return Object.entries(builtIn[hook] ?? {}).map(([field, sides]) => {
    const own = chosen.get(field);
    return { hook, field, from: own === undefined ? sides.map(toSide) : [own] };
  });
}

/** The element of a field for one record; undefined when no side has one. */
export function takeField({ stages }: StepRecord, { hook, field, from }: FieldSource): unknown {
  for (const { stage, side } of from) {
    const value = stages.get(stage);
    if (value === undefined) continue;
    const found = side === 'input' ? value.input : outputRecord(stage, value);
    const fits = field === 'responseData' ? isResponse(found) : isRecord(found) && !isWholeOptions(hook, found);
    if (fits) return found;
  }
  return undefined;
}

const preMapData = ['mapping.input', 'preMap.output', 'inputFilter.output'];

const builtIn: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  preSavePage: { data: ['preSavePage.input', 'outputFilter.output', 'transform.output'] },
  preMap: { data: ['preMap.input', 'inputFilter.output'] },
  postMap: { preMapData, postMapData: ['postMap.input', 'mapping.output'] },
  postSubmit: {
    preMapData,
    postMapData: ['mapping.output', 'submit.input'],
    responseData: ['postSubmit.input', 'submit.output'],
  },
  postResponseMap: {
    postResponseMapData: ['postResponseMap.input', 'responseMapping.output'],
    responseData: ['postSubmit.output', 'submit.output'],
  },
  transform: { record: ['transform.input'] },
  inputFilter: { record: ['inputFilter.input'] },
  outputFilter: { record: ['outputFilter.input'] },
  branching: { record: ['branching.input', 'routing.input'] },
};

function toSide(text: string): StageSide {
  const [stage = '', side] = text.split('.');
  return { stage, side: side === 'input' ? 'input' : 'output' };
}

/** A filter's answer stands for the record that it let through; preMap and postMap wrap theirs (C-009). */
function outputRecord(
  stage: string,
  { input, output }: { readonly input: unknown; readonly output: unknown },
): unknown {
  if (stage === 'inputFilter' || stage === 'outputFilter') return output === true ? input : output;
  return stage === 'preMap' || stage === 'postMap' ? recordOf(output) : output;
}

/** A hook's stage may have all of its options instead of one record: the arrays of the page and ids or settings. */
function isWholeOptions(hook: string, value: unknown): boolean {
  const arrays = inputFields[hook] ?? [];
  if (!isJsonObject(value) || !arrays.every((name) => Array.isArray(ownField(value, name)))) return false;
  return ['settings', '_flowId', '_importId', '_exportId'].some((name) => Object.hasOwn(value, name));
}

function readMap(text: string): ReadonlyMap<string, StageSide> {
  const fields = new Set(Object.values(builtIn).flatMap((own) => Object.keys(own)));
  return new Map(
    text.split(',').map((part) => {
      const [, field = '', name = '', side = ''] = /^\s*(\w+)\s*=\s*(\w+)\.(input|output)\s*$/.exec(part) ?? [];
      const stage = stageNames.find((own) => own === name || traceNameOf(own) === name) ?? hookOfStage(name);
      if (fields.has(field) && stage !== undefined) {
        return [field, { stage, side: side === 'input' ? 'input' : 'output' }] as const;
      }
      throw new SourceError(
        `cannot be read with traceStageMap ${JSON.stringify(text)}: ${JSON.stringify(part.trim())} is no field and stage (C-526)`,
        {
          next: [
            'Write "builtIn", or pairs such as postMapData=apiCall.input,responseData=apiCall.output.',
            `Fields are: ${[...fields].join(', ')}.`,
          ],
        },
      );
    }),
  );
}
