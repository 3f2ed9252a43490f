import { type Static, Type } from 'typebox';
import { defineHttpStep, type GivenStep, type HttpStepMachine, type StepWorld } from '../http/http-step.ts';
import { addressRules } from './addresses.ts';
import { readOptions, requestAssumptions, testAssumptions, webhookAssumptions } from './assumptions.ts';
import { flowWebhookExamples } from './flow-webhook-examples.ts';
import { readData } from './read-data.ts';
import { scopeOfInput } from './reference-checks.ts';
import { signatureNotice } from './run-log.ts';
import { sendTask } from './send-task.ts';
import { FlowWebhookSetup, JobResults, metadataProperties } from './setup.ts';
import { checkPlatform, checkTask } from './task-checks.ts';
import { testOutcome } from './test-outcome.ts';
import { fires } from './webhook-trigger.ts';

/** `input` of a webhook: how the jobs of its flow ended, and the metadata that its references read. */
export const FlowWebhookInput = Type.Object(
  {
    /** By the name of the output. */
    outputs: Type.Optional(JobResults),
    /** As the Test button: sent once, whatever it waits for (T-126 to T-128, T-252). */
    test: Type.Optional(Type.Boolean({ rule: 'T-252' })),
  },
  { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-171' },
);

type Given = GivenStep<Static<typeof FlowWebhookSetup>, Static<typeof FlowWebhookInput>>;

/** A webhook of a flow: fires for jobs that ended as it waits for, and then does what an HTTP task does (T-170 to T-174). */
export const flowWebhook = defineHttpStep({
  platform: 'trifacta',
  step: 'flow-webhook',
  summary: 'Sends the request of a webhook when a job of the flow has ended as the webhook waits for.',
  rule: 'T-170',
  setup: FlowWebhookSetup,
  input: FlowWebhookInput,
  scripts: [],
  assumptions: { ...requestAssumptions, ...testAssumptions, ...webhookAssumptions },
  ...flowWebhookExamples,
  check({ setup, input, assumptions }: Given) {
    const { when: _when, platform = {}, ...task } = setup;
    const options = readOptions(assumptions);
    const scope = scopeOfInput(readData(input));
    return [...checkPlatform(platform, options), ...checkTask(task, { path: '', scope, options })];
  },
  run: runFlowWebhook,
});

function* runFlowWebhook({ setup, input, assumptions }: Given, world: StepWorld): HttpStepMachine {
  const { when, platform = {}, ...task } = setup;
  const options = readOptions(assumptions);
  const isTest = input.test === true;
  const { fires: isFired, says, rule } = fires(when, input.outputs ?? {}, options.triggerLabels);
  if (!isFired && !isTest) {
    return {
      status: 'success',
      series: [{ name: task.name, status: 'skipped', attempts: [], says, rule }],
      output: null,
      log: [{ at: 0, level: 'INFO', text: `webhook ${task.name} does not fire: ${says}`, rule }],
      issues: [],
      assumed: [],
    };
  }
  const end = yield* sendTask({
    task,
    path: '',
    kind: isTest ? 'test' : 'webhook',
    data: readData(input),
    addresses: addressRules(platform, options),
    options,
    world,
    startedAt: world.now(),
  });
  if (isTest) return testOutcome(end);
  return {
    status: end.series.status === 'skipped' ? 'failed' : end.series.status,
    series: [end.series],
    output: end.metadata,
    log: [
      ...signatureNotice(end.isSigned),
      { at: 0, level: 'INFO', text: `webhook ${task.name} fires: ${says}`, rule },
      ...end.log,
    ],
    issues: end.issues,
    assumed: [...new Set(end.assumed)],
  };
}
