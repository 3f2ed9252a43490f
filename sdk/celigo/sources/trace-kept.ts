import type { SourceNote } from '../../recording-source.ts';
import type { TraceStage } from './trace-file.ts';
import { exportStages, importStages, traceNameOf } from './trace-stages.ts';
import type { StepRecord, StepTrace } from './trace-step.ts';

/** Which stages of a step are kept although no replay knows what to do with them (C-522), and what to say of them. */
export interface KeptStages {
  /** Whether a stage of `stageNames` is one that a replay takes. */
  isReplayed(stage: string): boolean;
  /** Names of the trace that are kept. */
  readonly names: ReadonlySet<string>;
  readonly notes: readonly SourceNote[];
}

/** A stage that is kept, as a page of a recording has it. */
interface KeptStage {
  readonly note: string;
  /** What went in, record by record; null where a record has no such stage. */
  readonly input: readonly unknown[];
  readonly result: readonly unknown[];
}

/** More names than any script has functions; every one of them costs an element for each record of a page. */
const mostKept = 64;

/** Finds the stages that nobody knows, and those that `isReplayed` says no to; each is said once, with what to do. */
export function findKept({ pages }: StepTrace, isReplayed: (stage: string) => boolean): KeptStages {
  const counts = new Map<string, { times: number; readonly isKnown: boolean; readonly path: string }>();
  for (const record of pages.flat()) {
    const isUnknown = new Set(record.unknown.map(({ name }) => name));
    for (const name of keptOf(record, isReplayed).keys()) {
      const path = `${record.entry.path}/stages`;
      const count = counts.get(name) ?? { times: 0, isKnown: !isUnknown.has(name), path };
      count.times += 1;
      counts.set(name, count);
    }
  }
  const all = [...counts];
  const kept = all.slice(0, mostKept);
  const notes = kept.map(([name, { isKnown, path, times }]) => ({
    rule: isKnown ? 'C-523' : 'C-522',
    path,
    message: isKnown ? noPart(name, times) : notKnown(name, times),
  }));
  const left = all.length - kept.length;
  const message = `${left} more stages are not known and not kept: a page keeps ${mostKept}`;
  return {
    isReplayed,
    names: new Set(kept.map(([name]) => name)),
    notes: left === 0 ? notes : [...notes, { rule: 'C-522', path: '/records', message }],
  };
}

/** The kept stages of a page, under the names that the trace has for them. */
export function keptStages(
  records: readonly StepRecord[],
  { isReplayed, names }: KeptStages,
): Readonly<Record<string, KeptStage>> {
  const own = records.map((record) => keptOf(record, isReplayed));
  const present = [...names].filter((name) => own.some((stages) => stages.has(name)));
  // fromEntries defines properties, so that a stage called `__proto__` is one like any other.
  return Object.fromEntries(
    present.map((name) => {
      const values = own.map((stages) => stages.get(name));
      const stage = {
        note: 'not replayed',
        input: values.map((value) => value?.input ?? null),
        result: values.map((value) => value?.output ?? null),
      };
      // A name of the trace that is one of a pipeline's own stages must not pass for it.
      return [pipelineNames.has(name) ? `trace:${name}` : name, stage];
    }),
  );
}

const pipelineNames: ReadonlySet<string> = new Set([...importStages, ...exportStages]);

/** What is kept of a record, by the names of the trace; of two stages of one name the first. */
function keptOf(
  { stages, unknown }: StepRecord,
  isReplayed: (stage: string) => boolean,
): ReadonlyMap<string, Pick<TraceStage, 'input' | 'output'>> {
  const kept = new Map<string, Pick<TraceStage, 'input' | 'output'>>();
  for (const stage of unknown) if (!kept.has(stage.name)) kept.set(stage.name, stage);
  for (const [stage, value] of stages) {
    const name = traceNameOf(stage);
    if (!isReplayed(stage) && !kept.has(name)) kept.set(name, value);
  }
  return kept;
}

function notKnown(name: string, times: number): string {
  return `the stage ${JSON.stringify(name)} of ${records(times)} is not known: it is kept in the recording and not replayed. If it is a hook, attach a function of that name in hooksmith.json, or name its stage with extraStageNames`;
}

function noPart(name: string, times: number): string {
  return `the stage ${name} of ${records(times)} is no part of what is recorded: it is kept in the recording and not replayed`;
}

function records(times: number): string {
  return times === 1 ? '1 record' : `${times} records`;
}
