import type { JsonValue } from '../../sdk/contract.ts';
import type { Exchange, ExchangeOutcome } from '../../sdk/http/exchange.ts';
import type {
  HttpAction,
  HttpEvent,
  HttpStepMachine,
  HttpStepOutcome,
  RenderHow,
  RenderOutcome,
  ScriptOutcome,
} from '../../sdk/http/http-step.ts';

/** Who does what a step asks for. */
export interface StepPowers {
  exchange(exchange: Exchange): Promise<ExchangeOutcome>;
  wait(ms: number): Promise<void>;
  script(place: string, input: JsonValue): Promise<ScriptOutcome>;
  render(templates: readonly string[], data: JsonValue, how?: RenderHow): Promise<RenderOutcome>;
}

/** More actions than any step takes: 50 tasks of a plan, pages of a connector with all their attempts. */
const mostActions = 100_000;

/** Does what the machine of a step asks for, one thing after the other, until it tells what became of the step. */
export async function carryOut(machine: HttpStepMachine, powers: StepPowers): Promise<HttpStepOutcome> {
  let next = machine.next();
  for (let actions = 0; next.done !== true; actions += 1) {
    if (actions > mostActions) throw new Error(`the step asked for more than ${mostActions} actions`);
    next = machine.next(await act(next.value, powers));
  }
  return next.value;
}

async function act(action: HttpAction, powers: StepPowers): Promise<HttpEvent> {
  switch (action.kind) {
    case 'exchange':
      return { kind: 'exchange', outcome: await powers.exchange(action.exchange) };
    case 'wait':
      await powers.wait(action.ms);
      return { kind: 'wait' };
    case 'script':
      return { kind: 'script', outcome: await powers.script(action.place, action.input) };
    case 'render':
      return { kind: 'render', outcome: await powers.render(action.templates, action.data, action.how) };
  }
}
