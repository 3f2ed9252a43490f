import type { PlanTask } from './setup.ts';

/** What the order of a plan needs to know of a task. */
export type OrderedTask = Pick<PlanTask, 'code' | 'after'>;

/**
 * The task that comes before another: the one that `after` names, else the one before it in the list (T-160, T-162).
 * Undefined for the first one, and where `after` names none that stands earlier.
 */
export function precedingTask<T extends OrderedTask>(tasks: readonly T[], index: number): T | undefined {
  const after = tasks[index]?.after;
  if (after === undefined) return tasks[index - 1];
  return tasks.slice(0, index).find(({ code }) => code === after);
}

/** Codes of all tasks that come before one on its way through the plan; those of other branches do not (T-204). */
export function upstreamOf(tasks: readonly OrderedTask[], index: number): ReadonlySet<string> {
  const codes = new Set<string>();
  let at = index;
  for (let before = precedingTask(tasks, at); before !== undefined; before = precedingTask(tasks, at)) {
    codes.add(before.code);
    at = tasks.indexOf(before);
  }
  return codes;
}

/** Codes of the tasks that a retry runs again: all that did not succeed, and all that follow from them (T-163). */
export function tasksToRerun(tasks: readonly OrderedTask[], succeeded: (code: string) => boolean): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const [index, { code }] of tasks.entries()) {
    const before = precedingTask(tasks, index);
    if (!succeeded(code) || (before !== undefined && codes.has(before.code))) codes.add(code);
  }
  return codes;
}
