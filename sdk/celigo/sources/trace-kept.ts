import type { SourceNote } from '../../recording-source.ts';
import { exportStages, importStages, traceNameOf } from './trace-stages.ts';
import type { StepRecord, StepTrace } from './trace-step.ts';

/** A stage that is kept although no replay knows what to do with it (C-522). */
interface KeptStage {
  readonly note: string;
  /** What went in, record by record; null where a record has no such stage. */
  readonly input: readonly unknown[];
  readonly result: readonly unknown[];
}

/**
 * Stages of a page that a replay leaves aside, under the names that the trace has for them: those that nobody knows, and
 * those of `stageNames` that `isReplayed` says no to.
 */
export function keptStages(
  records: readonly StepRecord[],
  isReplayed: (stage: string) => boolean,
): Readonly<Record<string, KeptStage>> {
  const names = new Set(records.flatMap((record) => keptNames(record, isReplayed)));
  // fromEntries defines properties, so that a stage called `__proto__` is one like any other.
  return Object.fromEntries(
    [...names].map((name) => {
      const values = records.map((record) => findKept(record, name));
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

/** Says once for each stage what is kept and not replayed, with what to do when it is a hook. */
export function noteKept({ pages }: StepTrace, isReplayed: (stage: string) => boolean): readonly SourceNote[] {
  const unknown = new Map<string, { count: number; readonly path: string }>();
  const known = new Map<string, { count: number; readonly path: string }>();
  for (const record of pages.flat()) {
    for (const { name } of record.unknown) count(unknown, name, record);
    for (const stage of record.stages.keys()) if (!isReplayed(stage)) count(known, traceNameOf(stage), record);
  }
  return [
    ...[...unknown].map(([name, { count: times, path }]) => ({
      rule: 'C-522',
      path,
      message: `the stage ${JSON.stringify(name)} of ${records(times)} is not known: it is kept in the recording and not replayed. If it is a hook, attach a function of that name in hooksmith.json, or name its stage with extraStageNames`,
    })),
    ...[...known].map(([name, { count: times, path }]) => ({
      rule: 'C-523',
      path,
      message: `the stage ${name} of ${records(times)} is no part of what is recorded: it is kept in the recording and not replayed`,
    })),
  ];
}

const pipelineNames: ReadonlySet<string> = new Set([...importStages, ...exportStages]);

function keptNames(record: StepRecord, isReplayed: (stage: string) => boolean): readonly string[] {
  const known = [...record.stages.keys()].filter((stage) => !isReplayed(stage)).map(traceNameOf);
  return [...record.unknown.map(({ name }) => name), ...known];
}

function findKept(record: StepRecord, name: string): { readonly input: unknown; readonly output: unknown } | undefined {
  const known = [...record.stages].find(([stage]) => traceNameOf(stage) === name)?.[1];
  return record.unknown.find((stage) => stage.name === name) ?? known;
}

function count(
  counts: Map<string, { count: number; readonly path: string }>,
  name: string,
  { entry }: StepRecord,
): void {
  const before = counts.get(name);
  if (before === undefined) counts.set(name, { count: 1, path: `${entry.path}/stages` });
  else before.count += 1;
}

function records(times: number): string {
  return times === 1 ? '1 record' : `${times} records`;
}
