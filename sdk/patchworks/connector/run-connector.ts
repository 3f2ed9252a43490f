import type { JsonValue } from '../../contract.ts';
import type { GivenStep, HttpStepMachine, HttpStepOutcome, StepWorld } from '../../http/http-step.ts';
import type { ByName } from '../metadata.ts';
import { pause } from './call-script.ts';
import { FilledTooLong } from './fill.ts';
import { openJournal } from './journal.ts';
import { countOf } from './options.ts';
import { openState, type Part, placesOf, type RunContext } from './run-context.ts';
import { type FlowEnd, runFlow } from './run-flow.ts';
import type { ConnectorInput, ConnectorSetup } from './setup.ts';

/**
 * Runs a connector step, and its flow again where code 2 asks for that (P-503, P-536, P-537).
 * `output` of the outcome: `run` (status with its number of P-860, and how many runs there were), `payloads` that go on,
 * `catch` (payloads of that route), `variables`, `meta` and `flow` as they are at the end, `operations` (requests that count,
 * P-605) and `scriptCalls` by place (P-606).
 */
export function* runConnector(given: GivenStep<ConnectorSetup, ConnectorInput>, world: StepWorld): HttpStepMachine {
  const { setup, input, assumptions } = given;
  const startedAt = world.now();
  const journal = openJournal(() => world.now() - startedAt);
  const context: RunContext = {
    ...{ setup, input, assumptions, world, journal, startedAt },
    ...placesOf(setup, given.has),
    state: openState(input, setup, 1),
  };
  if (context.has('response-script') && context.has('post-request')) {
    journal.write('INFO', "the shape's response-script runs, the endpoint's post-request is ignored", 'P-549');
  }
  const mostRetries = countOf(assumptions, 'maxFlowRetries', 100);
  for (let run = 1; ; run += 1) {
    context.state = openState(input, setup, run);
    const end = yield* guarded(context);
    if (end.failure?.fails !== 'flow-retry') return conclude(end, context);
    journal.lean('P-503', 'P-611');
    if (run > mostRetries) {
      const message = `code 2 still after ${run} runs: the flow may retry for ever on the platform`;
      journal.write('ERROR', message, 'P-537');
      journal.issues.push({ code: 'doubtful-setup', rule: 'P-611', severity: 'warning', path: '', message });
      return conclude(end, context);
    }
    const version = assumptions['flowRetryVersion'] === 'latest' ? 'latest' : 'same';
    journal.write(
      'ERROR',
      `flow queued for retry ${run} of ${mostRetries} (assumed), ${version} version, delay unknown`,
      'P-536',
    );
    journal.lean('P-612');
    yield* pause(countOf(assumptions, 'flowRetryDelayMs', 7 * 86_400_000));
  }
}

/** A request that cannot be made refuses the step. */
function* guarded(context: RunContext): Part<FlowEnd> {
  try {
    return yield* runFlow(context);
  } catch (error) {
    if (!(error instanceof FilledTooLong)) throw error;
    const { message: says } = error;
    context.journal.series.push({ name: 'request', status: 'refused', attempts: [], says, rule: 'P-450' });
    return { payloads: [], caught: [], failure: { fails: 'refused', code: null, says, rule: 'P-450' } };
  }
}

/** Status numbers of a run (P-860). */
const statuses = { success: ['SUCCESS', 2], failed: ['FAILURE', 3], partial: ['PARTIAL_SUCCESS', 5] } as const;

function conclude({ payloads, caught, failure }: FlowEnd, { state, journal }: RunContext): HttpStepOutcome {
  const status =
    failure !== null ? (failure.fails === 'refused' ? 'refused' : 'failed') : caught.length > 0 ? 'partial' : 'success';
  const [name, number] = statuses[status === 'refused' ? 'failed' : status];
  if (failure !== null) journal.lean('P-526');
  return {
    status,
    series: journal.series,
    output: {
      run: { status: name, number, runs: state.run },
      payloads,
      catch: caught,
      variables: plain(state.variables),
      meta: plain(state.meta),
      flow: { variables: plain(state.flowVariables) },
      operations: journal.operations,
      scriptCalls: Object.fromEntries(journal.calls),
    },
    log: journal.log,
    issues: journal.issues,
    assumed: [...journal.assumed].sort(),
    secrets: [...journal.secrets],
  };
}

/** Everything in a run's state came from JSON. */
function plain(value: ByName): Readonly<Record<string, JsonValue>> {
  return value as Readonly<Record<string, JsonValue>>;
}
