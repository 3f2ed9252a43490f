import { afterEach } from 'mocha';
import { type SendStepOptions, type SentStep, sendStep } from '../../../../emulator/delivery/send-step.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { sendHttpRequest } from '../../../../sdk/shopify-flow/send-http-request.ts';
import { workflow } from '../../../../sdk/shopify-flow/workflow.ts';
import { type Answer, openReceiver, type Receiver } from './receiver.ts';

type Fields = Readonly<Record<string, JsonValue>>;
type Options = Partial<Omit<SendStepOptions, 'step' | 'setup'>>;

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

/** Opens a receiver that is closed when the test has ended. */
export async function receive(...given: Parameters<typeof openReceiver>): Promise<Receiver> {
  const receiver = await openReceiver(...given);
  open.push(receiver);
  return receiver;
}

/** Sends an action to a receiver that answers as it is told, on a virtual clock. */
export async function sendTo(
  answers: readonly Answer[] = [200],
  fields: Fields = {},
  options: Options = {},
): Promise<SentStep & { readonly receiver: Receiver }> {
  const receiver = await receive(answers);
  return { ...(await sendAction({ url: `${receiver.url}/hook`, ...fields }, options)), receiver };
}

/** Sends an action on a virtual clock, with seeded chance. */
export function sendAction(fields: Fields, options: Options = {}): Promise<SentStep> {
  const setup = { generation: '2025', method: 'Post', ...fields };
  return sendStep({ step: sendHttpRequest, setup, seed: 'flow', ...options });
}

/** Runs a workflow on a virtual clock, with seeded chance. */
export function runWorkflow(
  steps: readonly Fields[],
  options: Options & { readonly generation?: string } = {},
): Promise<SentStep> {
  const { generation = '2025', ...rest } = options;
  return sendStep({ step: workflow, setup: { generation, steps }, seed: 'flow', ...rest });
}

/** What the receiver of an attempt answered: its status, or the type of the failure. */
export function resultsOf({ series }: SentStep, index = 0): readonly (number | string)[] {
  return (series[index]?.attempts ?? []).map(({ outcome }) =>
    outcome.kind === 'response'
      ? outcome.response.status
      : outcome.kind === 'failure'
        ? outcome.failure.type
        : outcome.kind,
  );
}
