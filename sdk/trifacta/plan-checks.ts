import type { Issue } from '../contract.ts';
import type { TaskOptions } from './assumptions.ts';
import { placesBefore, upstreamOf } from './plan-order.ts';
import type { ReferenceScope } from './reference-checks.ts';
import type { ReferenceData } from './references.ts';
import type { PlanSetup, PlanTask } from './setup.ts';
import { checkTask } from './task-checks.ts';

/** All that is wrong or doubtful with the tasks of a plan (T-136, T-137, T-162, T-204, and what each task has). */
export function checkPlanTasks({ tasks }: PlanSetup, data: ReferenceData, options: TaskOptions): readonly Issue[] {
  const order: PlanOrder = { tasks, before: placesBefore(tasks), placeOf: new Map() };
  for (const [index, { code }] of tasks.entries()) {
    if (!order.placeOf.has(code)) order.placeOf.set(code, index);
  }
  return [...checkCounts(tasks, options), ...tasks.flatMap((_, index) => checkOne(order, index, data, options))];
}

interface PlanOrder {
  readonly tasks: readonly PlanTask[];
  readonly before: readonly (number | null)[];
  /** Place of the first task of each code. */
  readonly placeOf: Map<string, number>;
}

function checkCounts(tasks: readonly PlanTask[], { maxHttpTasksPerPlan }: TaskOptions): readonly Issue[] {
  const places = tasks.flatMap(({ kind }, index) => (kind === 'http-task' ? [index] : []));
  if (places.length <= maxHttpTasksPerPlan) return [];
  const path = `/tasks/${places[maxHttpTasksPerPlan] ?? 0}`;
  return [wrong('T-136', path, `the plan has ${places.length} HTTP tasks; at most ${maxHttpTasksPerPlan} are allowed`)];
}

function checkOne(order: PlanOrder, index: number, data: ReferenceData, options: TaskOptions): readonly Issue[] {
  const task = order.tasks[index];
  if (task === undefined) return [];
  const path = `/tasks/${index}`;
  const scope = scopeOfTask(order, index, data);
  const issues: Issue[] = [];
  if (order.placeOf.get(task.code) !== index) {
    issues.push(wrong('T-207', `${path}/code`, `the code ${task.code} belongs to another task of the plan`));
  }
  const isFirst = order.before[index] === null;
  if (task.after !== undefined && isFirst) {
    issues.push(wrong('T-162', `${path}/after`, `no task with the code ${task.after} stands before this one`));
  } else if (task.when !== undefined && isFirst) {
    const message = 'nothing comes before the first task, so there is nothing to wait for';
    issues.push({ code: 'doubtful-setup', rule: 'T-162', severity: 'warning', path: `${path}/when`, message });
  }
  if (task.kind === 'http-task') {
    const { kind: _kind, code: _code, after: _after, when: _when, ...request } = task;
    return [...issues, ...checkTask(request, { path, scope, options })];
  }
  const { webhooks = [] } = task;
  if (webhooks.length > options.maxWebhooksPerFlow) {
    const message = `the flow has ${webhooks.length} webhooks; at most ${options.maxWebhooksPerFlow} are allowed`;
    issues.push(wrong('T-137', `${path}/webhooks/${options.maxWebhooksPerFlow}`, message));
  }
  const own = webhooks.flatMap(({ when: _when, ...request }, place) =>
    checkTask(request, { path: `${path}/webhooks/${place}`, scope, options }),
  );
  return [...issues, ...own];
}

/** A task sees the plan and the tasks before it (T-204); a webhook what its flow task sees, and the flow itself. */
function scopeOfTask({ tasks, before, placeOf }: PlanOrder, index: number, data: ReferenceData): ReferenceScope {
  const visible = new Set(upstreamOf(before, index));
  if (tasks[index]?.kind === 'flow') visible.add(index);
  return {
    data,
    explainRoot(root) {
      if (root === '$plan') return null;
      const [, kind = '', code = ''] = /^\$(http|flow)_([a-z]{2})$/.exec(root) ?? [];
      const place = placeOf.get(code);
      const named = place === undefined ? undefined : tasks[place];
      if (place === undefined || named?.kind !== (kind === 'http' ? 'http-task' : 'flow')) {
        return { rule: 'T-212', says: `the plan has no ${root}` };
      }
      if (visible.has(place)) return null;
      return { rule: 'T-204', says: `${named.name} does not come before this task, so it cannot be seen here` };
    },
  };
}

function wrong(rule: string, path: string, message: string): Issue {
  return { code: 'wrong-setup', rule, severity: 'error', path, message };
}
