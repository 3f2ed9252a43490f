import type { Issue, JsonValue } from '../../../sdk/contract.ts';
import type { Exchange, ExchangeFailure, ExchangeOutcome } from '../../../sdk/http/exchange.ts';
import {
  type AnyHttpStep,
  assumptionsOfHttpStep,
  type GivenStep,
  type HttpAction,
  type HttpEvent,
  type HttpStepOutcome,
} from '../../../sdk/http/http-step.ts';
import { renderLiquid } from '../../../sdk/http/liquid.ts';

/** A run of a step without sockets: exchanges are answered by a function, waits pass at once. */
export interface Drive {
  readonly setup: JsonValue;
  readonly input?: JsonValue;
  readonly assumptions?: Readonly<Record<string, JsonValue>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Answers the n-th exchange of the run, from 1. */
  readonly answer?: (n: number) => ExchangeOutcome;
  /** Chance; always the same. @default 0.5 */
  readonly random?: number;
}

/** What came of it. */
export interface Driven {
  readonly outcome: HttpStepOutcome;
  readonly sent: readonly { readonly at: number; readonly exchange: Exchange }[];
  readonly waits: readonly number[];
  readonly renders: readonly Extract<HttpAction, { kind: 'render' }>[];
}

/** When a run begins, on its clock. */
export const startOfRun = Date.UTC(2026, 0, 1, 12, 0, 0);

/** Runs the machine of a step to its end. */
export function drive(step: AnyHttpStep, run: Drive): Driven {
  const { secrets = {}, answer = () => respond(200), random = 0.5 } = run;
  let now = startOfRun;
  const sent: { at: number; exchange: Exchange }[] = [];
  const waits: number[] = [];
  const renders: Extract<HttpAction, { kind: 'render' }>[] = [];
  const machine = step.run(given(step, run), {
    now: () => now,
    random: () => random,
    uuid: () => '6f2a8f0e-4c1b-4d8e-9b0a-1c2d3e4f5a6b',
    secret: (handle) => (Object.hasOwn(secrets, handle) ? secrets[handle] : undefined),
  });
  let next = machine.next();
  while (next.done !== true) next = machine.next(act(next.value));
  return { outcome: next.value, sent, waits, renders };

  function act(action: HttpAction): HttpEvent {
    switch (action.kind) {
      case 'exchange': {
        sent.push({ at: now - startOfRun, exchange: action.exchange });
        const outcome = answer(sent.length);
        now += 'ms' in outcome ? outcome.ms : 0;
        return { kind: 'exchange', outcome };
      }
      case 'wait':
        waits.push(action.ms);
        now += action.ms;
        return { kind: 'wait' };
      case 'render':
        renders.push(action);
        return {
          kind: 'render',
          outcome: renderLiquid(action.templates, action.data, action.how ?? { now: 0, missing: 'empty' }),
        };
      case 'script':
        throw new Error('Shopify Flow runs no scripts');
    }
  }
}

/** What the check of a step says. */
export function check(step: AnyHttpStep, run: Drive): readonly Issue[] {
  return step.check(given(step, run));
}

function given(step: AnyHttpStep, { setup, input = {}, assumptions = {} }: Drive): GivenStep {
  const defaults = Object.entries(assumptionsOfHttpStep(step)).map(([name, { default: preset }]) => [name, preset]);
  return { setup, input, assumptions: { ...Object.fromEntries(defaults), ...assumptions }, has: () => false };
}

/** A response that came at once. */
export function respond(
  status: number,
  { headers = {}, body = '' }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
): ExchangeOutcome {
  return {
    kind: 'response',
    ms: 0,
    response: {
      status,
      statusText: '',
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body,
      bodyBytes: body.length,
    },
  };
}

/** An exchange without a response. */
export function fail(type: ExchangeFailure['type'], code: string | null = null): ExchangeOutcome {
  return { kind: 'failure', failure: { type, code, message: type }, ms: type === 'timeout' ? 30_000 : 0 };
}
