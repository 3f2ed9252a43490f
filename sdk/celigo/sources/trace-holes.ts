import type { SourceNote } from '../../recording-source.ts';
import { nameBubble, type StepRecord } from './trace-step.ts';

/** What a trace lacks of one record (C-527). */
export interface TraceHole {
  readonly record: StepRecord;
  /** As the rest of a sentence that names record and step: `the stage mapping is missing`. */
  readonly what: string;
}

/** One sentence for each hole: trace key, step, stage (C-527). */
export function noteHoles(holes: readonly TraceHole[]): readonly SourceNote[] {
  return holes.map(({ record: { entry }, what }) => ({
    rule: 'C-527',
    path: `${entry.path}/stages`,
    message: `${entry.traceKey ?? 'a record without trace key'}, ${nameBubble(entry.bubble)}: ${what}`,
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
