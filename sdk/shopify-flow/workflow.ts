import type { Issue, JsonValue } from '../contract.ts';
import {
  defineHttpStep,
  type HttpStepMachine,
  type HttpStepOutcome,
  type LogLine,
  type Series,
  type StepWorld,
} from '../http/http-step.ts';
import { type Action, FlowInput, templatesOf } from './action.ts';
import { checkWorkflow } from './check-workflow.ts';
import { secretsOf } from './fill-action.ts';
import { parseBody } from './parse-body.ts';
import { readable } from './policy.ts';
import { failedBySection, sectionCeilingMs, withinSection } from './section.ts';
import { type ActionResult, sendAction } from './send-action.ts';
import { type FlowSettings, flowAssumptions, readSettings } from './settings.ts';
import { pathsOf } from './template-variables.ts';
import { workflowExamples } from './workflow-examples.ts';
import { type NamedStep, nameSteps, WorkflowSetup } from './workflow-setup.ts';

/** A Shopify Flow workflow as far as it talks HTTP: actions in their order, waits, and steps that read a body (F-142, F-150, F-213). */
export const workflow = defineHttpStep<typeof WorkflowSetup, typeof FlowInput>({
  platform: 'shopify-flow',
  step: 'workflow',
  summary: 'Runs the HTTP actions of a workflow in order; later steps see the responses of earlier ones.',
  rule: 'F-150',
  setup: WorkflowSetup,
  input: FlowInput,
  scripts: [],
  assumptions: flowAssumptions,
  ...workflowExamples,
  check: ({ setup, input, assumptions }) => checkWorkflow(setup, { input, assumptions }),
  *run({ setup, input, assumptions }, world) {
    const settingsOf = (action: Pick<Action, 'onClientError' | 'onServerError'>): FlowSettings =>
      readSettings(assumptions, action, setup.generation);
    const steps = nameSteps(setup.steps);
    const ledger = openLedger(world);
    const unknown = findUnknownSecret(steps, settingsOf, world);
    let sectionStart = world.now();
    for (const { step, name } of steps) {
      if (name === null) {
        if (step.kind !== 'wait' || ledger.isOver()) continue;
        yield { kind: 'wait', ms: step.ms };
        sectionStart = world.now();
        ledger.note('INFO', `waited ${readable(step.ms)}; a new section begins`, 'F-142');
      } else if (ledger.isOver()) {
        ledger.skip(name);
      } else if (unknown !== undefined) {
        ledger.add(unknown.name === name ? unknown : { ...unknown, name, status: 'skipped' });
        if (unknown.name === name) ledger.lean(['F-165']);
      } else if (step.kind === 'parse') {
        const { series, value } = parseBody(name, step.from, ledger.variables.get(step.from));
        ledger.add(series);
        ledger.note(series.status === 'success' ? 'INFO' : 'ERROR', `${name}: ${series.says}`, series.rule);
        if (value !== undefined) ledger.variables.set(name, value);
      } else if (step.kind === 'sendHttpRequest') {
        ledger.lean(readsAssumedMembers(step, ledger.variables) ? ['F-152'] : []);
        const result = yield* sendWithinSection({
          action: step,
          name,
          settings: settingsOf(step),
          data: { ...(input as Readonly<Record<string, JsonValue>>), ...Object.fromEntries(ledger.variables) },
          world,
          startedAt: ledger.startedAt,
          sectionStart,
        });
        ledger.take(result);
      }
    }
    return ledger.close();
  },
});

type SectionRun = Omit<Parameters<typeof sendAction>[0], 'narrow'> & { readonly sectionStart: number };

/** Sends an action in what is left of its section. */
function* sendWithinSection({ sectionStart, ...run }: SectionRun): HttpStepMachine<ActionResult> {
  const leftMs = sectionCeilingMs - (run.world.now() - sectionStart);
  const result = yield* sendAction({ ...run, narrow: (policy) => withinSection(policy, leftMs) });
  const over = run.world.now() - sectionStart > sectionCeilingMs;
  return over && result.series.status !== 'failed' ? { ...result, series: failedBySection(result.series) } : result;
}

/** The first action with a secret that nobody has given: a fault of the configuration, so nothing is sent at all (F-165). */
function findUnknownSecret(
  steps: readonly NamedStep[],
  settingsOf: (action: Action) => FlowSettings,
  world: StepWorld,
): Series | undefined {
  for (const { step, name } of steps) {
    if (step.kind !== 'sendHttpRequest' || name === null) continue;
    const { generation, unknownSecret } = settingsOf(step);
    if (generation !== '2025' || unknownSecret !== 'error') continue;
    const handle = secretsOf(step).find((candidate) => world.secret(candidate) === undefined);
    if (handle === undefined) continue;
    const says = `there is no secret ${JSON.stringify(handle.slice(0, 60))}: give it a value, or mend the handle`;
    return { name, status: 'refused', attempts: [], says, rule: 'F-165' };
  }
  return undefined;
}

/** Whether an action reads more of a response than its body (F-152). */
function readsAssumedMembers(action: Action, variables: ReadonlyMap<string, JsonValue>): boolean {
  return templatesOf(action).some(({ text }) =>
    pathsOf(text).some(
      ([root, member]) => /^sendHttpRequest\d*$/.test(String(root)) && variables.has(String(root)) && member !== 'body',
    ),
  );
}

/** What a workflow has done so far. */
interface Ledger {
  /** When it began, on the clock of the run. */
  readonly startedAt: number;
  readonly variables: Map<string, JsonValue>;
  /** Whether a step has failed, so that no other runs. */
  isOver(): boolean;
  add(series: Series): void;
  take(result: ActionResult): void;
  skip(name: string): void;
  note(level: LogLine['level'], text: string, rule: string): void;
  lean(rules: readonly string[]): void;
  close(): HttpStepOutcome;
}

function openLedger(world: StepWorld): Ledger {
  const startedAt = world.now();
  const series: Series[] = [];
  const log: LogLine[] = [];
  const issues: Issue[] = [];
  const assumed = new Set<string>();
  const secrets: string[] = [];
  const variables = new Map<string, JsonValue>();
  const ledger: Ledger = {
    startedAt,
    variables,
    isOver: () => series.some(({ status }) => status === 'failed' || status === 'refused'),
    add: (one) => void series.push(one),
    take(result) {
      series.push(result.series);
      log.push(...result.log);
      issues.push(...result.issues);
      secrets.push(...result.secrets);
      ledger.lean(result.assumed);
      if (result.variable !== undefined) variables.set(result.series.name, result.variable);
    },
    skip(name) {
      series.push({ name, status: 'skipped', attempts: [], says: 'an earlier step failed the run', rule: 'F-127' });
    },
    note: (level, text, rule) => void log.push({ at: world.now() - startedAt, level, text, rule }),
    lean(rules) {
      for (const rule of rules) assumed.add(rule);
    },
    close: () => ({
      status: statusOf(series),
      series,
      output: Object.fromEntries(variables),
      log,
      issues,
      assumed: [...assumed],
      secrets,
    }),
  };
  return ledger;
}

function statusOf(series: readonly Series[]): HttpStepOutcome['status'] {
  const has = (status: Series['status']): boolean => series.some((one) => one.status === status);
  if (has('failed')) return 'failed';
  if (has('refused')) return series.every(({ attempts }) => attempts.length === 0) ? 'refused' : 'failed';
  // Flow counts a run as a success although an error was ignored; that there was one is worth telling.
  return has('ignored') ? 'ignored' : 'success';
}
