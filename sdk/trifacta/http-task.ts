import { type Static, Type } from 'typebox';
import { defineHttpStep, type GivenStep, type HttpStepMachine, type StepWorld } from '../http/http-step.ts';
import { addressRules } from './addresses.ts';
import { readOptions, requestAssumptions, testAssumptions } from './assumptions.ts';
import { httpTaskExamples } from './http-task-examples.ts';
import { readData } from './read-data.ts';
import { scopeOfInput } from './reference-checks.ts';
import { signatureNotice } from './run-log.ts';
import { sendTask } from './send-task.ts';
import { HttpTaskSetup, metadataProperties } from './setup.ts';
import { checkPlatform, checkTask } from './task-checks.ts';
import { testOutcome } from './test-outcome.ts';

/** `input` of an HTTP task alone: the metadata that its references read, and whether it is a test. */
export const HttpTaskInput = Type.Object(
  {
    /** As the Test button: sent once, and no run (T-126 to T-128). */
    test: Type.Optional(Type.Boolean({ rule: 'T-126' })),
  },
  { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-211' },
);

type Given = GivenStep<Static<typeof HttpTaskSetup>, Static<typeof HttpTaskInput>>;

/** The code of a task that has none of its own. */
const defaultCode = 'ax';

/** An HTTP task outside a plan: one request, and its retries (T-110 to T-154). `{"test": true}` as input tests it. */
export const httpTask = defineHttpStep({
  platform: 'trifacta',
  step: 'http-task',
  summary: 'Sends the request of an HTTP task, and sends it again as often as the task says.',
  rule: 'T-140',
  setup: HttpTaskSetup,
  input: HttpTaskInput,
  scripts: [],
  assumptions: { ...requestAssumptions, ...testAssumptions },
  ...httpTaskExamples,
  check({ setup, input, assumptions }: Given) {
    const { code: _code, platform = {}, ...task } = setup;
    const options = readOptions(assumptions);
    const scope = scopeOfInput(readData(input));
    return [...checkPlatform(platform, options), ...checkTask(task, { path: '', scope, options })];
  },
  run: runHttpTask,
});

function* runHttpTask({ setup, input, assumptions }: Given, world: StepWorld): HttpStepMachine {
  const { code = defaultCode, platform = {}, ...task } = setup;
  const options = readOptions(assumptions);
  const isTest = input.test === true;
  const end = yield* sendTask({
    task,
    path: '',
    kind: isTest ? 'test' : 'task',
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
    output: { [`$http_${code}`]: end.metadata },
    log: [...signatureNotice(end.isSigned), ...end.log],
    issues: end.issues,
    assumed: [...new Set(end.assumed)],
  };
}
