import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import { transform } from 'esbuild';
import fc from 'fast-check';
import type { AntiExample, AnyContract, Check, Example } from '../../sdk/contract.ts';
import { findContract, findRule, platforms, recogniseContract } from '../../sdk/index.ts';
import type { Platform } from '../../sdk/platform.ts';
import { times } from '../rounds.ts';

const forOneRecord = ['transform', 'inputFilter', 'outputFilter', 'branchFilter', 'branching'];
const forAnIntegration = ['formInit', 'update'];
const ofText = ['script', 'map-transform'];
const ofAuthentication = ['auth-pre', 'auth-post'];
/**
 * What the examples of a contract are recognised as, where that is not the contract alone: kinds that are passed the same
 * are recognised together, and what only a stack has is not recognised, or taken for what it looks like (C-513).
 */
const recognisedAs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  celigo: {
    ...Object.fromEntries(forOneRecord.map((hook) => [hook, forOneRecord])),
    ...Object.fromEntries(forAnIntegration.map((hook) => [hook, forAnIntegration])),
    wrapperPing: [],
    wrapperExport: [],
    wrapperImport: ['postMap'],
    connectorInstaller: [],
    integrationInstaller: [],
    preUninstall: [],
    uninstaller: [],
    persistSettings: [],
    refreshMetadata: [],
    getMappingMetadata: [],
  },
  patchworks: {
    ...Object.fromEntries(ofText.map((hook) => [hook, ofText])),
    ...Object.fromEntries(ofAuthentication.map((hook) => [hook, [...ofText, ...ofAuthentication]])),
    'post-request': ['response-script'],
  },
};
const everyContract: readonly AnyContract[] = Object.values(platforms).flatMap((platform) => platform.hooks);

for (const platform of Object.values(platforms)) {
  describe(`platform ${platform.name}`, () => {
    it('gives every rule its own id, a mark, a text and a source', () => {
      const ids = platform.rules.map((rule) => rule.id);

      const incomplete = platform.rules.filter((rule) => !rule.says || !rule.source || rule.marks.length === 0);

      expect(new Set(ids).size).to.equal(ids.length);
      expect(incomplete).to.deep.equal([]);
    });

    it('gives an option to every rule that is nothing but assumed or unknown, or names the rule that has it', () => {
      const silent = platform.rules
        .filter((rule) => rule.marks.every((mark) => mark === 'assumed' || mark === 'unknown'))
        .filter((rule) => rule.option === undefined && !/[CPTFHW]-\d{3}/.test(rule.says))
        .map((rule) => rule.id);

      expect(silent).to.deep.equal([]);
    });

    it('gives one whole sentence as the reason of every rule that is not modelled', () => {
      const reasons = platform.rules.flatMap(({ notModelled }) => (notModelled === undefined ? [] : [notModelled]));

      expect(reasons.filter((reason) => !/^[A-Zh][^\n]+\.$/.test(reason))).to.deep.equal([]);
    });
  });

  for (const contract of platform.hooks) describeContract(platform, contract);
}

function describeContract(platform: Platform, contract: AnyContract): void {
  describe(`contract ${platform.name}/${contract.hook}`, () => {
    const validators = { input: compile(contract.input), output: compile(contract.output) };

    it('is found by its names', () => {
      expect(contract.platform).to.equal(platform.name);
      expect(findContract(platform.name, contract.hook)).to.equal(contract);
    });

    it('has examples and anti-examples enough', () => {
      const { examples, antiExamples } = contract;

      expect(examples.input.length).to.be.at.least(3);
      expect(examples.output.length).to.be.at.least(3);
      expect(antiExamples.input.length + antiExamples.output.length).to.be.at.least(6);
    });

    for (const side of ['input', 'output'] as const) {
      for (const example of contract.examples[side]) {
        it(`accepts as ${side}: ${example.shows}`, () => {
          expect(errorsOf(validators[side], example)).to.deep.equal([]);
        });
      }

      for (const example of contract.antiExamples[side]) {
        it(`refuses as ${side}: ${example.shows}`, () => {
          expect(errorsOf(validators[side], example)[0]).to.equal(example.path);
        });
      }
    }

    it('passes its input checks with its own examples', () => {
      for (const { value } of contract.examples.input) {
        const issues = contract.inputChecks.flatMap((check) => check.run(value, null, defaults(contract)));

        expect(issues).to.deep.equal([]);
      }
    });

    it('cites only rules that the platform explains, and none that it calls not modelled', () => {
      const cited = [
        ...annotations(contract.input, 'rule'),
        ...annotations(contract.output, 'rule'),
        ...Object.values(contract.rules),
        ...[contract.calls.formRule, contract.calls.modules.rule, contract.calls.language.rule],
        ...[...contract.checks, ...contract.inputChecks].map((check: Check<unknown, unknown>) => check.rule),
        ...Object.values(contract.assumptions).map((assumption) => assumption.rule),
      ];

      const modelled = platform.rules.filter(({ notModelled }) => notModelled === undefined).map(({ id }) => id);

      expect(cited.filter((id) => !modelled.includes(id))).to.deep.equal([]);
    });

    it('tells how new the language of its scripts may be, in the words of a build', async () => {
      const target = contract.calls.language.level(defaults(contract));

      expect((await transform('let a; a ??= 1;', { target })).code).to.contain('a');
    });

    it('has a rule on every object and every property of its schemas', () => {
      expect(nodesWithoutRule(contract.input)).to.deep.equal([]);
      expect(nodesWithoutRule(contract.output)).to.deep.equal([]);
    });

    it('takes name and default of every assumption from the rule that it cites', () => {
      for (const [name, assumption] of Object.entries(contract.assumptions)) {
        const rule = findRule(assumption.rule);
        const options = {
          ...rule?.moreOptions,
          ...(rule?.option === undefined ? {} : { [rule.option]: rule.default }),
        };

        expect(options, assumption.rule).to.have.deep.property(name, assumption.default);
        if (assumption.choices !== undefined) expect(assumption.choices).to.deep.include(assumption.default);
      }
    });

    it('declares the assumptions that its schemas are lenient by, with their strict values', () => {
      const lenient = annotations(contract.output, 'assumption');

      expect(Object.keys(contract.assumptions)).to.include.members([...lenient]);
    });

    it('recognises its own input, and no other contract does but those that are passed the same', () => {
      const expected = recognisedAs[platform.name]?.[contract.hook] ?? [contract.hook];

      for (const { value, shows } of contract.examples.input) {
        const found = everyContract.filter((candidate) => candidate.recognises(value));

        expect(found.map(({ hook }) => hook).sort(), shows).to.deep.equal([...expected].sort());
        expect(found.every((candidate) => candidate.platform === platform.name)).to.equal(true);
        expect(recogniseContract(value), shows).to.equal(found.length === 1 ? found[0] : undefined);
      }
    });

    it('counts records and takes facts of every input example', () => {
      for (const { value } of contract.examples.input) {
        expect(contract.countRecords(value)).to.be.a('number');
        expect(JSON.parse(JSON.stringify(contract.facts(value, {})))).to.deep.equal(contract.facts(value, {}));
      }
    });

    it('never throws in a check, whatever the hook returned', () => {
      const facts = contract.facts(contract.examples.input[0]?.value, {});

      fc.assert(
        fc.property(fc.option(fc.jsonValue(), { nil: undefined }), (output) => {
          for (const check of contract.checks) check.run(output, facts, defaults(contract));
        }),
        { numRuns: times(300) },
      );
    });

    it('recognises without throwing, whatever the value', () => {
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          contract.recognises(value);
        }),
        { numRuns: times(300) },
      );
    });
  });
}

describe('recogniseContract', () => {
  it('gives undefined for values that no hook is passed', () => {
    const values = [undefined, null, 7, 'text', [], {}, { responseData: {} }, { payload: '', response: null }];

    expect(values.map((value) => recogniseContract(value))).to.deep.equal(values.map(() => undefined));
  });

  it('gives undefined instead of guessing when two hooks could have been passed the value', () => {
    const value = { responseData: [], postMapData: [], payload: '', response: { status: 200 } };

    expect(recogniseContract(value)).to.equal(undefined);
  });

  it('leaves a whole preview request alone', () => {
    expect(recogniseContract({ responseData: [], preMapData: [], postMapData: [], rules: {} })).to.equal(undefined);
  });
});

describe('findContract', () => {
  it('gives undefined for names that nobody has', () => {
    expect(findContract('celigo', 'postsubmit')).to.equal(undefined);
    expect(findContract('constructor', 'postSubmit')).to.equal(undefined);
  });
});

describe('findRule', () => {
  it('finds the rules of every platform, and undefined for an id that nobody has', () => {
    expect(findRule('C-005')?.marks).to.deep.equal(['documented']);
    expect(findRule('P-506')).to.deep.include({
      option: 'maxReauthPerRequest',
      default: 1,
      moreOptions: { reauthExhausted: 'asCode1' },
    });
    expect(findRule('C-999')).to.equal(undefined);
  });
});

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  return ajv.addVocabulary(['rule', 'assumption', 'strict']).compile(schema);
}

function errorsOf(validate: ValidateFunction, example: Example | AntiExample): readonly string[] {
  return validate(example.value) ? [] : (validate.errors ?? []).map((error) => error.instancePath);
}

function defaults(contract: AnyContract): Readonly<Record<string, never>> {
  return Object.fromEntries(
    Object.entries(contract.assumptions).map(([name, assumption]) => [name, assumption.default as never]),
  );
}

/** All values of an annotation in a schema. */
function annotations(schema: unknown, keyword: string): readonly string[] {
  return nodesOf(schema).flatMap(([, node]) => {
    const value = node[keyword];
    return typeof value === 'string' ? [value] : [];
  });
}

function nodesWithoutRule(schema: unknown): readonly string[] {
  return nodesOf(schema)
    .filter(
      ([path, node]) => typeof node['rule'] !== 'string' && !/\/(anyOf\/\d+|items|patternProperties\/.*)$/.test(path),
    )
    .map(([path]) => path);
}

/** Every schema inside a schema, with its path; `properties` and the like are no schemas themselves. */
function nodesOf(schema: unknown, path = ''): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  const node = schema as Readonly<Record<string, unknown>>;
  const inner = ['properties', 'patternProperties', 'anyOf'].flatMap((keyword) =>
    Object.entries(node[keyword] ?? {}).flatMap(([key, value]) => nodesOf(value, `${path}/${keyword}/${key}`)),
  );
  return [[path, node], ...inner, ...nodesOf(node['items'], `${path}/items`)];
}
