import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { JsonValue } from '../../../sdk/contract.ts';
import { httpSteps } from '../../../sdk/shopify-flow/http-steps.ts';
import { shopifyFlow } from '../../../sdk/shopify-flow/index.ts';
import { sendHttpRequest } from '../../../sdk/shopify-flow/send-http-request.ts';
import { workflow } from '../../../sdk/shopify-flow/workflow.ts';
import { check } from './drive.ts';

const good = { method: 'Post', url: 'https://courier.northbeam.example/v1/pickups' };
const input = { order: { name: 'NB-1007', note: 'ring', items: [{ sku: 'BELL' }] } };

/** Rule, severity and path of all that the check says of an action. */
function say(action: Readonly<Record<string, JsonValue>>, assumptions: Readonly<Record<string, JsonValue>> = {}) {
  const issues = check(sendHttpRequest, { setup: { ...good, ...action }, input, assumptions });
  return issues.map(({ rule, severity, path }) => `${rule} ${severity} ${path}`);
}

describe('the check of a Shopify Flow action', () => {
  it('has nothing to say of a sound action, nor of the worked example (F-104 F-210)', () => {
    const [example] = sendHttpRequest.examples.setup;

    expect(say({})).to.deep.equal([]);
    expect(check(sendHttpRequest, { setup: example?.value ?? null, input })).to.deep.equal([]);
  });

  it('refuses Liquid that is wrong, and names the place (F-180)', () => {
    expect(say({ body: '{{ order.name | }' })).to.deep.equal(['F-180 error /body']);
    expect(say({ url: 'https://a.example/{% if %}' })).to.deep.equal(['F-180 error /url']);
    expect(say({ headers: [{ key: 'A', value: '{% nothing %}' }] })).to.deep.equal(['F-180 error /headers/0/value']);
    expect(say({ body: '{% include "x" %}' })).to.deep.equal(['F-180 error /body']);
    expect(say({ body: '{{ $plan.name }}' })).to.deep.equal(['F-180 error /body']);
    expect(say({ body: '{{ order.name | }' }, { onTemplateError: 'literal' })).to.deep.equal(['F-180 warning /body']);
  });

  it('refuses more Liquid than can be read in good time (F-180)', () => {
    expect(say({ body: '{{ order.name }}'.repeat(10_000) })).to.deep.equal(['F-180 error /body']);
    expect(say({ body: 'x'.repeat(200_000) })).to.deep.equal([]);
  });

  it('warns of a filter that does not exist (F-176)', () => {
    expect(say({ url: 'https://a.example/?n={{ order.name | url_encode | url_enode }}' })).to.deep.equal([
      'F-176 warning /url',
    ]);
  });

  it('warns of a variable in a URL without url_encode, but not of one that is the whole address (F-172 F-178)', () => {
    expect(say({ url: 'https://a.example/?n={{ order.name }}' })).to.deep.equal(['F-178 warning /url']);
    expect(say({ url: 'https://a.example/?n={{ order.name | url_encode }}&t={{ "x y" }}' })).to.deep.equal([]);
    expect(say({ url: '{{ order.note }}/path' })).to.deep.equal([]);
    expect(say({ url: 'https://a.example/?k={{secrets.key}}' })).to.deep.equal([]);
  });

  it('warns of a variable in a JSON body without json, and in no other body (F-172 F-178)', () => {
    const json = [{ key: 'content-type', value: 'application/json' }];

    expect(say({ body: '{"n":"{{ order.name }}"}' })).to.deep.equal(['F-178 warning /body']);
    expect(say({ body: '{{ order.name }}', headers: json })).to.deep.equal(['F-178 warning /body']);
    expect(say({ body: '{"n":{{ order.name | json }},"c":{{ order.items | size }}}' })).to.deep.equal([]);
    expect(say({ body: 'n={{ order.name }}' })).to.deep.equal([]);
  });

  it('warns where braces of JSON text meet (F-171)', () => {
    expect(say({ body: '{{"a":1}}' })).to.deep.equal(['F-171 warning /body', 'F-180 error /body']);
    expect(say({ body: '{ "a": {"b": {{ order.name | json }}}}' })).to.deep.equal([]);
  });

  it('warns of Liquid in the name of a header (F-112 F-164)', () => {
    const headers = [{ key: '{{secrets.key}}', value: 'x' }];

    expect(say({ headers })).to.deep.equal(['F-164 warning /headers/0/key']);
    expect(say({ headers }, { expandHeaderNames: true })).to.deep.equal([]);
  });

  it('refuses a header with a line break or another character that none may hold (H-212)', () => {
    expect(say({ headers: [{ key: 'X-A', value: 'a\r\nX-B: b' }] })).to.deep.equal(['H-212 error /headers/0/value']);
    expect(say({ headers: [{ key: 'X-A\n', value: 'a' }] })).to.deep.equal(['H-212 error /headers/0/key']);
    expect(say({ headers: [{ key: 'X A', value: 'a' }] })).to.deep.equal(['H-212 error /headers/0/key']);
  });

  it('refuses a URL with credentials, and what is no URL with http or https (H-224)', () => {
    expect(say({ url: 'https://ann:word@a.example/' })).to.deep.equal(['H-224 error /url']);
    expect(say({ url: 'https://{{secrets.user}}@a.example/' })).to.deep.equal(['H-224 error /url']);
    expect(say({ url: 'ftp://a.example/' })).to.deep.equal(['H-224 error /url']);
    expect(say({ url: 'courier' })).to.deep.equal(['H-224 error /url']);
  });

  it('warns of plain http to another machine, and takes it as the option says (F-191)', () => {
    const url = 'http://a.example/';

    expect(say({ url })).to.deep.equal(['F-191 warning /url']);
    expect(say({ url }, { allowHttp: 'never' })).to.deep.equal(['F-191 error /url']);
    expect(say({ url }, { allowHttp: 'always' })).to.deep.equal([]);
    expect(say({ url: 'http://127.0.0.1:4010/' })).to.deep.equal([]);
    expect(say({ url: 'http://localhost:4010/' }, { allowHttp: 'never' })).to.deep.equal([]);
  });

  it('warns of a body that Get and Head leave out (F-200)', () => {
    expect(say({ method: 'Get', body: 'x' })).to.deep.equal(['F-200 warning /body']);
    expect(say({ method: 'Head', body: 'x' })).to.deep.equal(['F-200 warning /body']);
    expect(say({ method: 'Delete', body: 'x' })).to.deep.equal([]);
  });

  it('warns of a variable that the data does not have, and refuses it where the option says so (F-175)', () => {
    const body =
      '{{ order.nmae | json }}{{ order.items[0].sku | json }}{{ order.items.first.sku | json }}{{ order.items[1] | json }}';

    expect(say({ body })).to.deep.equal(['F-175 warning /body', 'F-175 warning /body']);
    expect(
      say({ body: '{% if order.gift %}{{ "gift" }}{% endif %}{{ order.gift | default: "none" | json }}' }),
    ).to.deep.equal([]);
    expect(say({ body: '{{ order["nmae"] | json }}{{ order.items[-1].sku | json }}' })).to.deep.equal([
      'F-175 warning /body',
    ]);
    expect(say({ body }, { missingVariable: 'error' })).to.deep.equal(['F-175 error /body', 'F-175 error /body']);
  });

  it('warns of settings and secrets that an older generation does not have (F-103 F-211)', () => {
    const action = { onServerError: 'ignore', headers: [{ key: 'X-Key', value: '{{secrets.api-key}}' }] };

    for (const generation of ['classic', '2022']) {
      expect(say({ ...action, generation })).to.deep.equal([
        'F-103 warning /onServerError',
        'F-103 warning /headers/0/value',
      ]);
    }
  });

  it('refuses more headers than the option allows (F-194)', () => {
    const headers = [
      { key: 'A', value: '1' },
      { key: 'B', value: '2' },
    ];

    expect(say({ headers }, { maxHeaders: 1 })).to.deep.equal(['F-194 error /headers']);
    expect(say({ headers }, { maxHeaders: 2 })).to.deep.equal([]);
  });
});

describe('the check of a Shopify Flow workflow', () => {
  const send = { kind: 'sendHttpRequest', ...good };

  function sayOf(steps: readonly JsonValue[], generation = '2025') {
    return check(workflow, { setup: { generation, steps }, input }).map(({ rule, path }) => `${rule} ${path}`);
  }

  it('says where in the workflow an action is wrong (F-180)', () => {
    expect(sayOf([send, { kind: 'wait', ms: 1 }, { ...send, body: '{{' }])).to.deep.equal(['F-180 /steps/2/body']);
  });

  it('refuses to parse what no action before has filled (F-150)', () => {
    const parse = { kind: 'parse', from: 'sendHttpRequest1', as: 'eta' };

    expect(sayOf([send, parse, send])).to.deep.equal(['F-150 /steps/1/from']);
    expect(sayOf([send, send, parse])).to.deep.equal([]);
    expect(sayOf([send, send, parse], '2022')).to.deep.equal(['F-103 /steps/2/from']);
  });

  it('refuses a name for parsed data that is taken (F-151)', () => {
    const names = ['order', 'secrets', 'sendHttpRequest9', 'eta'];
    const found = names.map((as) => sayOf([send, { kind: 'parse', from: 'sendHttpRequest', as }]));

    expect(found).to.deep.equal([['F-151 /steps/1/as'], ['F-151 /steps/1/as'], ['F-151 /steps/1/as'], []]);
  });

  it('knows the variables of earlier steps, and misses those of later ones (F-150 F-175)', () => {
    const reads = { ...send, body: '{{ sendHttpRequest.body | json }}' };

    expect(sayOf([send, reads])).to.deep.equal([]);
    expect(sayOf([reads, send])).to.deep.equal(['F-175 /steps/0/body']);
  });
});

describe('the steps of Shopify Flow', () => {
  it('are those that the platform names', () => {
    expect(httpSteps.map(({ step }) => step)).to.deep.equal(shopifyFlow.httpSteps.names);
  });

  for (const step of httpSteps) {
    for (const side of ['setup', 'input'] as const) {
      const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true })
        .addVocabulary(['rule'])
        .compile(step[side]);

      for (const { value, shows } of step.examples[side]) {
        it(`${step.step} accepts as ${side}: ${shows}`, () => {
          expect(validate(value)).to.equal(true);
          if (side === 'setup') check(step, { setup: value });
        });
      }

      for (const { value, path, shows } of step.antiExamples[side]) {
        it(`${step.step} refuses as ${side}: ${shows}`, () => {
          expect(validate(value)).to.equal(false);
          expect(validate.errors?.map(({ instancePath }) => instancePath)).to.include(path);
        });
      }
    }
  }
});
