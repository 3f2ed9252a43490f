import { type RecordingSource, type SourceChoices, SourceError, type SourceNote } from '../../recording-source.ts';
import { noteBranches } from './record-pages.ts';
import { contextAssumptions } from './synthetic-context.ts';
import { tracedHooks } from './trace-fields.ts';
import { listUnread, readTrace } from './trace-file.ts';
import { findStart, hookPages, type TracePages } from './trace-hook.ts';
import { pipelinePages, tellPipeline } from './trace-pipeline.ts';
import { makeStageNames } from './trace-stages.ts';
import { openStep, type StepTrace } from './trace-step.ts';

/**
 * The flow trace of the official command-line tool (C-502, C-520 to C-527): a recording of one step of it, as a pipeline,
 * or of one hook of that step. What a trace does not say of settings and job is made up (C-114).
 */
export const flowTrace: RecordingSource = {
  name: 'celigo-trace',
  says: "flow trace of Celigo's command-line tool (celigo flows trace)",
  rule: 'C-502',
  kinds: ['import', 'export', ...tracedHooks],
  hasSteps: true,
  assumptions: {
    traceUnknownShapes: { rule: 'C-521', default: 'ignore', choices: ['ignore', 'report'] },
    extraStageNames: { rule: 'C-522', default: {} },
    testRunStageAliases: { rule: 'C-524', default: 'normalise', choices: ['normalise', 'asIs'] },
    traceGrouping: { rule: 'C-525', default: 'groupId', choices: ['groupId', 'pageSize', 'single'] },
    traceStageMap: { rule: 'C-526', default: 'builtIn' },
    allowHoles: { rule: 'C-527', default: false },
    ...contextAssumptions,
  },
  read(file, choices) {
    const { assumptions, kind } = choices;
    const value = file.parseJson();
    const nameStage = makeStageNames({
      functions: choices.functions,
      extra: assumptions['extraStageNames'],
      aliases: assumptions['testRunStageAliases'] !== 'asIs',
    });
    const step = openStep(readTrace(value), nameStage, choices);
    const { hook, pipeline, made } = makePages(step, choices);
    const notes = [...step.notes, ...made.notes, ...noteBranches(kind ?? ''), ...noteUnread(value, choices)];
    if (made.pages.length === 0) throw nothingLeft(made.notes);
    const createdAt = findStart(step);
    return {
      recordings: [{ hook, step: pipeline, pages: made.pages, ...(createdAt === null ? {} : { createdAt }) }],
      notes,
      leanedOn: [...new Set([...step.leanedOn, ...made.leanedOn])],
    };
  },
};

function makePages(
  step: StepTrace,
  choices: SourceChoices,
): { readonly hook: string | null; readonly pipeline: string | null; readonly made: TracePages } {
  const { kind } = choices;
  const pipeline = kind === null ? tellPipeline(step) : kind === 'import' || kind === 'export' ? kind : null;
  if (pipeline !== null) return { hook: null, pipeline, made: pipelinePages(step, pipeline, choices) };
  const hook = kind ?? '';
  return { hook, pipeline: null, made: hookPages(step, hook, choices) };
}

function noteUnread(value: unknown, { assumptions }: SourceChoices): readonly SourceNote[] {
  if (assumptions['traceUnknownShapes'] !== 'report') return [];
  return listUnread(value).map(({ path, found }) => ({
    rule: 'C-521',
    path,
    message: `${found} was left unread: its shape is not documented`,
  }));
}

const mostShown = 8;

function nothingLeft(notes: readonly SourceNote[]): SourceError {
  const holes = notes.filter(({ rule }) => rule === 'C-527').map(({ message }) => message);
  const more = holes.length > mostShown ? [`and ${holes.length - mostShown} more`] : [];
  return new SourceError('has no page that can be rebuilt (C-527)', {
    path: '/records',
    next: [...holes.slice(0, mostShown), ...more],
  });
}
