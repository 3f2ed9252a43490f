import { expect } from 'chai';
import { type Delivered, deliver, type RetryPolicy } from '../../../sdk/http/deliver.ts';
import { anyAddress, type Exchange, type ExchangeOutcome } from '../../../sdk/http/exchange.ts';
import type { HttpStepMachine, StepWorld } from '../../../sdk/http/http-step.ts';

const hourMs = 3_600_000;

/** Retries 5xx every hour for a day; 404 does not matter, any other 4xx is final. */
const policy: RetryPolicy = {
  name: 'hourly',
  classify(outcome) {
    const status = outcome.kind === 'response' ? outcome.response.status : 0;
    if (status >= 500) return { class: 'retryable', why: `${status} may pass`, rule: 'F-124' };
    if (status === 404) return { class: 'ignorable', why: 'nothing is there', rule: 'F-116' };
    return status >= 400
      ? { class: 'permanent', why: `${status} stays`, rule: 'F-123' }
      : { class: 'success', why: `${status} is a success`, rule: 'F-121' };
  },
  nextDelay: ({ history, elapsedMs, retryAfterMs }) =>
    elapsedMs + hourMs > 24 * hourMs
      ? { status: 'end', says: `a day is over after ${history.length} attempts`, rule: 'F-145' }
      : { status: 'wait', delay: { ms: Math.max(hourMs, retryAfterMs ?? 0), why: 'an hour', rule: 'F-140' } },
};

function answer(status: number): ExchangeOutcome {
  return {
    kind: 'response',
    response: { status, statusText: '', headers: [], body: '', bodyBytes: 0 },
    ms: 5,
  };
}

/** Drives a delivery on a clock of its own; the last answer is repeated. */
function drive(answers: readonly ExchangeOutcome[]): { readonly delivered: Delivered; readonly sent: number[] } {
  let now = 1_000_000;
  const sent: number[] = [];
  const world: StepWorld = { now: () => now, random: () => 0.5, uuid: () => 'id', secret: () => undefined };
  const machine: HttpStepMachine<Delivered> = deliver({
    name: 'notify',
    policy,
    startedAt: now,
    prepare: (n) => ({ exchange: exchangeOf(n), guid: n === 1 ? null : 'guid-1' }),
    readRetryAfter: () => (sent.length === 2 ? 2 * hourMs : null),
    world,
  });
  let step = machine.next();
  while (step.done !== true) {
    const action = step.value;
    if (action.kind === 'wait') {
      now += action.ms;
      step = machine.next({ kind: 'wait' });
    } else {
      sent.push(now);
      const outcome = answers[Math.min(sent.length, answers.length) - 1] ?? answer(200);
      step = machine.next({ kind: 'exchange', outcome });
    }
  }
  return { delivered: step.value, sent };
}

function exchangeOf(n: number): Exchange {
  return {
    request: { method: 'POST', url: 'http://127.0.0.1/', headers: [], body: `attempt ${n}` },
    limits: { timeoutMs: 30_000, timeoutScope: 'total', maxResponseBytes: null },
    verifyTls: true,
    addresses: anyAddress,
  };
}

describe('deliver', () => {
  it('sends, judges, waits and sends again until the policy has a success (H-270)', () => {
    const { delivered, sent } = drive([answer(503), answer(500), answer(201)]);

    expect(sent).to.deep.equal([1_000_000, 1_000_000 + hourMs, 1_000_000 + 3 * hourMs]);
    expect(delivered.series).to.include({ name: 'notify', status: 'success', rule: 'F-121' });
    expect(delivered.last).to.deep.equal(answer(201));
  });

  it('leaves every decision to the two functions of the policy (H-271)', () => {
    const ends = [answer(404), answer(410), answer(302)].map((outcome) => {
      const { status, says, rule, attempts } = drive([outcome]).delivered.series;
      return [status, says, rule, attempts.length];
    });

    expect(ends).to.deep.equal([
      ['ignored', 'nothing is there', 'F-116', 1],
      ['failed', '410 stays', 'F-123', 1],
      ['success', '302 is a success', 'F-121', 1],
    ]);
  });

  it('lets a day of retries pass on the clock that it is given (H-273)', () => {
    const { delivered, sent } = drive([answer(503)]);

    expect(sent.at(-1)).to.equal(1_000_000 + 24 * hourMs);
    expect(delivered.series).to.include({ status: 'failed', rule: 'F-145', says: 'a day is over after 24 attempts' });
  });

  it('keeps of each attempt what the log needs (H-274)', () => {
    const { attempts } = drive([answer(503), answer(503), answer(200)]).delivered.series;

    expect(
      attempts.map(({ n, at, class: kind, guid, retryAfterMs, delay }) => [n, at, kind, guid, retryAfterMs, delay?.ms]),
    ).to.deep.equal([
      [1, 0, 'retryable', null, null, hourMs],
      [2, hourMs, 'retryable', 'guid-1', 2 * hourMs, 2 * hourMs],
      [3, 3 * hourMs, 'success', 'guid-1', null, undefined],
    ]);
    expect(attempts.map(({ request }) => request.body)).to.deep.equal(['attempt 1', 'attempt 2', 'attempt 3']);
  });

  it('ends as refused, without an attempt, where the address must not be called (H-222)', () => {
    const refusal = { kind: 'forbidden', rule: 'H-222', message: 'the address is never called' } as const;
    const { series } = drive([refusal]).delivered;

    expect(series).to.deep.equal({
      name: 'notify',
      status: 'refused',
      attempts: [],
      says: 'the address is never called',
      rule: 'H-222',
    });
  });

  it('takes an event of another kind for a bug of the runner', () => {
    const world: StepWorld = { now: () => 0, random: () => 0, uuid: () => '', secret: () => undefined };
    const machine = deliver({
      name: 'notify',
      policy,
      startedAt: 0,
      prepare: (n) => ({ exchange: exchangeOf(n), guid: null }),
      readRetryAfter: () => null,
      world,
    });
    machine.next();

    expect(() => machine.next({ kind: 'wait' })).to.throw('expected an exchange, got wait');
  });
});
