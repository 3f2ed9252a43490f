import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { Assumptions } from '../../../../sdk/contract.ts';
import { assumptionsOfHttpStep } from '../../../../sdk/http/http-step.ts';
import { findRule } from '../../../../sdk/index.ts';
import { connector } from '../../../../sdk/patchworks/connector/connector.ts';
import type { ConnectorSetup } from '../../../../sdk/patchworks/connector/setup.ts';
import { drive } from './drive-connector.ts';

const endpoint = { method: 'GET', url: 'https://shop.example/orders' };
const request = { method: 'POST', url: 'https://shop.example/session' };

/** `severity rule path` of all that is found. */
function check(
  setup: Partial<ConnectorSetup>,
  places: readonly string[] = [],
  assumptions: Assumptions = { pinDrift: 'warn' },
): readonly string[] {
  const whole: ConnectorSetup = { endpoint, mode: 'receive', ...setup };
  const issues = connector.check({ setup: whole, input: {}, assumptions, has: (place) => places.includes(place) });
  return issues.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);
}

describe('patchworks connector, its configuration', () => {
  it('is content with its examples, and refuses its anti-examples at the named path', () => {
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
    ajv.addVocabulary(['rule', 'assumption', 'strict']);
    for (const side of ['setup', 'input'] as const) {
      const validate = ajv.compile(connector[side]);
      for (const { value, shows } of connector.examples[side]) expect(validate(value), shows).to.equal(true);
      for (const { value, path, shows } of connector.antiExamples[side]) {
        expect(validate(value), shows).to.equal(false);
        expect(validate.errors?.[0]?.instancePath, shows).to.equal(path);
      }
    }
  });

  it('takes name and default of every assumption from its rule', () => {
    for (const [name, assumption] of Object.entries(assumptionsOfHttpStep(connector))) {
      const rule = findRule(assumption.rule);
      const options = { ...rule?.moreOptions, ...(rule?.option === undefined ? {} : { [rule.option]: rule.default }) };

      expect(rule?.notModelled, name).to.equal(undefined);
      expect(options, assumption.rule).to.have.deep.property(name, assumption.default);
    }
  });

  it('P-440: notes which of two scripts is ignored, and names both', () => {
    expect(check({}, ['response-script', 'post-request'])).to.deep.equal(['info P-440 /endpoint']);
    expect(check({}, ['response-script'])).to.deep.equal([]);
  });

  it('P-470: warns of authentication scripts that are never called', () => {
    expect(check({}, ['auth-pre', 'auth-post'])).to.deep.equal([
      'warning P-470 /authentication',
      'warning P-470 /authentication',
    ]);
    expect(check({ authentication: { request } }, ['auth-pre'])).to.deep.equal([]);
  });

  it('P-482: warns of a {{token}} that nothing gives', () => {
    const withToken = { endpoint: { ...endpoint, headers: { Authorization: 'Bearer {{ token }}' } } };

    expect(check(withToken)).to.deep.equal(['warning P-482 /endpoint']);
    expect(check({ ...withToken, authentication: { request } })).to.deep.equal(['warning P-482 /endpoint']);
    expect(check({ ...withToken, authentication: { request, token: 'token' } })).to.deep.equal([]);
    expect(check({ ...withToken, authentication: { request } }, ['auth-post'])).to.deep.equal([]);
    expect(check({ ...withToken, authentication: { variables: { token: 'fixed' } } })).to.deep.equal([]);
  });

  it('P-460: refuses paging by a script that is not there, and warns of one that is never called', () => {
    expect(check({ endpoint: { ...endpoint, pagination: { kind: 'script' } } })).to.deep.equal([
      'error P-460 /endpoint/pagination',
    ]);
    expect(check({ endpoint: { ...endpoint, pagination: { kind: 'none' } } }, ['pagination'])).to.deep.equal([
      'warning P-460 /endpoint/pagination',
    ]);
  });

  it('P-803, P-806, P-455, P-475: warns of a pinned version that is not the local file, and of a place that is none', () => {
    const pinned = {
      versions: { 'response-script': { version: 4, recorded: 5 }, 'auth-pre': { version: 2, recorded: 2 } },
    };

    expect(check(pinned)).to.deep.equal(['warning P-806 /versions/response-script']);
    expect(check(pinned, [], { pinDrift: 'ignore' })).to.deep.equal([]);
    expect(check({ versions: { 'response-script': { version: 4 } } })).to.deep.equal([
      'warning P-806 /versions/response-script',
    ]);
    expect(check({ versions: { script: { version: 1 } } })).to.deep.equal(['error P-803 /versions/script']);
  });

  it('P-806: a pinned place runs the version that is attached for the pin, a place without a pin the local file', () => {
    const scripts = {
      'response-script': () => ({ response_code: 0, payload: 'local' }),
      'pinned-response-script': () => ({ response_code: 0, payload: 'pinned' }),
    };
    const versions = { 'response-script': { version: 4 } };

    expect(drive({ setup: { versions }, scripts }).output.payloads).to.deep.equal(['pinned']);
    expect(drive({ scripts }).output.payloads).to.deep.equal(['local']);
  });

  it('H-204: refuses a body where the method has none', () => {
    expect(check({ endpoint: { ...endpoint, body: '{}' } })).to.deep.equal(['error H-204 /endpoint/body']);
  });
});
