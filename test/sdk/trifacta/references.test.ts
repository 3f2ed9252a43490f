import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonValue } from '../../../sdk/contract.ts';
import { readOptions } from '../../../sdk/trifacta/assumptions.ts';
import { humanizeDuration } from '../../../sdk/trifacta/humanize-duration.ts';
import { parseTemplate } from '../../../sdk/trifacta/reference-parser.ts';
import { fillReferences } from '../../../sdk/trifacta/references.ts';
import { times } from '../../rounds.ts';

const data: Readonly<Record<string, JsonValue>> = {
  $plan: { name: 'Nightly "prep"', duration: 65_000, runId: 71, user: null, taskCount: 2 },
  $http_ax: {
    name: 'Open a ticket',
    statusCode: 201,
    response: { body: '{"id":77}', json: { id: 77, 'short text': 'ok', tags: ['a', 'b'] }, headers: { etag: 'w1' } },
  },
  $flow_cd: { name: 'Clean stock', status: 'success', 'Stock by shop': { rows: 12 } },
};

describe('references to plan metadata', () => {
  const rows: readonly (readonly [template: string, text: string, rule: string])[] = [
    ['{{$plan.runId}}', '71', 'T-200'],
    ['{{ $plan.runId }}', '71', 'T-200'],
    ['{{$http_ax.response.json.id}}', '77', 'T-201'],
    ["{{$http_ax.response.json['short text']}}", 'ok', 'T-202'],
    ['{{$http_ax.response.json["short text"]}}', 'ok', 'T-202'],
    ["{{$http_ax['response']['json']['id']}}", '77', 'T-202'],
    ['{{$plan.duration|humanizeDuration}}', '1 minute, 5 seconds', 'T-203'],
    ['{{$plan.duration | humanizeDuration}}', '1 minute, 5 seconds', 'T-203'],
    ['{{$http_ax.response.json.tags.1}}', 'b', 'T-213'],
    ['{{$http_ax.response.json.tags}}', '["a","b"]', 'T-213'],
    ['{{$flow_cd.status}}', 'success', 'T-209'],
    ["{{$flow_cd['Stock by shop'].rows}}", '12', 'T-210'],
    ['{{$plan.name}}', 'Nightly "prep"', 'T-214'],
    ['{{$plan.user}}', '', 'T-212'],
    ['{{$plan.nothing.at.all}}', '', 'T-212'],
    ['{{$nobody.name}}', '', 'T-212'],
    ['{{$http_ax.response.json.tags.length}}', '', 'T-217'],
    ['{{$plan.toString}}', '', 'T-217'],
    ['{{ plan.name }} { {$plan.name} } {% if %}', '{{ plan.name }} { {$plan.name} } {% if %}', 'T-200'],
    ['{{$plan.name', '{{$plan.name', 'T-200'],
    ["{{$plan['name}}", "{{$plan['name}}", 'T-200'],
    ['{{{$plan.runId}}}', '{71}', 'T-200'],
    ['a{{$plan.runId}}b{{$plan.taskCount}}c', 'a71b2c', 'T-200'],
  ];
  for (const [template, text, rule] of rows) {
    it(`fills ${template} with ${JSON.stringify(text)} (${rule})`, () => {
      expect(fill(template)).to.deep.include({ status: 'filled', text });
    });
  }

  for (const name of ['constructor', '__proto__', 'prototype']) {
    it(`A28: refuses ${name} wherever it stands, and executes nothing (T-217, T-218, H-105)`, () => {
      for (const template of [
        `{{$plan.${name}}}`,
        `{{$plan['${name}']}}`,
        `{{$http_ax.response.${name}.${name}("return process")()}}`.replace('("return process")()', ''),
      ]) {
        expect(fill(template)).to.deep.include({ status: 'refused', rule: 'T-217' });
      }
    });
  }

  it('refuses a filter that there is not (T-215)', () => {
    expect(fill('{{$plan.name|upper}}')).to.deep.include({ status: 'refused', rule: 'T-215' });
    expect(fill('{{$plan.duration|humanizeDuration}}', { filters: [] })).to.deep.include({ rule: 'T-215' });
  });

  it('A27: fails an unknown name and null under strict (T-212)', () => {
    for (const template of ['{{$plan.nothing}}', '{{$plan.user}}']) {
      expect(fill(template, { strict: true })).to.deep.include({ status: 'refused', rule: 'T-212' });
    }
    expect(fill('{{$plan.runId}}', { strict: true })).to.deep.include({ status: 'filled', text: '71' });
  });

  it('escapes values for a JSON text when told to (T-214)', () => {
    expect(fill('{"n":"{{$plan.name}}"}', { escapeReferences: true })).to.deep.include({
      text: '{"n":"Nightly \\"prep\\""}',
      assumed: ['T-214'],
    });
  });

  it('names the assumed rules that a text leans on, and no other', () => {
    const assumed = (template: string) => {
      const filled = fill(template);
      return filled.status === 'filled' ? filled.assumed : null;
    };

    expect(assumed('{{$plan.runId}}')).to.deep.equal([]);
    expect(assumed('{{$plan.duration|humanizeDuration}}')).to.deep.equal(['T-216']);
    expect(assumed('{{$http_ax.response.json}}')).to.deep.equal(['T-213']);
    expect(assumed('{{$flow_cd.name}}{{$plan.user}}')).to.deep.equal(['T-209', 'T-212']);
    expect(assumed("{{$flow_cd['Stock by shop'].rows}}")).to.deep.equal(['T-210']);
  });

  it('splits any text into parts that make it up again, and never throws', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '$',
      'plan',
      '.',
      "['",
      "']",
      '["',
      '"]',
      '|',
      ' ',
      'a b',
      '\n',
      '{',
      '}',
    );

    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
        const template = list.join('');
        const parts = parseTemplate(template);
        expect(parts.map(({ text }) => text).join('')).to.equal(template);
        fill(template);
      }),
      { numRuns: times(2_000) },
    );
  });

  it('takes time in proportion to a template that is made to be slow (T-217)', () => {
    for (const piece of ["{{$a['", '{{$a["', '{{', '{{$', '{{$a.', '{{$a|', '{{$plan.name']) {
      const template = piece.repeat(50_000);
      expect(
        parseTemplate(template)
          .map(({ text }) => text)
          .join(''),
      ).to.equal(template);
    }
  });

  it('refuses a filled text that would be larger than 16 Mi characters', () => {
    const large = { $plan: { name: 'x'.repeat(1024 * 1024) } };

    expect(fillReferences('{{$plan.name}}'.repeat(20), large, readOptions({}))).to.deep.include({ status: 'refused' });
  });
});

describe('humanizeDuration', () => {
  it('A23: writes milliseconds in English units (T-203, T-216)', () => {
    expect([0, 999, 1_000, 65_000, 3_600_000, 90_061_000].map((ms) => humanizeDuration(ms))).to.deep.equal([
      '0 seconds',
      '0 seconds',
      '1 second',
      '1 minute, 5 seconds',
      '1 hour',
      '1 day, 1 hour, 1 minute, 1 second',
    ]);
  });

  it('writes ISO 8601 when told to (T-216)', () => {
    expect([0, 65_000, 86_400_000, 90_061_000].map((ms) => humanizeDuration(ms, 'iso-8601'))).to.deep.equal([
      'PT0S',
      'PT1M5S',
      'P1D',
      'P1DT1H1M1S',
    ]);
  });
});

function fill(template: string, options: Readonly<Record<string, JsonValue>> = {}) {
  return fillReferences(template, data, readOptions(options));
}
