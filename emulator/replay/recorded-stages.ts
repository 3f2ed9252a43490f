import type { JsonValue, StoredError } from '../../sdk/contract.ts';
import type { AnyStep, RecordedStage, RecordedStages, Slot } from '../../sdk/step.ts';
import type { PageLine } from '../recording/format.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import { ofPage } from './judgement.ts';
import { showPath } from './show.ts';

/** The stages of a page line, as far as they have the shape of a recorded stage; what has not counts as not recorded. */
export function readStages({ options, stages = {} }: PageLine): RecordedStages {
  const read = Object.entries(stages).flatMap(([name, stage]): readonly (readonly [string, RecordedStage])[] =>
    typeof stage === 'object' && stage !== null && !Array.isArray(stage) ? [[name, stage]] : [],
  );
  return { options: JSON.parse(JSON.stringify(options)), stages: Object.fromEntries(read) };
}

/** The failure that the recording holds of a call: of the whole stage, or of the one record that the call was for. */
export function recordedFailure(stage: RecordedStage | undefined, slot: Slot | undefined): StoredError | undefined {
  return slot === undefined ? stage?.error : stage?.errors?.[String(slot.at)];
}

/** What the recording holds of a stage for a slot; null when that record did not get there. */
export function recordedAt(stage: RecordedStage | undefined, { at }: Slot): JsonValue {
  const result = stage?.result;
  return Array.isArray(result) ? (result[at] ?? null) : null;
}

/** The page cannot be judged: records reached a given stage, and neither the recording nor the project has its result. */
export function missingStage(step: AnyStep, stage: string, slots: readonly Slot[], isKnown: boolean): PageIssue {
  const [first] = slots;
  const at = first?.at ?? 0;
  const which = slots.length === 1 ? `record ${at}` : `${slots.length} records, the first is ${at},`;
  const lacks = isKnown ? `/stages/${stage}/result/${at} of the page is missing` : `the page has no /stages/${stage}`;
  const own = findStage(step, stage);
  const endpoint = own?.readAnswer == null ? '' : ' or an endpoint ("url")';
  const message = `${which} reached ${stage}, but ${lacks}: record it, or give the stage a function ("script")${endpoint} under "stages" of the step in hooksmith.json`;
  const rule = own?.contract.rules.threw ?? step.rule;
  const issue = ofPage({ code: 'bad-recording', rule, severity: 'error', path: `/stages/${stage}`, message });
  return { ...issue, stage, record: first?.record ?? null };
}

/** A recorded result was used for another record than the one it was recorded for. */
export function staleStage(step: AnyStep, stage: string, { at, record }: Slot): PageIssue {
  const path = `/stages/${stage}/result/${at}`;
  const message = `${showPath(path, 'page')} was recorded for another record than the one that reached ${stage} now; it is used all the same`;
  const rule = findStage(step, stage)?.contract.rules.threw ?? step.rule;
  return { ...ofPage({ code: 'stale-stage', rule, severity: 'warning', path, message }), stage, record };
}

function findStage({ stages }: AnyStep, name: string): AnyStep['stages'][number] | undefined {
  return stages.find((stage) => stage.name === name);
}
