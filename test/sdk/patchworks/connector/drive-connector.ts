import type { Assumptions, JsonValue } from '../../../../sdk/contract.ts';
import type { ExchangeOutcome, HttpRequest } from '../../../../sdk/http/exchange.ts';
import { assumptionsOfHttpStep, type HttpStepOutcome } from '../../../../sdk/http/http-step.ts';
import { connector } from '../../../../sdk/patchworks/connector/connector.ts';
import type { ConnectorInput, ConnectorSetup } from '../../../../sdk/patchworks/connector/setup.ts';

/** What a test gives as an answer: a status, status and body, a whole response, or a failure. */
export type Answer =
  | number
  | readonly [status: number, body: string, headers?: Readonly<Record<string, string>>]
  | ExchangeOutcome;

export interface Drive {
  readonly setup?: Partial<Omit<ConnectorSetup, 'endpoint'>> & {
    readonly endpoint?: Partial<ConnectorSetup['endpoint']>;
  };
  readonly input?: ConnectorInput;
  readonly assumptions?: Assumptions;
  /** Answers in turn, the last one for good; or a function of the request. */
  readonly answers?: readonly Answer[] | ((request: HttpRequest, n: number) => Answer);
  /** Scripts by place, as plain functions. */
  // biome-ignore lint/suspicious/noExplicitAny: scripts of all kinds
  readonly scripts?: Readonly<Record<string, (data: any) => unknown>>;
}

export interface Driven extends HttpStepOutcome {
  // biome-ignore lint/suspicious/noExplicitAny: read freely in assertions
  readonly output: any;
  readonly sent: readonly HttpRequest[];
  /** Names of what was done, in order: `send GET /a`, `call response-script`, `wait 5`. */
  readonly trail: readonly string[];
  /** Texts of the log with their levels: `ERROR P-534 …`. */
  readonly lines: readonly string[];
}

export const refused: ExchangeOutcome = {
  kind: 'failure',
  failure: { type: 'refused', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
  ms: 1,
};

export const timedOut: ExchangeOutcome = {
  kind: 'failure',
  failure: { type: 'timeout', code: null, message: 'no response within 30 s' },
  ms: 30_000,
};

/** Runs the connector by hand: no network, no sandbox, a clock that moves only when the step waits. */
export function drive({ setup = {}, input = {}, assumptions = {}, answers = [200], scripts = {} }: Drive): Driven {
  const whole: ConnectorSetup = {
    mode: 'receive',
    ...setup,
    endpoint: { method: 'GET', url: 'https://shop.example/orders', ...setup.endpoint },
  };
  const defaults = Object.fromEntries(
    Object.entries(assumptionsOfHttpStep(connector)).map(([name, { default: preset }]) => [name, preset]),
  );
  const sent: HttpRequest[] = [];
  const trail: string[] = [];
  let now = Date.UTC(2026, 2, 4);
  const machine = connector.run(
    {
      setup: whole,
      input,
      assumptions: { ...defaults, ...assumptions },
      has: (place) => Object.hasOwn(scripts, place),
    },
    { now: () => now, random: () => 0, uuid: () => '', secret: () => undefined },
  );
  let next = machine.next();
  while (next.done !== true) {
    const action = next.value;
    if (action.kind === 'exchange') {
      const { request } = action.exchange;
      sent.push(request);
      trail.push(`send ${request.method} ${request.url.replace(/^https?:\/\/[^/]+/, '')}`);
      const answer =
        typeof answers === 'function'
          ? answers(request, sent.length)
          : answers[Math.min(sent.length, answers.length) - 1];
      next = machine.next({ kind: 'exchange', outcome: toOutcome(answer ?? 200) });
    } else if (action.kind === 'script') {
      trail.push(`call ${action.place}`);
      next = machine.next({ kind: 'script', outcome: call(scripts[action.place], action.input) });
    } else if (action.kind === 'wait') {
      trail.push(`wait ${action.ms}`);
      now += action.ms;
      next = machine.next({ kind: 'wait' });
    } else {
      throw new Error('a connector renders nothing');
    }
  }
  const outcome = next.value;
  const lines = outcome.log.map(({ level, rule, text }) => `${level} ${rule ?? 'script'} ${text}`);
  return { ...outcome, sent, trail, lines };
}

function call(script: ((data: unknown) => unknown) | undefined, input: JsonValue) {
  if (script === undefined) throw new Error('no such script');
  try {
    const text = JSON.stringify(script(JSON.parse(JSON.stringify(input))));
    const value: JsonValue | undefined = text === undefined ? undefined : JSON.parse(text);
    return { status: 'returned', value } as const;
  } catch (error) {
    return { status: 'failed', error: { code: 'hook-threw', message: String(error) } } as const;
  }
}

function toOutcome(answer: Answer): ExchangeOutcome {
  if (typeof answer === 'number') return toOutcome([answer, '']);
  if (!Array.isArray(answer)) return answer as ExchangeOutcome;
  const [status, body, headers = {}] = answer as readonly [number, string, Record<string, string>?];
  return {
    kind: 'response',
    response: {
      status,
      statusText: '',
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body,
      bodyBytes: body.length,
    },
    ms: 1,
  };
}

/** A script that returns its arguments one after the other, the last one for good. */
export function inTurn(...results: readonly unknown[]): () => unknown {
  let calls = 0;
  return () => {
    calls += 1;
    return results[Math.min(calls, results.length) - 1];
  };
}

/** A script that throws. */
export function throws(message = 'Unexpected token'): () => never {
  return () => {
    throw new SyntaxError(message);
  };
}
