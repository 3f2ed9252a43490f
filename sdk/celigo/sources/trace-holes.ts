import type { SourceNote } from '../../recording-source.ts';
import { nameBubble, type StepRecord } from './trace-step.ts';

/** What a trace lacks of one record (C-527). */
export interface TraceHole {
  readonly record: StepRecord;
  /** Stage that is missing, under the name of the trace. */
  readonly stage: string;
  /** What cannot be known without it, as the end of a sentence: `so preMapData is not known`. */
  readonly effect: string;
}

/** One sentence for each hole: trace key, step, stage (C-527). */
export function noteHoles(holes: readonly TraceHole[]): readonly SourceNote[] {
  return holes.map(({ record: { entry }, stage, effect }) => ({
    rule: 'C-527',
    path: `${entry.path}/stages`,
    message: `${nameRecord(entry.traceKey)}, ${nameBubble(entry.bubble)}: nothing of the stage ${stage}${effect === '' ? '' : `, ${effect}`}`,
  }));
}

/** Says what became of a page with holes. */
export function noteHoledPage(
  page: readonly StepRecord[],
  { holed, taken }: { readonly holed: number; readonly taken: boolean },
): SourceNote {
  const [first] = page;
  const group = first?.entry.groupId ?? null;
  const which = `the page of ${group === null ? 'the records without groupId' : `group ${group}`}`;
  const rest = taken
    ? `was taken although it has holes in ${holed} of ${page.length} records (allowHoles)`
    : `was left out: it has holes in ${holed} of ${page.length} records; --assume allowHoles=true takes what is there`;
  return { rule: 'C-527', path: first?.entry.path ?? '', message: `${which} ${rest}` };
}

function nameRecord(traceKey: string | null): string {
  return traceKey ?? 'a record without trace key';
}
