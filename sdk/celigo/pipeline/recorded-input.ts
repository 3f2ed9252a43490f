import type { JsonValue } from '../../contract.ts';
import type { RecordedStages, Slot } from '../../step.ts';
import { isList, isObject } from './page.ts';

/** What reached the mapping or the submit of an import when it was recorded: what the hook before gave, else what entered. */
export function recordedInput(page: RecordedStages, stage: string, { at, record }: Slot): JsonValue | undefined {
  if (stage === 'submit') return elementData(page, 'postMap', at) ?? elementOf(page, 'mapping', at);
  const { data } = page.options;
  // On child records the slots count children, of which the page's own array says nothing.
  return elementData(page, 'preMap', at) ?? (at === record && isList(data) ? data[at] : undefined);
}

function elementData(page: RecordedStages, stage: string, at: number): JsonValue | undefined {
  const element = elementOf(page, stage, at);
  return isObject(element) ? element['data'] : undefined;
}

function elementOf({ stages }: RecordedStages, stage: string, at: number): JsonValue | undefined {
  const result = stages[stage]?.result;
  return isList(result) ? (result[at] ?? undefined) : undefined;
}
