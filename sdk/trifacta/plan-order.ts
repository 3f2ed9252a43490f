import type { PlanTask } from './setup.ts';

/** What the order of a plan needs to know of a task. */
export type OrderedTask = Pick<PlanTask, 'code' | 'after'>;

/**
 * For each task the place of the one that comes before it: that which `after` names, else the one before it in the list (T-160,
 * T-162). Null for the first one, and where `after` names none that stands earlier. A task comes after earlier ones only, so
 * there are no circles.
 */
export function placesBefore(tasks: readonly OrderedTask[]): readonly (number | null)[] {
  const placeOf = new Map<string, number>();
  return tasks.map(({ code, after }, index) => {
    const before = after === undefined ? index - 1 : (placeOf.get(after) ?? -1);
    if (!placeOf.has(code)) placeOf.set(code, index);
    return before === -1 ? null : before;
  });
}

/** Places of all tasks that come before one on its way through the plan; those of other branches do not (T-204). */
export function upstreamOf(before: readonly (number | null)[], index: number): ReadonlySet<number> {
  const places = new Set<number>();
  for (let at = before[index] ?? null; at !== null; at = before[at] ?? null) places.add(at);
  return places;
}

/** Places of the tasks that a retry runs again: all that did not succeed, and all that follow from them (T-163). */
export function placesToRerun(
  tasks: readonly OrderedTask[],
  succeeded: (code: string) => boolean,
): ReadonlySet<number> {
  const before = placesBefore(tasks);
  const places = new Set<number>();
  for (const [index, { code }] of tasks.entries()) {
    if (!succeeded(code) || places.has(before[index] ?? -1)) places.add(index);
  }
  return places;
}
