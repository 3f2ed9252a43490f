import type { Static } from 'typebox';
import type { JsonValue } from '../contract.ts';
import {
  defineHttpStep,
  type GivenStep,
  type HttpStepMachine,
  type HttpStepOutcome,
  type Series,
  type StepWorld,
} from '../http/http-step.ts';
import { planAssumptions, readOptions, requestAssumptions, webhookAssumptions } from './assumptions.ts';
import { checkPlanTasks } from './plan-checks.ts';
import { planExamples } from './plan-examples.ts';
import { PlanInput } from './plan-input.ts';
import { checkOverrides, takeSnapshot } from './plan-overrides.ts';
import { runPlan } from './plan-run.ts';
import { readData } from './read-data.ts';
import { PlanSetup } from './setup.ts';
import { checkPlatform } from './task-checks.ts';

type Given = GivenStep<Static<typeof PlanSetup>, PlanInput>;

/** A run of a plan: its tasks in order, each as its predecessor lets it (T-160 to T-166). */
export const plan = defineHttpStep({
  platform: 'trifacta',
  step: 'plan',
  summary: 'Runs the tasks of a plan in order, stops where one fails, and can be retried from there.',
  rule: 'T-160',
  setup: PlanSetup,
  input: PlanInput,
  scripts: [],
  assumptions: { ...requestAssumptions, ...webhookAssumptions, ...planAssumptions },
  ...planExamples,
  check({ setup, input, assumptions }: Given) {
    const options = readOptions(assumptions);
    return [
      ...checkOverrides(setup, input.planNodeOverrides),
      ...checkPlatform(setup.platform ?? {}, options),
      ...checkPlanTasks(takeSnapshot(setup, input.planNodeOverrides), readData(input), options),
    ];
  },
  run: runWholePlan,
});

function* runWholePlan({ setup, input, assumptions }: Given, world: StepWorld): HttpStepMachine {
  const snapshot = takeSnapshot(setup, input.planNodeOverrides);
  const run = yield* runPlan({ plan: snapshot, input, options: readOptions(assumptions), world });
  const leans = (input.planNodeOverrides ?? []).length > 0 ? ['T-254'] : [];
  const output: JsonValue = { ...run.metadata, tasks: Object.fromEntries(run.statuses) };
  return {
    status: statusOf(run.statuses, run.series, run.webhooks),
    series: run.series,
    output,
    log: run.log,
    issues: run.issues,
    assumed: [...new Set([...run.assumed, ...leans])],
  };
}

/** T-166: a task that failed fails the plan. A webhook that failed stops nothing. */
function statusOf(
  statuses: ReadonlyMap<string, string>,
  series: readonly Series[],
  webhooks: readonly Series[],
): HttpStepOutcome['status'] {
  if ([...statuses.values()].includes('failed')) {
    const isSent = series.some(({ attempts }) => attempts.length > 0);
    return !isSent && series.some(({ status }) => status === 'refused') ? 'refused' : 'failed';
  }
  return webhooks.some(({ status }) => status === 'failed' || status === 'refused') ? 'partial' : 'success';
}
