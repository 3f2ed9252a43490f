import { type Static, Type } from 'typebox';
import type { Issue } from '../contract.ts';
import type { PlanSetup } from './setup.ts';

const keys = ['name', 'method', 'url', 'body'] as const;

/** Settings of single tasks that a run of the plan overrides; their form is not publicly documented (T-254). */
export const PlanOverrides = Type.Array(
  Type.Object(
    {
      /** Code of an HTTP task. */
      handle: Type.String({ rule: 'T-254' }),
      /** name, method, url or body. */
      overrideKey: Type.String({ rule: 'T-254' }),
      value: Type.String({ rule: 'T-254' }),
    },
    { additionalProperties: false, rule: 'T-254' },
  ),
  { maxItems: 1000, rule: 'T-254' },
);
/** Settings of tasks for one run of a plan (T-254). */
export type PlanOverrides = Static<typeof PlanOverrides>;

/** The plan with its overrides; a copy, which later edits of the plan do not reach (T-164, T-165). */
export function takeSnapshot(plan: PlanSetup, overrides: PlanOverrides = []): PlanSetup {
  const copy = structuredClone(plan);
  const tasks = copy.tasks.map((task) => {
    if (task.kind !== 'http-task') return task;
    const own = overrides.filter(({ handle, overrideKey }) => handle === task.code && isKey(overrideKey));
    return { ...task, ...Object.fromEntries(own.map(({ overrideKey, value }) => [overrideKey, value])) };
  });
  return { ...copy, tasks };
}

/** What is wrong with overrides: a task or a setting that there is not (T-254). */
export function checkOverrides({ tasks }: PlanSetup, overrides: PlanOverrides = []): readonly Issue[] {
  const codes = tasks.flatMap((task) => (task.kind === 'http-task' ? [task.code] : []));
  return overrides.flatMap(({ handle, overrideKey }): readonly Issue[] => {
    if (!codes.includes(handle)) return [wrong(`planNodeOverrides names ${handle}, which is no HTTP task of the plan`)];
    if (isKey(overrideKey)) return [];
    return [wrong(`planNodeOverrides sets ${overrideKey} of ${handle}; expected ${keys.join(', ')}`)];
  });
}

function isKey(text: string): boolean {
  return keys.some((key) => key === text);
}

function wrong(message: string): Issue {
  return { code: 'wrong-setup', rule: 'T-254', severity: 'error', path: '', message };
}
