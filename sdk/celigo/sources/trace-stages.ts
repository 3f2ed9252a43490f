import { isJsonObject } from '../../json-object.ts';
import { SourceError } from '../../recording-source.ts';

/**
 * Stages of a trace under the names that pipeline recordings use: a hook's stage has the hook's name, `submit` is what a
 * trace calls `apiCall`. `routing` and `responseTransformation` belong to no pipeline of an import or export.
 */
export const stageNames = [
  ...[
    'transform',
    'outputFilter',
    'preSavePage',
    'inputFilter',
    'preMap',
    'mapping',
    'postMap',
    'submit',
    'postSubmit',
  ],
  ...['postAggregate', 'responseMapping', 'postResponseMap', 'branching', 'routing', 'responseTransformation'],
] as const;

/** Stages of an import in the order in which a record goes through them (C-015). */
export const importStages = [
  ...['inputFilter', 'preMap', 'mapping', 'postMap', 'submit', 'postSubmit', 'responseMapping', 'postResponseMap'],
] as const;

/** Stages of an export in the same way (C-016). */
export const exportStages = ['transform', 'outputFilter', 'preSavePage'] as const;

/** Which stage a name of a trace is. */
export interface StageName {
  /** One of `stageNames`. */
  readonly stage: string;
  /** `input` or `output` when the trace has only that part of the stage under this name (C-524). */
  readonly part: 'input' | 'output' | null;
  /** How it was known, where that is assumed: the name of an option. */
  readonly by: 'extraStageNames' | 'testRunStageAliases' | null;
}

/** Finds out which stage a trace means; undefined for a name that nobody knows. */
export type NameStage = (name: string) => StageName | undefined;

/**
 * The hook whose stage has this name in a trace: `preMapHook` (C-522), or the hook's own default name (C-310).
 *
 * @example
 * hookOfStage('postSubmitHook'); // 'postSubmit'
 */
export function hookOfStage(name: string): string | undefined {
  const stem = name.endsWith('Hook') ? name.slice(0, -4) : name;
  return hooks.find((hook) => hook === stem);
}

/** The name that a trace has for a stage of `stageNames`, for messages. */
export function traceNameOf(stage: string): string {
  const builtIn = Object.entries(builtIns).find(([, own]) => own === stage);
  if (builtIn !== undefined) return builtIn[0];
  return hooks.some((hook) => hook === stage) ? `${stage}Hook` : stage;
}

/**
 * Makes the reading of stage names: hook stages (C-522), built-in stages (C-523), the names of test runs unless
 * `testRunStageAliases` is "asIs" (C-524), functions that the project attaches, and `extraStageNames`, which wins.
 *
 * @param extra from a name of the trace to one of `stageNames`, or to a trace's own name of such a stage.
 */
export function makeStageNames(options: {
  readonly functions: readonly { readonly functionName: string; readonly hook: string }[];
  readonly extra: unknown;
  readonly aliases: boolean;
}): NameStage {
  const extra = readExtra(options.extra);
  return (name) => {
    const named = extra.get(name);
    if (named !== undefined) return { stage: named, part: null, by: 'extraStageNames' };
    const alias = options.aliases && Object.hasOwn(testRunNames, name) ? testRunNames[name] : undefined;
    if (alias !== undefined) return { ...alias, by: 'testRunStageAliases' };
    const stage = knownStage(name) ?? attachedHook(name, options.functions);
    return stage === undefined ? undefined : { stage, part: null, by: null };
  };
}

const hooks = [
  ...['preSavePage', 'preMap', 'postMap', 'postSubmit', 'postAggregate', 'postResponseMap', 'branching'],
] as const;

const builtIns: Readonly<Record<string, string>> = {
  apiCall: 'submit',
  transformation: 'transform',
  mapping: 'mapping',
  inputFilter: 'inputFilter',
  outputFilter: 'outputFilter',
  responseMapping: 'responseMapping',
  responseTransformation: 'responseTransformation',
  routing: 'routing',
};

const testRunNames: Readonly<Record<string, Pick<StageName, 'stage' | 'part'>>> = {
  request: { stage: 'submit', part: 'input' },
  response: { stage: 'submit', part: 'output' },
  parse: { stage: 'submit', part: 'output' },
  transformTwoDotZero: { stage: 'transform', part: null },
  responseMap: { stage: 'responseMapping', part: null },
  router: { stage: 'routing', part: null },
};

function knownStage(name: string): string | undefined {
  return Object.hasOwn(builtIns, name) ? builtIns[name] : hookOfStage(name);
}

/** Only a hook that has a stage, and only when the name stands for one hook. */
function attachedHook(
  name: string,
  functions: readonly { readonly functionName: string; readonly hook: string }[],
): string | undefined {
  const attached = new Set(functions.filter(({ functionName }) => functionName === name).map(({ hook }) => hook));
  const [hook] = attached;
  return attached.size === 1 ? stageNames.find((stage) => stage === hook) : undefined;
}

function readExtra(value: unknown): ReadonlyMap<string, string> {
  if (!isJsonObject(value)) {
    throw new SourceError('cannot be read with extraStageNames as it is given; expected an object (C-522)', {
      next: ['For example: --assume \'extraStageNames={"tidyUp":"postSubmit"}\''],
    });
  }
  return new Map(
    Object.entries(value).map(([name, target]) => {
      const stage =
        typeof target === 'string' ? (stageNames.find((own) => own === target) ?? knownStage(target)) : undefined;
      if (stage !== undefined) return [name, stage];
      throw new SourceError(
        `cannot be read with extraStageNames: ${JSON.stringify(name)} is to be ${JSON.stringify(target)}, which is no stage (C-522)`,
        { next: [`Stages are: ${stageNames.join(', ')}.`] },
      );
    }),
  );
}
