import { type Static, Type } from 'typebox';
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
import { checkOverrides, PlanOverrides, takeSnapshot } from './plan-overrides.ts';
import { runPlan } from './plan-run.ts';
import { readData } from './read-data.ts';
import { JobResults, metadataProperties, PlanSetup } from './setup.ts';
import { checkPlatform } from './task-checks.ts';

/** `input` of a plan: what its flow tasks and the platform know, since nothing of that happens here. */
export const PlanInput = Type.Object(
  {
    /** How the jobs of a flow task ended, by the code of the task and the name of the output (T-171). */
    outputs: Type.Optional(Type.Record(Type.String(), JobResults, { rule: 'T-171' })),
    /** Settings of tasks for this run alone (T-254). */
    planNodeOverrides: Type.Optional(PlanOverrides),
    /** "Retry from failed": `output` of the run that failed (T-163). */
    retryFrom: Type.Optional(
      Type.Object(
        {
          /** How each task ended, by its code. */
          tasks: Type.Record(
            Type.String(),
            Type.Union([Type.Literal('success'), Type.Literal('failed'), Type.Literal('skipped')]),
            { rule: 'T-163' },
          ),
        },
        { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-163' },
      ),
    ),
  },
  { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-211' },
);
export type PlanInput = Static<typeof PlanInput>;

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
