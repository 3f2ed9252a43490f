import type { JsonValue, StoredError } from '../../sdk/contract.ts';
import type { RecordedStage, RecordedStages, Slot } from '../../sdk/step.ts';
import { compareJson } from './compare.ts';

/** The recorded stages of a page as they would be recorded now. Only stages that the recording holds are kept. */
export interface PresentStages {
  /** What a stage gives for records that got there; those at `failed` keep what is recorded of them. */
  keepRecords(stage: string, slots: readonly Slot[], given: GivenRecords): void;
  /** What a stage gives for the page as a whole. */
  keepPage(stage: string, value: JsonValue | undefined): void;
  /** JSON texts of those that differ from the recording. */
  changed(): Readonly<Record<string, string>>;
}

/** What a stage gives for each slot. */
export interface GivenRecords {
  readonly values: readonly JsonValue[];
  /** `at` of slots that failed. */
  readonly failed: ReadonlyMap<number, unknown>;
}

/** A stage that a record more is written into. */
interface PresentRecords {
  readonly rest: RecordedStage;
  readonly result: JsonValue[];
  readonly errors: Record<string, StoredError>;
}

/** Begins with what was recorded. */
export function makePresentStages({ stages }: RecordedStages): PresentStages {
  const pages = new Map<string, RecordedStage>();
  const records = new Map<string, PresentRecords>();

  function wasRecorded(stage: string): RecordedStage | undefined {
    const was = stages[stage];
    return was === undefined || Object.keys(was).length === 0 ? undefined : was;
  }

  function recordsOf(stage: string): PresentRecords | undefined {
    const known = records.get(stage);
    const was = wasRecorded(stage);
    if (known !== undefined || was === undefined) return known;
    const { error: _, errors = {}, result, ...rest } = was;
    const begun = { rest, result: Array.isArray(result) ? [...result] : [], errors: { ...errors } };
    records.set(stage, begun);
    return begun;
  }

  return {
    keepRecords(stage, slots, { values, failed }) {
      const own = recordsOf(stage);
      if (own === undefined) return;
      for (const [index, { at }] of slots.entries()) {
        if (failed.has(at)) continue;
        while (own.result.length < at) own.result.push(null);
        own.result[at] = values[index] ?? null;
        delete own.errors[at];
      }
    },
    keepPage(stage, value) {
      const was = wasRecorded(stage);
      if (was === undefined) return;
      const { error: _, result: __, ...rest } = was;
      pages.set(stage, { ...rest, ...(value === undefined ? {} : { result: value }) });
    },
    changed() {
      const present = [...records].map(([stage, { rest, result, errors }]): readonly [string, RecordedStage] => [
        stage,
        { ...rest, result, ...(Object.keys(errors).length === 0 ? {} : { errors }) },
      ]);
      return Object.fromEntries(
        [...present, ...pages]
          .filter(([stage, now]) => compareJson(stages[stage], now, 1).length > 0)
          .map(([stage, now]) => [stage, JSON.stringify(now)]),
      );
    },
  };
}
