import type { StoredError } from '../../contract.ts';
import { type SourceChoices, SourceError, type SourceNote } from '../../recording-source.ts';
import type { TraceBubble, TraceEntry, TraceStage } from './trace-file.ts';
import { type NameStage, traceNameOf } from './trace-stages.ts';

/** What a trace has of one stage, whatever names it was found under. */
export interface StageValue {
  /** Undefined when the trace has none. */
  readonly input: unknown;
  readonly output: unknown;
  readonly errors: readonly StoredError[];
}

/** One record of a page: its way through the chosen step. */
export interface StepRecord {
  readonly entry: TraceEntry;
  /** By the names of `stageNames`. */
  readonly stages: ReadonlyMap<string, StageValue>;
  /** Stages whose names nobody knows. */
  readonly unknown: readonly TraceStage[];
}

/** The chosen step of a trace, with its records grouped into pages. */
export interface StepTrace {
  readonly bubble: TraceBubble;
  readonly pages: readonly (readonly StepRecord[])[];
  /** Stages that any record of the step has. */
  readonly seen: ReadonlySet<string>;
  readonly notes: readonly SourceNote[];
  readonly leanedOn: readonly string[];
}

/**
 * Chooses the step and cuts its records into pages (C-525).
 *
 * @throws SourceError when no step has that id or name, and when several could be meant.
 */
export function openStep(entries: readonly TraceEntry[], nameStage: NameStage, choices: SourceChoices): StepTrace {
  const bubble = chooseBubble(entries, nameStage, choices);
  const records = entries
    .filter((entry) => entry.bubble.id === bubble.id)
    .map((entry) => ({ ...readStages(entry, nameStage), entry }));
  const { pages, notes } = groupPages(records, choices);
  return {
    bubble,
    pages,
    seen: new Set(records.flatMap(({ stages }) => [...stages.keys()])),
    notes: [...records.flatMap(({ notes: own }) => own), ...notes],
    leanedOn: [...new Set(['traceGrouping', ...records.flatMap(({ leanedOn }) => leanedOn)])],
  };
}

/** A step as messages call it: its name, and its id to be sure. */
export function nameBubble({ id, name }: TraceBubble): string {
  return name === null ? id : `${name} (${id})`;
}

function chooseBubble(entries: readonly TraceEntry[], nameStage: NameStage, choices: SourceChoices): TraceBubble {
  const bubbles = [...new Map(entries.map(({ bubble }) => [bubble.id, bubble])).values()];
  if (bubbles.length === 0) {
    throw new SourceError('has no record that went through a step, so there is nothing to replay (C-520)', {
      path: '/records',
    });
  }
  const { kind, step } = choices;
  const wanted = step === null ? findByKind(bubbles, entries, nameStage, kind) : findByName(bubbles, step);
  const [bubble] = wanted;
  if (wanted.length === 1 && bubble !== undefined) return bubble;
  const next = listSteps(wanted.length === 0 ? bubbles : wanted, entries);
  if (step !== null) {
    const found = wanted.length === 0 ? 'no step' : `${wanted.length} steps`;
    throw new SourceError(`has ${found} with the id or name ${JSON.stringify(step)}`, { path: '/records', next });
  }
  if (kind !== null && wanted.length === 0) {
    throw new SourceError(`has no step with a stage ${traceNameOf(kind)}, so nothing was recorded of ${kind} (C-522)`, {
      path: '/records',
      next: [...next, 'If the stage has the name of your function, attach it in hooksmith.json (C-522).'],
    });
  }
  throw new SourceError(
    `has ${wanted.length} steps${kind === null ? '' : ` with a stage of ${kind}`}: say which is meant`,
    {
      path: '/records',
      next,
    },
  );
}

/** By id, else by name: a name may be that of several steps. */
function findByName(bubbles: readonly TraceBubble[], step: string): readonly TraceBubble[] {
  const byId = bubbles.filter(({ id }) => id === step);
  return byId.length > 0 ? byId : bubbles.filter(({ name }) => name === step);
}

/**
 * Every step will do for a pipeline and when no kind was asked for; for a hook, those that have its stage, or the only
 * step there is: a trace is also made before the hook is written.
 */
function findByKind(
  bubbles: readonly TraceBubble[],
  entries: readonly TraceEntry[],
  nameStage: NameStage,
  kind: string | null,
): readonly TraceBubble[] {
  if (kind === null || kind === 'import' || kind === 'export' || bubbles.length === 1) return bubbles;
  const having = entries.filter(({ stages }) => stages.some(({ name }) => nameStage(name)?.stage === kind));
  const ids = new Set(having.map(({ bubble }) => bubble.id));
  return bubbles.filter(({ id }) => ids.has(id));
}

const mostListed = 12;

function listSteps(bubbles: readonly TraceBubble[], entries: readonly TraceEntry[]): readonly string[] {
  const shown = bubbles.slice(0, mostListed).map((bubble) => {
    const own = entries.filter((entry) => entry.bubble.id === bubble.id);
    const stages = new Set(own.flatMap((entry) => entry.stages.map(({ name }) => name)));
    return `--step ${bubble.id}: ${bubble.name ?? 'without a name'}, ${own.length === 1 ? '1 record' : `${own.length} records`}, stages ${[...stages].slice(0, mostListed).join(', ')}`;
  });
  return bubbles.length > mostListed ? [...shown, `and ${bubbles.length - mostListed} more steps`] : shown;
}

interface NamedStages {
  readonly stages: ReadonlyMap<string, StageValue>;
  readonly unknown: readonly TraceStage[];
  readonly notes: readonly SourceNote[];
  readonly leanedOn: readonly string[];
}

/** Brings the stages of an entry under their own names; parts of one stage, and repetitions of it, become one (C-524). */
function readStages(entry: TraceEntry, nameStage: NameStage): NamedStages {
  const stages = new Map<string, StageValue>();
  const wholes = new Map<string, number>();
  const unknown: TraceStage[] = [];
  const leanedOn: string[] = [];
  for (const found of entry.stages) {
    const name = nameStage(found.name);
    if (name === undefined) {
      unknown.push(found);
      continue;
    }
    if (name.by !== null) leanedOn.push(name.by);
    const before = stages.get(name.stage);
    const { input, output } = {
      input: name.part === 'output' ? undefined : found.input,
      output: name.part === 'input' ? undefined : found.output,
    };
    stages.set(name.stage, {
      input: before?.input ?? input,
      output: output ?? before?.output,
      errors: [...(before?.errors ?? []), ...found.errors],
    });
    if (name.part === null) wholes.set(name.stage, (wholes.get(name.stage) ?? 0) + 1);
  }
  const repeated = [...wholes].filter(([, count]) => count > 1);
  return {
    stages,
    unknown,
    leanedOn,
    notes: repeated.map(([stage, count]) => ({
      rule: 'C-526',
      path: `${entry.path}/stages`,
      message: `the stage ${traceNameOf(stage)} of ${entry.traceKey ?? 'a record without trace key'} is there ${count} times: its first input and its last output count`,
    })),
  };
}

/** Records of a page when the export says nothing else (C-401). */
const defaultPageSize = 20;

function groupPages<R extends StepRecord>(
  records: readonly R[],
  { assumptions }: SourceChoices,
): { readonly pages: readonly (readonly R[])[]; readonly notes: readonly SourceNote[] } {
  switch (assumptions['traceGrouping']) {
    case 'single':
      return { pages: [records], notes: [] };
    case 'pageSize': {
      const starts = Array.from({ length: Math.ceil(records.length / defaultPageSize) }, (_, i) => i * defaultPageSize);
      return { pages: starts.map((start) => records.slice(start, start + defaultPageSize)), notes: [] };
    }
    default:
      return groupByGroup(records);
  }
}

/** Pages in the order of their first records. */
function groupByGroup<R extends StepRecord>(
  records: readonly R[],
): { readonly pages: readonly (readonly R[])[]; readonly notes: readonly SourceNote[] } {
  const groups = new Map<string | null, R[]>();
  for (const record of records) {
    const group = groups.get(record.entry.groupId);
    if (group === undefined) groups.set(record.entry.groupId, [record]);
    else group.push(record);
  }
  const loose = groups.get(null);
  const [first] = loose ?? [];
  if (loose === undefined || first === undefined) return { pages: [...groups.values()], notes: [] };
  const note = {
    rule: 'C-525',
    path: `${first.entry.path}/groupId`,
    message: `${loose.length} records have no groupId: they were taken as one page; --assume traceGrouping=pageSize cuts pages of ${defaultPageSize}`,
  };
  return { pages: [...groups.values()], notes: [note] };
}
