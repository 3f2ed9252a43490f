import { Ajv } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Assumption, Assumptions, JsonValue } from '../../../sdk/contract.ts';
import { findHttpStep, findRule } from '../../../sdk/platforms.ts';
import { listOptions } from '../../../sdk/rule.ts';
import { readOptions } from '../../../sdk/trifacta/assumptions.ts';
import { httpSteps } from '../../../sdk/trifacta/http-steps.ts';
import { trifacta } from '../../../sdk/trifacta/index.ts';
import { times } from '../../rounds.ts';

describe('the steps of Trifacta', () => {
  it('are those that the platform lists', async () => {
    expect(httpSteps.map(({ step }) => step)).to.deep.equal(trifacta.httpSteps.names);
    for (const { step } of httpSteps) expect((await findHttpStep('trifacta', step))?.step).to.equal(step);
  });

  for (const step of httpSteps) {
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).addVocabulary(['rule']);
    const compiled = { setup: ajv.compile(step.setup), input: ajv.compile(step.input) };

    for (const side of ['setup', 'input'] as const) {
      for (const { shows, value } of step.examples[side]) {
        it(`${step.step} accepts as ${side}: ${shows}`, () => {
          expect(compiled[side](value), JSON.stringify(compiled[side].errors)).to.equal(true);
        });
      }
      for (const { shows, value, path } of step.antiExamples[side]) {
        it(`${step.step} refuses as ${side}: ${shows}`, () => {
          expect(compiled[side](value)).to.equal(false);
          expect(compiled[side].errors?.map(({ instancePath }) => instancePath)).to.include(path);
        });
      }
    }

    it(`${step.step} takes name and default of every assumption from the rule that it cites`, () => {
      for (const [name, { rule, default: preset, choices }] of Object.entries<Assumption>(step.assumptions)) {
        expect(listOptions(findRule(rule) ?? never()), `${rule} ${name}`).to.deep.include([name, preset]);
        if (choices !== undefined) expect(choices).to.deep.include(preset);
      }
    });

    it(`${step.step} finds nothing wrong with its own examples`, () => {
      const [{ value: input } = { value: null }] = step.examples.input.slice(1);
      for (const { value: setup } of step.examples.setup) {
        const issues = step.check({ setup, input, assumptions: presetsOf(step.assumptions), has: () => false });
        expect(issues.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      }
    });
  }

  it('read every assumption whatever its value, and never throw', () => {
    const names = httpSteps.flatMap(({ assumptions }) => Object.keys(assumptions));

    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (chosen) => {
        readOptions(chosen as Assumptions);
      }),
      { numRuns: times(500) },
    );
  });
});

function presetsOf(assumptions: Readonly<Record<string, Assumption>>): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.entries(assumptions).map(([name, { default: preset }]) => [name, preset]));
}

function never(): never {
  throw new Error('there is no such rule');
}
