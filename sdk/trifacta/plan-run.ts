import type { Issue, JsonValue } from '../contract.ts';
import type { HttpStepMachine, LogLine, Series, StepWorld } from '../http/http-step.ts';
import { ownField } from '../json-object.ts';
import { addressRules } from './addresses.ts';
import type { TaskOptions } from './assumptions.ts';
import { describeSkipped, type TaskStatus } from './metadata.ts';
import type { PlanInput } from './plan-input.ts';
import { placesBefore, placesToRerun, upstreamOf } from './plan-order.ts';
import { readData } from './read-data.ts';
import type { ReferenceData } from './references.ts';
import { signatureNotice } from './run-log.ts';
import { sendTask, type TaskEnd } from './send-task.ts';
import type { JobResults, PlanFlowTask, PlanSetup, PlanTask, RequestSetup } from './setup.ts';
import { fires } from './webhook-trigger.ts';

/** A run that has ended. */
export interface PlanRun {
  readonly series: readonly Series[];
  /** Those of webhooks among `series`. */
  readonly webhooks: readonly Series[];
  /** How each task ended, by its code; one that succeeded in an earlier run counts as such (T-163). */
  readonly statuses: ReadonlyMap<string, TaskStatus>;
  /** What references saw at the end, by root. */
  readonly metadata: ReferenceData;
  readonly log: readonly LogLine[];
  readonly issues: readonly Issue[];
  readonly assumed: readonly string[];
}

/** What is carried from task to task. */
interface Progress {
  readonly plan: PlanSetup;
  /** For each task the place of the one before it. */
  readonly before: readonly (number | null)[];
  readonly input: PlanInput;
  readonly options: TaskOptions;
  readonly world: StepWorld;
  readonly startedAt: number;
  readonly series: Series[];
  readonly webhooks: Series[];
  readonly statuses: Map<string, TaskStatus>;
  readonly metadata: Map<string, JsonValue>;
  readonly log: LogLine[];
  readonly issues: Issue[];
  readonly assumed: string[];
  isSigned: boolean;
}

/** Runs the tasks of a plan one after the other (T-160 to T-163). `plan` must not change while it runs (T-164). */
export function* runPlan(given: Pick<Progress, 'plan' | 'input' | 'options' | 'world'>): HttpStepMachine<PlanRun> {
  const { plan, input, world } = given;
  const progress: Progress = {
    ...given,
    before: placesBefore(plan.tasks),
    startedAt: world.now(),
    series: [],
    webhooks: [],
    statuses: new Map(),
    metadata: new Map(),
    log: [],
    issues: [],
    assumed: [],
    isSigned: false,
  };
  const earlier = input.retryFrom;
  const rerun = placesToRerun(plan.tasks, (code) => ownField(earlier?.tasks, code) === 'success');
  for (const [index, task] of plan.tasks.entries()) {
    if (!rerun.has(index)) keep(progress, task);
    else if (mayRun(progress, index)) yield* runTask(progress, task, index);
    else skip(progress, task, index);
  }
  const { series, webhooks, statuses, metadata, issues, assumed, log, isSigned } = progress;
  return {
    series,
    webhooks,
    statuses,
    metadata: { $plan: describePlan(progress), ...Object.fromEntries(metadata) },
    log: [...signatureNotice(isSigned), ...log],
    issues,
    assumed,
  };
}

/** A task that succeeded before does not run again (T-163). */
function keep(progress: Progress, task: PlanTask): void {
  const root = rootOf(task);
  progress.statuses.set(task.code, 'success');
  const before = ownField(progress.input.retryFrom, root) as JsonValue | undefined;
  if (before !== undefined) progress.metadata.set(root, before);
  const says = 'it succeeded in the earlier run';
  progress.series.push({ name: task.name, status: 'skipped', attempts: [], says, rule: 'T-163' });
}

/** Whether the task before ended as this one waits for (T-161, T-162). */
function mayRun(progress: Progress, index: number): boolean {
  const { plan, statuses } = progress;
  const before = taskBefore(progress, index);
  if (before === undefined) return true;
  const wanted = plan.tasks[index]?.when === 'failure' ? 'failed' : 'success';
  return statuses.get(before.code) === wanted;
}

function taskBefore({ plan, before }: Progress, index: number): PlanTask | undefined {
  const place = before[index] ?? null;
  return place === null ? undefined : plan.tasks[place];
}

function skip(progress: Progress, task: PlanTask, index: number): void {
  const { statuses, metadata, series, log, startedAt, world } = progress;
  const before = taskBefore(progress, index);
  const status = before === undefined ? undefined : statuses.get(before.code);
  const rule = task.when === undefined && status === 'failed' ? 'T-161' : 'T-162';
  const says = `${before?.name ?? 'the task before it'} ended as ${status ?? 'skipped'}, and this one waits for ${task.when ?? 'success'}`;
  statuses.set(task.code, 'skipped');
  metadata.set(rootOf(task), describeSkipped(task.name));
  series.push({ name: task.name, status: 'skipped', attempts: [], says, rule });
  log.push({ at: world.now() - startedAt, level: 'INFO', text: `task ${task.name} is skipped: ${says}`, rule });
}

function* runTask(progress: Progress, task: PlanTask, index: number): HttpStepMachine<void> {
  if (task.kind === 'flow') {
    yield* runFlow(progress, task, index);
    return;
  }
  const { kind: _kind, code, after: _after, when: _when, ...request } = task;
  const end = yield* send(progress, request, {
    kind: 'task',
    path: `/tasks/${index}`,
    data: dataOf(progress, index),
  });
  progress.statuses.set(code, end.status);
  progress.metadata.set(rootOf(task), end.metadata);
  progress.series.push(end.series);
}

/** A flow task: how it ended is recorded; its webhooks fire for that (T-171, T-205, T-209). */
function* runFlow(progress: Progress, task: PlanFlowTask, index: number): HttpStepMachine<void> {
  const { input, options, series, log, startedAt, world } = progress;
  const root = rootOf(task);
  const recorded = ownField(input, root) as JsonValue | undefined;
  const jobs = ownField(input.outputs, task.code) as JobResults | undefined;
  const hasFailed =
    ownField(recorded, 'status') === 'failed' || Object.values(jobs ?? {}).some((result) => result === 'failed');
  const status = hasFailed ? 'failed' : 'success';
  const known = { name: task.name, status, duration: null, startTime: null, endTime: null };
  progress.metadata.set(root, recorded ?? known);
  progress.statuses.set(task.code, status);
  if (recorded === undefined) progress.assumed.push('T-209');
  const says = recorded === undefined && jobs === undefined ? 'nothing is recorded of it' : `recorded as ${status}`;
  series.push({ name: task.name, status, attempts: [], says, rule: 'T-205' });
  log.push({
    at: world.now() - startedAt,
    level: hasFailed ? 'ERROR' : 'INFO',
    text: `flow ${task.name}: ${says}`,
    rule: 'T-205',
  });
  for (const [place, { when, ...request }] of (task.webhooks ?? []).entries()) {
    const results = jobs ?? Object.fromEntries((when.outputs ?? [task.name]).map((name) => [name, status] as const));
    const firing = fires(when, results, options.triggerLabels);
    const at = world.now() - startedAt;
    const what = `webhook ${request.name} ${firing.fires ? 'fires' : 'does not fire'}: ${firing.says}`;
    log.push({ at, level: 'INFO', text: what, rule: firing.rule });
    const end = firing.fires
      ? yield* send(progress, request, {
          kind: 'webhook',
          path: `/tasks/${index}/webhooks/${place}`,
          data: { ...dataOf(progress, index), [root]: recorded ?? known },
        })
      : null;
    const own = end?.series ?? { name: request.name, status: 'skipped', attempts: [], ...pickSays(firing) };
    progress.webhooks.push(own);
    series.push(own);
  }
}

function pickSays({ says, rule }: { readonly says: string; readonly rule: string }) {
  return { says, rule };
}

function* send(
  progress: Progress,
  task: RequestSetup,
  rest: { readonly kind: 'task' | 'webhook'; readonly path: string; readonly data: ReferenceData },
): HttpStepMachine<TaskEnd> {
  const { plan, options, world, startedAt } = progress;
  const addresses = addressRules(plan.platform ?? {}, options);
  const end = yield* sendTask({ task, ...rest, addresses, options, world, startedAt });
  progress.log.push(...end.log);
  progress.issues.push(...end.issues);
  progress.assumed.push(...end.assumed);
  progress.isSigned ||= end.isSigned;
  return end;
}

/** What the references of a task see: the plan, and the tasks before it (T-204). */
function dataOf(progress: Progress, index: number): ReferenceData {
  const { plan, before, metadata } = progress;
  const upstream = upstreamOf(before, index);
  const roots = plan.tasks.filter((_, place) => upstream.has(place)).map(rootOf);
  const seen = roots.flatMap((root) => {
    const value = metadata.get(root);
    return value === undefined ? [] : [[root, value] as const];
  });
  return { $plan: describePlan(progress), ...Object.fromEntries(seen) };
}

/** T-206; who ran it, and under which id, is recorded where it is known. */
function describePlan({ plan, input, world, startedAt }: Progress): JsonValue {
  const recorded = ownField(readData(input), '$plan');
  return {
    runId: 1,
    user: null,
    ...(typeof recorded === 'object' ? recorded : {}),
    name: plan.name,
    duration: world.now() - startedAt,
    startTime: new Date(startedAt).toISOString(),
    taskCount: plan.tasks.length,
  };
}

function rootOf({ kind, code }: PlanTask): string {
  return `$${kind === 'http-task' ? 'http' : 'flow'}_${code}`;
}
