import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { Assumption } from '../../sdk/contract.ts';
import { findRule, platforms } from '../../sdk/index.ts';
import type { Platform } from '../../sdk/platform.ts';
import { listOptions } from '../../sdk/rule.ts';

const hostile: readonly unknown[] = [
  undefined,
  null,
  7,
  'text',
  true,
  [],
  [null],
  {},
  { errors: [[null]] },
  { data: 3 },
];

for (const platform of Object.values<Platform>(platforms)) {
  if (platform.publisher !== undefined) describePublisher(platform, platform.publisher);
  if (platform.standIn !== undefined) describeStandIn(platform, platform.standIn);
}

function describePublisher(platform: Platform, load: NonNullable<Platform['publisher']>): void {
  describe(`the publisher of ${platform.name}`, () => {
    it('takes name and default of every assumption from a rule that is acted on', async () => {
      checkAssumptions((await load()).assumptions);
    });

    it('has a schema for its settings that says what is wrong with others', async () => {
      const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile((await load()).settings);

      expect(validate({ noSuchSetting: 1 })).to.equal(false);
      expect(validate('text')).to.equal(false);
    });

    it('publishes hooks only where the platform has some, and steps that it has', async () => {
      const { publishes } = await load();

      expect(publishes.hooks).to.equal(publishes.hooks && platform.hooks.length > 0);
      expect([...platform.httpSteps.names, ...platform.steps.map(({ step }) => step)]).to.include.members([
        ...publishes.steps,
      ]);
      expect(publishes.hooks || publishes.steps.length > 0).to.equal(true);
    });

    it('has https addresses, and puts the credential into a header', async () => {
      const { regions, headers } = await load();

      expect(Object.values(regions).filter((address) => !/^https:\/\/[^/]+$/.test(address))).to.deep.equal([]);
      expect(headers('s3cret').filter(({ value }) => value.includes('s3cret'))).to.have.length(1);
    });

    it('reads what an error says without throwing, whatever came', async () => {
      const { readError } = await load();

      for (const body of hostile) {
        const says = readError(body);
        expect(says === undefined || typeof says === 'string').to.equal(true);
      }
    });
  });
}

function describeStandIn(platform: Platform, load: NonNullable<Platform['standIn']>): void {
  describe(`the stand-in for ${platform.name}`, () => {
    it('takes name and default of every assumption from a rule that is acted on', async () => {
      checkAssumptions((await load()).assumptions);
    });

    it('refuses in its own envelope, and finds no token where none is carried', async () => {
      const { refuse, findToken, assumptions } = await load();
      const chosen = Object.fromEntries(
        Object.entries(assumptions).map(([name, { default: preset }]) => [name, preset]),
      );

      for (const status of [400, 401, 403, 404, 413, 415, 500]) {
        const answer = refuse(status, 'No.', chosen, () => 0.5);
        expect(answer.status).to.equal(status);
        expect(JSON.stringify(answer.body)).to.contain('No.');
      }
      expect(findToken({ headers: [], query: new URLSearchParams() })).to.equal(undefined);
    });
  });
}

function checkAssumptions(assumptions: Readonly<Record<string, Assumption>>): void {
  for (const [name, { rule: id, default: preset, choices }] of Object.entries(assumptions)) {
    const rule = findRule(id);
    const options = Object.fromEntries(rule === undefined ? [] : listOptions(rule));

    expect(options, `${name} of ${id}`).to.have.deep.property(name, preset);
    expect(rule?.notModelled, `${name} of ${id}`).to.equal(undefined);
    if (choices !== undefined) expect(choices).to.deep.include(preset);
  }
}
