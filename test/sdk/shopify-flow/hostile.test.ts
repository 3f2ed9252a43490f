import { expect } from 'chai';
import fc from 'fast-check';
import { findUnknownFilter, parseLiquid, renderLiquid } from '../../../sdk/http/liquid.ts';
import { findOutputs } from '../../../sdk/shopify-flow/outputs.ts';
import { sendHttpRequest } from '../../../sdk/shopify-flow/send-http-request.ts';
import { missingVariables, namedSecrets } from '../../../sdk/shopify-flow/template-variables.ts';
import { workflow } from '../../../sdk/shopify-flow/workflow.ts';
import { times } from '../../rounds.ts';
import { check, drive, respond } from './drive.ts';

/** Pieces of Liquid and of what is none. */
const pieces = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{{-',
  '-%}',
  ' order.name ',
  '|',
  ' json ',
  '"',
  "'",
  'secrets.key',
  '[',
  ']',
  '.',
  ':',
  '1',
  ' if a ',
  ' endif ',
  ' for i in order ',
  ' raw ',
  '\n',
  '\r\n',
  'ü',
  '\u0000',
  '__proto__',
  'constructor',
  '://',
  '@',
  'http',
  '{',
  '}',
];
const template = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
const how = { now: 0, missing: 'empty' } as const;
const good = { method: 'Post', url: 'https://courier.northbeam.example/' };

describe('templates that nobody should write', () => {
  it('never make a check throw, and keep the machine from nothing but sending (F-180)', () => {
    fc.assert(
      fc.property(
        template,
        template,
        template,
        fc.constantFrom('classic', '2022', '2025'),
        (url, value, body, generation) => {
          const setup = { generation, method: 'Post', url: url || 'x', headers: [{ key: value || 'k', value }], body };
          const run = { setup, input: { order: { name: 'NB "1"' } }, secrets: { key: 'word' } };

          expect(check(sendHttpRequest, run)).to.be.an('array');
          const { outcome, sent } = drive(sendHttpRequest, run);
          expect(outcome.series).to.have.length(1);
          expect(sent.length).to.equal(outcome.series[0]?.attempts.length);
          for (const { exchange } of sent) {
            const texts = exchange.request.headers.flatMap(({ name, value: text }) => [name, text]);
            expect(texts.filter((text) => /[\r\n\0]/.test(text))).to.deep.equal([]);
          }
        },
      ),
      { numRuns: times(300) },
    );
  });

  it('have the same outputs and variables for whoever only looks (F-177)', () => {
    fc.assert(
      fc.property(template, fc.jsonValue(), (text, data) => {
        findOutputs(text);
        findUnknownFilter(text);
        missingVariables(text, data);
        namedSecrets(text);
      }),
      { numRuns: times(500) },
    );
  });

  it('are read in good time, however large they are (H-247)', function () {
    this.timeout(20_000);
    const n = 50_000;
    for (const piece of ['{{', '{%', '{{ a }}', '{{ "', '{% if a %}', '{% raw %}', '{', '{{-', '{% comment %}']) {
      const body = piece.repeat(n);
      expect(check(sendHttpRequest, { setup: { ...good, body } })).to.be.an('array');
    }
    for (const piece of ['|b', '.b', '[b', ' and b', ' ', '"']) {
      check(sendHttpRequest, { setup: { ...good, body: `{{ a${piece.repeat(n)} }}` } });
    }
  });

  it('do not come back in messages, apart from the names of tags (F-162 F-180)', () => {
    for (const text of [
      '{{ hidden-word',
      '{% hidden-word',
      '{{ "hidden-word }}',
      '{{ %hidden-word }}',
      '{% if "hidden-word %}\n{{',
    ]) {
      const outcome = renderLiquid([text], {}, how);
      expect(JSON.stringify(outcome)).to.include('"failed"').and.not.include('hidden-word');
    }
    expect(parseLiquid('{% shout %}')).to.have.property('message', 'tag "shout" not found, line:1, col:1');
  });
});

describe('data that nobody expects', () => {
  it('is data, whatever its names are (F-177)', () => {
    const input = JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":{"name":"x"},"order":{"toString":"t"}}');
    const body = '{{ polluted }}[{{ order.toString }}][{{ order.hasOwnProperty }}][{{ order.constructor }}]';

    const { sent } = drive(sendHttpRequest, { setup: { ...good, body }, input });

    expect(sent[0]?.exchange.request.body).to.equal('[t][][]');
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
  });

  it('may come as headers with the names of prototypes (F-152)', () => {
    const headers = JSON.parse('{"__proto__":"a","Constructor":"b","X-A":"c"}');

    const { outcome } = drive(sendHttpRequest, { setup: good, answer: () => respond(200, { headers }) });

    expect(JSON.stringify(outcome.output)).to.include('"headers":{"__proto__":"a","constructor":"b","x-a":"c"}');
  });

  it('does not reach the secrets of the run, nor take the place of secrets and variables (F-161)', () => {
    const body = '{{ secrets.key }}{{ sendHttpRequest.status }}';
    const input = { secrets: { key: 'from the data' }, sendHttpRequest: { status: 'from the data' } };
    const send = { kind: 'sendHttpRequest', ...good };

    const { sent } = drive(workflow, {
      setup: { generation: '2025', steps: [send, { ...send, body }] },
      input,
      secrets: { key: 'word' },
    });

    expect(sent[1]?.exchange.request.body).to.equal('word200');
  });

  it('asks for those secrets only that templates name (F-161 F-165)', () => {
    const asked: string[] = [];
    const secrets = new Proxy<Record<string, string>>(
      {},
      {
        getOwnPropertyDescriptor(_, name) {
          asked.push(String(name));
          return { value: 'word', configurable: true, enumerable: true };
        },
        get: () => 'word',
      },
    );
    const headers = [{ key: 'A', value: "{{ secrets['a b'] }}{{secrets.api-key}}" }];

    const { renders } = drive(sendHttpRequest, { setup: { ...good, headers, body: '{{ order.secrets.x }}' }, secrets });

    expect([...new Set(asked)].sort()).to.deep.equal(['a b', 'api-key']);
    expect(renders[0]?.data).to.deep.equal({ secrets: { 'a b': 'word', 'api-key': 'word' } });
  });
});

describe('options that make no sense', () => {
  it('count as not set (F-143 F-144 F-145 F-152)', () => {
    const assumptions = {
      backoff: { baseMs: -1, factor: 'x', capMs: null, jitter: 'none' },
      retryWindowMs: -5,
      responseMembers: 7,
      maxHeaders: 'many',
      maxResponseBytes: -1,
    };
    const { outcome, waits, sent } = drive(sendHttpRequest, {
      setup: good,
      assumptions,
      answer: (n) => respond(n === 1 ? 503 : 200),
    });

    expect(waits).to.deep.equal([10_000]);
    expect(sent[0]?.exchange.limits.maxResponseBytes).to.equal(1_048_576);
    expect(outcome.output).to.have.nested.property('sendHttpRequest.status', 200);
  });
});
