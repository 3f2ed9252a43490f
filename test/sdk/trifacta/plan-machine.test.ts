import { expect } from 'chai';
import fc from 'fast-check';
import type { Assumption, JsonValue } from '../../../sdk/contract.ts';
import type { ExchangeOutcome } from '../../../sdk/http/exchange.ts';
import type { HttpStepOutcome } from '../../../sdk/http/http-step.ts';
import { plan } from '../../../sdk/trifacta/plan.ts';
import { placesBefore, upstreamOf } from '../../../sdk/trifacta/plan-order.ts';
import type { PlanTask } from '../../../sdk/trifacta/setup.ts';
import { times } from '../../rounds.ts';

const assumptions = Object.fromEntries(
  Object.entries<Assumption>(plan.assumptions).map(([name, { default: preset }]) => [name, preset]),
);
const codes = ['ax', 'bq', 'cd', 'de', 'ef', 'fg'];

/** Plans of up to six tasks, with branches. */
const plans = fc
  .array(
    fc.record({
      isFlow: fc.boolean(),
      back: fc.integer({ min: 0, max: 5 }),
      when: fc.constantFrom('success' as const, 'failure' as const),
      retries: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) =>
    rows.map(({ isFlow, back, when, retries }, index): PlanTask => {
      const code = codes[index] ?? 'zz';
      const place = {
        code,
        name: `Task ${code}`,
        ...(index === 0 ? {} : { when, after: codes[Math.max(0, index - 1 - back)] ?? 'ax' }),
      };
      if (isFlow) return { kind: 'flow', ...place };
      const url = `http://127.0.0.1:9/${code}`;
      return { kind: 'http-task', ...place, method: 'POST', url, body: '{}', retry: { enabled: retries > 0, retries } };
    }),
  );
const statuses = fc.array(fc.constantFrom(200, 204, 302, 404, 503), { maxLength: 40 });

describe('the machine of a Trifacta plan, whatever the plan and the answers', () => {
  it('tells of each task once, sends as often as it may, and fails if and only if a task failed (T-124, T-146, T-160 to T-162, T-166)', () => {
    fc.assert(
      fc.property(plans, statuses, (tasks, answers) => {
        const { outcome, sent } = drive(tasks, answers);
        const ended = endsOf(outcome);

        expect(outcome.series.map(({ name }) => name)).to.deep.equal(tasks.map(({ name }) => name));
        expect(Object.keys(ended)).to.deep.equal(tasks.map(({ code }) => code));
        expect(outcome.status).to.equal(Object.values(ended).includes('failed') ? 'failed' : 'success');
        expect(sent).to.equal(outcome.series.flatMap(({ attempts }) => attempts).length);
        const before = placesBefore(tasks);
        for (const [index, task] of tasks.entries()) {
          const one = outcome.series[index];
          const place = before[index] ?? null;
          const ran =
            place === null || ended[tasks[place]?.code ?? ''] === (task.when === 'failure' ? 'failed' : 'success');
          expect(one?.status === 'skipped').to.equal(!ran);
          const retries = task.kind === 'http-task' ? (task.retry?.retries ?? 0) : 0;
          expect(one?.attempts.length ?? 0).to.be.at.most(1 + retries);
        }
      }),
      { numRuns: times(500) },
    );
  });

  it('ends in the same way for the same answers, and goes on from where it failed until all is done (T-163)', () => {
    fc.assert(
      fc.property(plans, statuses, (tasks, answers) => {
        const first = drive(tasks, answers);
        expect(drive(tasks, answers)).to.deep.equal(first);

        const second = drive(tasks, [], { retryFrom: first.outcome.output });
        const before = endsOf(first.outcome);
        for (const [index, { code }] of tasks.entries()) {
          const upstream = [...upstreamOf(placesBefore(tasks), index)].map((place) => tasks[place]?.code ?? '');
          const isKept = [code, ...upstream].every((one) => before[one] === 'success');
          if (isKept) expect(second.outcome.series[index]).to.deep.include({ status: 'skipped', rule: 'T-163' });
        }
        expect(Object.values(endsOf(second.outcome))).to.not.include('failed');
      }),
      { numRuns: times(300) },
    );
  });

  it('checks and runs a plan of 1,000 tasks in no time', () => {
    const tasks = Array.from(
      { length: 1000 },
      (_, index): PlanTask => ({
        kind: 'flow',
        code: String.fromCharCode(97 + (Math.floor(index / 26) % 26), 97 + (index % 26)),
        name: `Flow ${index}`,
      }),
    );
    const given = { setup: { name: 'Long', tasks }, input: {}, assumptions, has: () => false };

    expect(plan.check(given).length).to.equal(1000 - 26 * 26);
    expect(drive(tasks.slice(0, 676), []).outcome.status).to.equal('success');
  });
});

function endsOf({ output }: HttpStepOutcome): Readonly<Record<string, string>> {
  return (output as { readonly tasks: Readonly<Record<string, string>> }).tasks;
}

/** Runs a plan without a network: the answers in their order, then 200. */
function drive(
  tasks: PlanTask[],
  answers: readonly number[],
  input: Readonly<Record<string, JsonValue>> = {},
): { readonly outcome: HttpStepOutcome; readonly sent: number } {
  let now = Date.UTC(2026, 2, 4);
  let sent = 0;
  const world = { now: () => now, random: () => 0.5, uuid: () => 'a-uuid', secret: () => undefined };
  const machine = plan.run(
    { setup: { name: 'Nightly', tasks }, input: input as never, assumptions, has: () => false },
    world,
  );
  let next = machine.next();
  while (next.done !== true) {
    const action = next.value;
    if (action.kind === 'wait') {
      now += action.ms;
      next = machine.next({ kind: 'wait' });
    } else {
      const status = answers[sent] ?? 200;
      sent += 1;
      now += 7;
      const response = { status, statusText: '', headers: [], body: '{"id":1}', bodyBytes: 8 };
      const outcome: ExchangeOutcome = { kind: 'response', response, ms: 7 };
      next = machine.next({ kind: 'exchange', outcome });
    }
  }
  return { outcome: next.value, sent };
}
