import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import type { AntiExample, Assumptions, JsonValue } from '../../sdk/contract.ts';
import type { ExchangeOutcome } from '../../sdk/http/exchange.ts';
import {
  type AnyHttpStep,
  assumptionsOfHttpStep,
  type HttpAction,
  type HttpEvent,
  type HttpStepOutcome,
  type StepWorld,
} from '../../sdk/http/http-step.ts';
import { findHttpStep, findRule, platforms } from '../../sdk/platforms.ts';

/** What every step of every platform that sends HTTP requests must hold. */
describe('steps that send HTTP requests', () => {
  const all: AnyHttpStep[] = [];
  before(async () => {
    for (const { httpSteps } of Object.values(platforms)) all.push(...(await httpSteps.load()));
  });

  for (const platform of Object.values(platforms)) {
    it(`are found by the names that ${platform.name} lists`, async () => {
      const steps = await platform.httpSteps.load();

      expect(steps.map(({ step }) => step)).to.deep.equal([...platform.httpSteps.names]);
      for (const step of steps) {
        expect(step.platform).to.equal(platform.name);
        expect(await findHttpStep(platform.name, step.step)).to.equal(step);
      }
    });
  }

  it('exist for every platform that has rules about them', () => {
    expect(all.map(({ platform, step }) => `${platform}/${step}`)).to.include.members([
      'patchworks/connector',
      'trifacta/http-task',
      'trifacta/flow-webhook',
      'trifacta/plan',
      'shopify-flow/send-http-request',
      'shopify-flow/workflow',
    ]);
  });

  it('have examples and anti-examples of setup and input, which their schemas take and refuse at the place that is named', () => {
    for (const { platform, step, setup, input, examples, antiExamples } of all) {
      const validators = { setup: compile(setup), input: compile(input) };
      for (const side of ['setup', 'input'] as const) {
        const name = `${platform}/${step} ${side}`;
        expect(examples[side].length, name).to.be.at.least(1);
        for (const { value, shows } of examples[side]) {
          expect(errorsOf(validators[side], value), `${name}: ${shows}`).to.deep.equal([]);
        }
        for (const { value, shows, path } of antiExamples[side] as readonly AntiExample[]) {
          expect(errorsOf(validators[side], value), `${name}: ${shows}`).to.include(path);
        }
      }
      expect(antiExamples.setup.length, `${platform}/${step}`).to.be.at.least(2);
    }
  });

  it('cite only rules that are explained, and take name and default of each assumption from one', () => {
    for (const step of all) {
      const cited = [step.rule, ...rulesOf(step.setup), ...rulesOf(step.input)];
      const unknown = cited.filter((id) => findRule(id) === undefined || findRule(id)?.notModelled !== undefined);
      expect(unknown, `${step.platform}/${step.step}`).to.deep.equal([]);
      for (const [name, assumption] of Object.entries(step.assumptions)) {
        const rule = findRule(assumption.rule);
        const options = {
          ...rule?.moreOptions,
          ...(rule?.option === undefined ? {} : { [rule.option]: rule.default }),
        };
        expect(options, `${step.step} ${name} ${assumption.rule}`).to.have.deep.property(name, assumption.default);
      }
    }
  });

  it('pass their own examples without an error of the configuration', () => {
    for (const step of all) {
      for (const { value, shows } of step.examples.setup) {
        const errors = check(step, value).filter(({ severity }) => severity === 'error');
        expect(errors, `${step.platform}/${step.step}: ${shows}`).to.deep.equal([]);
      }
    }
  });

  it('give the same outcome for the same answers, clock and chance', () => {
    for (const step of all) {
      for (const { value } of step.examples.setup) {
        const answers = [503, 429, 404, 302, 200].map(respond);
        expect(drive(step, value, answers)).to.deep.equal(drive(step, value, answers));
      }
    }
  });

  it('never throw, whatever a receiver answers: they end, and each attempt has its class and rule', () => {
    for (const step of all) {
      fc.assert(
        fc.property(fc.array(anyOutcome, { minLength: 1, maxLength: 8 }), (answers) => {
          for (const { value } of step.examples.setup) {
            const { series, assumed } = drive(step, value, answers);
            for (const { says, rule, attempts } of series) {
              expect(says).to.not.equal('');
              expect(findRule(rule), rule).to.not.equal(undefined);
              for (const attempt of attempts) expect(findRule(attempt.rule), attempt.rule).to.not.equal(undefined);
            }
            expect(assumed.filter((id) => findRule(id) === undefined)).to.deep.equal([]);
          }
        }),
        { numRuns: 20 },
      );
    }
  });
});

function defaults(step: AnyHttpStep): Assumptions {
  return Object.fromEntries(
    Object.entries(assumptionsOfHttpStep(step)).map(([name, { default: preset }]) => [name, preset]),
  );
}

function check(step: AnyHttpStep, setup: JsonValue) {
  return step.check({ setup, input: inputOf(step), assumptions: defaults(step), has: () => false });
}

function inputOf(step: AnyHttpStep): JsonValue {
  return step.examples.input[0]?.value ?? {};
}

/** Drives a machine by hand: the answers in order, the last one again and again; time passes by what is waited. */
function drive(step: AnyHttpStep, setup: JsonValue, answers: readonly ExchangeOutcome[]): HttpStepOutcome {
  let now = Date.UTC(2026, 0, 1);
  let taken = 0;
  const world: StepWorld = {
    now: () => now,
    random: () => 0.5,
    uuid: () => '11111111-1111-4111-8111-111111111111',
    secret: (handle) => `secret of ${handle}`,
  };
  function answer(action: HttpAction): HttpEvent {
    switch (action.kind) {
      case 'exchange': {
        const outcome = answers[Math.min(taken, answers.length - 1)];
        taken += 1;
        if (outcome === undefined) throw new Error('no answer');
        now += outcome.kind === 'forbidden' ? 0 : outcome.ms;
        return { kind: 'exchange', outcome };
      }
      case 'wait':
        now += action.ms;
        return { kind: 'wait' };
      case 'script':
        return { kind: 'script', outcome: { status: 'returned', value: {} } };
      case 'render':
        return { kind: 'render', outcome: { status: 'rendered', texts: [...action.templates] } };
    }
  }
  const given = { setup, input: inputOf(step), assumptions: defaults(step), has: () => false };
  const machine = step.run(given, world);
  let next = machine.next();
  for (let actions = 0; next.done !== true; actions += 1) {
    if (actions > 20_000) throw new Error(`${step.platform}/${step.step} does not end`);
    next = machine.next(answer(next.value));
  }
  return next.value;
}

function respond(status: number): ExchangeOutcome {
  const body = '{"id":7,"items":[{"id":1}]}';
  const response = { status, statusText: '', headers: [], body, bodyBytes: body.length };
  return { kind: 'response', response, ms: 20 };
}

const anyOutcome: fc.Arbitrary<ExchangeOutcome> = fc.oneof(
  fc
    .record({
      status: fc.integer({ min: 100, max: 999 }),
      body: fc.oneof(fc.string(), fc.json({ maxDepth: 3 })),
      retryAfter: fc.oneof(fc.constant('7'), fc.constant('-1'), fc.string({ maxLength: 20 })),
    })
    .map(({ status, body, retryAfter }) => ({
      kind: 'response' as const,
      response: {
        status,
        statusText: '',
        headers: [{ name: 'Retry-After', value: retryAfter }],
        body,
        bodyBytes: Buffer.byteLength(body),
      },
      ms: 30,
    })),
  fc
    .constantFrom('timeout', 'refused', 'reset', 'dns', 'tls', 'max-size', 'malformed', 'other')
    .map((type) => ({ kind: 'failure' as const, failure: { type, code: null, message: type }, ms: 30 }) as const),
  fc.constant({ kind: 'forbidden' as const, rule: 'H-220', message: 'not this machine' }),
);

function compile(schema: unknown): ValidateFunction {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  ajv.addVocabulary(['rule', 'assumption', 'strict']);
  return ajv.compile(JSON.parse(JSON.stringify(schema)));
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

/** Every `rule` annotation of a schema. */
function rulesOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, item]) =>
    name === 'rule' && typeof item === 'string' ? [item] : rulesOf(item),
  );
}
