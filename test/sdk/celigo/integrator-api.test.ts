import { expect } from 'chai';
import fc from 'fast-check';
import { integratorApi } from '../../../sdk/celigo/integrator-api.ts';
import { celigoAssumptions } from '../../../sdk/celigo/script.ts';
import { findRule } from '../../../sdk/index.ts';
import type { ApiReply, ApiRequest, ApiVerdict } from '../../../sdk/platform-api.ts';
import { times } from '../../rounds.ts';

const defaults = Object.fromEntries(
  Object.entries(celigoAssumptions).map(([name, assumption]) => [name, assumption.default]),
);

function judge(call: string, given: readonly unknown[], chosen: Readonly<Record<string, unknown>> = {}): ApiVerdict {
  return integratorApi.judge({ call, arguments: given }, { ...defaults, ...chosen });
}

function requestOf(call: string, given: readonly unknown[], chosen?: Readonly<Record<string, unknown>>): ApiRequest {
  const verdict = judge(call, given, chosen);
  if (verdict.status !== 'known' || verdict.request === null) throw new Error(`no request for ${call}`);
  return verdict.request;
}

describe('integrator-api', () => {
  it('has the areas that scripts import and those that are documented (C-345, C-346)', () => {
    expect(Object.keys(integratorApi.areas).sort()).to.deep.equal([
      'accessTokens',
      'asyncHelpers',
      'connections',
      'exports',
      'fileDefinitions',
      'flows',
      'imports',
      'integrations',
      'lookupCaches',
      'request',
      'state',
    ]);
  });

  const requests: readonly (readonly [
    call: string,
    given: readonly unknown[],
    method: string,
    path: string,
    body?: unknown,
  ])[] = [
    ['exports.find', [], 'GET', '/v1/exports'],
    ['exports.find', [null], 'GET', '/v1/exports'],
    ['exports.find', [{ externalId: 'x' }], 'GET', '/v1/exports'],
    ['connections.find', [{}], 'GET', '/v1/connections'],
    ['imports.get', ['i1'], 'GET', '/v1/imports/i1'],
    ['connections.get', [{ _id: 'c1' }], 'GET', '/v1/connections/c1'],
    ['flows.get', ['a/../b?c'], 'GET', '/v1/flows/a%2F..%2Fb%3Fc'],
    ['exports.run', [{ _id: 'e1' }], 'POST', '/v1/exports/e1/invoke'],
    ['exports.run', [{ _id: 'e1', data: [{ a: 1 }] }], 'POST', '/v1/exports/e1/invoke', [{ a: 1 }]],
    ['exports.run', [{ _id: 'e1', listenerData: { b: 2 } }], 'POST', '/v1/exports/e1/invoke', { b: 2 }],
    ['imports.run', [{ _id: 'i1', data: [{ a: 1 }] }], 'POST', '/v1/imports/i1/invoke', [{ a: 1 }]],
    ['flows.run', [{ _id: 'f1' }], 'POST', '/v1/flows/f1/run', {}],
  ];
  for (const [call, given, method, path, body] of requests) {
    it(`is carried out by ${method} ${path}: ${call}(${given.map((one) => JSON.stringify(one)).join()}) (C-350 to C-357, C-653)`, () => {
      const request = requestOf(call, given);

      expect({ method: request.method, path: request.path, body: request.body }).to.deep.equal({ method, path, body });
    });
  }

  const unanswerable: readonly (readonly [call: string, given: readonly unknown[], assumed: readonly string[]])[] = [
    ['connections.find', [{ name: 'x' }], []],
    ['accessTokens.get', ['t1'], []],
    ['fileDefinitions.find', [], []],
    ['exports.runVirtual', [{ export: { _connectionId: 'c1', http: {} } }], ['C-353']],
    ['exports.runVirtualWithPaging', [{ export: { _connectionId: 'c1' } }], ['C-353']],
  ];
  for (const [call, given, assumed] of unanswerable) {
    it(`takes ${call}(${JSON.stringify(given[0])}) from recordings and mocks alone, as no request does the same`, () => {
      expect(judge(call, given)).to.deep.equal({ status: 'known', assumed, request: null });
    });
  }

  const refusals: readonly (readonly [call: string, given: readonly unknown[], rule: string, message: string])[] = [
    [
      'exports.create',
      [{}],
      'C-339',
      'exports.create is not supported in hooks: they cannot create, update or delete resources (C-339).',
    ],
    [
      'imports.update',
      [{}],
      'C-339',
      'imports.update is not supported in hooks: they cannot create, update or delete resources (C-339).',
    ],
    [
      'connections.delete',
      ['c1'],
      'C-339',
      'connections.delete is not supported in hooks: they cannot create, update or delete resources (C-339).',
    ],
    [
      'exports.find',
      [{ externalId: 'x', name: 'y' }],
      'C-350',
      'exports.find can be asked for externalId only, got "name" (C-350).',
    ],
    ['exports.find', ['e1'], 'C-350', 'exports.find takes a query object or nothing, got "e1" (C-350).'],
    ['imports.get', [], 'C-351', 'imports.get takes an id, or an object with _id, got nothing (C-351).'],
    ['imports.get', [{ id: 'i1' }], 'C-351', 'imports.get takes an id, or an object with _id, got an object (C-351).'],
    ['imports.get', ['..'], 'C-351', 'imports.get takes an id, or an object with _id, got ".." (C-351).'],
    ['exports.run', ['e1'], 'C-353', 'exports.run takes an object with an id in "_id", got "e1" (C-353).'],
    ['exports.run', [{ _id: 7 }], 'C-353', 'exports.run takes an object with an id in "_id", got 7 there (C-353).'],
    [
      'exports.runVirtual',
      [{}],
      'C-354',
      'exports.runVirtual takes an object with the definition of an export in "export", got an object (C-354).',
    ],
    [
      'exports.runVirtualWithPaging',
      [],
      'C-355',
      'exports.runVirtualWithPaging takes an object with the definition of an export in "export", got nothing (C-355).',
    ],
    [
      'imports.run',
      [{ _id: 'i1', data: {} }],
      'C-356',
      'imports.run takes the records to import as an array in "data", got an object (C-356).',
    ],
    ['flows.run', [[]], 'C-357', 'flows.run takes an object with an id in "_id", got an array (C-357).'],
  ];
  for (const [call, given, rule, message] of refusals) {
    it(`refuses ${call}(${given.map((one) => JSON.stringify(one)).join()}) (${rule})`, () => {
      expect(judge(call, given)).to.deep.equal({ status: 'refused', rule, message });
    });
  }

  for (const [call, rule] of [
    ['state.get', 'C-358'],
    ['lookupCaches.find', 'C-358'],
    ['asyncHelpers.run', 'C-358'],
    ['request', 'C-358'],
    ['exports.runAll', 'C-347'],
    ['scripts.get', 'C-347'],
    ['constructor.find', 'C-347'],
  ] as const) {
    it(`does not model ${call}, unless the author gives the answer himself (${rule})`, () => {
      expect(judge(call, ['x'])).to.deep.include({ status: 'unmodelled', rule });
      expect(judge(call, ['x'], { unmodelledApi: 'mock' })).to.deep.equal({
        status: 'known',
        assumed: ['C-347'],
        request: null,
      });
    });
  }

  const ok = (body: unknown): ApiReply => ({ status: 200, body });
  const readings: readonly (readonly [
    title: string,
    call: string,
    given: readonly unknown[],
    reply: ApiReply,
    answer: object,
    chosen?: Readonly<Record<string, unknown>>,
  ])[] = [
    ['a list (C-350)', 'imports.find', [], ok([{ _id: 'i1' }]), { result: [{ _id: 'i1' }] }],
    ['an empty list without a body (C-609)', 'flows.find', [], { status: 204, body: undefined }, { result: [] }],
    [
      'the exports with that external id only (C-350)',
      'exports.find',
      [{ externalId: 'b' }],
      ok([{ _id: '1', externalId: 'a' }, { _id: '2', externalId: 'b' }, null]),
      { result: [{ _id: '2', externalId: 'b' }] },
    ],
    [
      'an object where a list belongs',
      'imports.find',
      [],
      ok({}),
      { error: { message: 'GET /v1/imports gave an object instead of a list' } },
    ],
    ['a resource (C-351)', 'imports.get', ['i1'], ok({ _id: 'i1' }), { result: { _id: 'i1' } }],
    ['undefined for a resource that is not there (C-351)', 'imports.get', ['i1'], { status: 404, body: {} }, {}],
    [
      'an array as the data of a lookup (C-353)',
      'exports.run',
      [{ _id: 'e' }],
      ok([{ a: 1 }]),
      { result: { data: [{ a: 1 }], errors: [] } },
    ],
    [
      'one record as the data of a lookup (C-353)',
      'exports.run',
      [{ _id: 'e' }],
      ok({ a: 1 }),
      { result: { data: [{ a: 1 }], errors: [] } },
    ],
    [
      'no record at all (C-353)',
      'exports.run',
      [{ _id: 'e' }],
      { status: 204, body: undefined },
      { result: { data: [], errors: [] } },
    ],
    [
      'data and errors, and nothing beside them (C-353)',
      'exports.run',
      [{ _id: 'e' }],
      ok({ errors: [{ code: 'x' }], more: 1 }),
      { result: { data: [], errors: [{ code: 'x' }] } },
    ],
    [
      'the answer as it is, when asked for (C-353)',
      'exports.run',
      [{ _id: 'e' }],
      ok([1]),
      { result: [1] },
      { exportsRunResult: 'asAnswered' },
    ],
    [
      'a list of responses (C-356)',
      'imports.run',
      [{ _id: 'i', data: [] }],
      ok([{ statusCode: 200, id: '1' }]),
      { result: [{ statusCode: 200, id: '1' }] },
    ],
    [
      'one response as a list (C-356)',
      'imports.run',
      [{ _id: 'i', data: [] }],
      ok({ statusCode: 200 }),
      { result: [{ statusCode: 200 }] },
    ],
    [
      'one response as it is, when asked for (C-356)',
      'imports.run',
      [{ _id: 'i', data: [] }],
      ok({ statusCode: 200 }),
      { result: { statusCode: 200 } },
      { importsRunResult: 'asAnswered' },
    ],
    [
      'a failure as an error with the message and code of the envelope (C-359, C-604)',
      'flows.run',
      [{ _id: 'f' }],
      { status: 422, body: { errors: [{ code: 'invalid_field', message: 'no such flow' }] } },
      { error: { message: 'no such flow', code: 'invalid_field' } },
    ],
    [
      'a failure without an envelope (C-359)',
      'imports.find',
      [],
      { status: 500, body: 'oops' },
      { error: { message: 'the platform answered 500' } },
    ],
  ];
  for (const [title, call, given, reply, answer, chosen] of readings) {
    it(`reads ${title}`, () => {
      expect(requestOf(call, given, chosen).read(reply)).to.deep.equal(answer);
    });
  }

  it('never throws and cites rules that exist, whatever a script calls', () => {
    const areas = Object.entries(integratorApi.areas).flatMap(([area, names]) => [
      area,
      ...names.map((name) => `${area}.${name}`),
    ]);
    const text = fc
      .array(fc.constantFrom(0x2e, 0x2f, 0x61, 0xd800, 0xdc00), { maxLength: 5 })
      .map((units) => String.fromCharCode(...units));
    const call = fc.oneof(fc.constantFrom(...areas), fc.string());
    const given = fc.array(fc.oneof(fc.jsonValue(), fc.record({ _id: text, data: fc.jsonValue() })), {
      maxLength: 2,
    });

    fc.assert(
      fc.property(call, given, fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (name, values, status, body) => {
        const verdict = judge(name, values);
        if (verdict.status === 'known') {
          expect(verdict.assumed.every((rule) => findRule(rule) !== undefined)).to.equal(true);
          const answer = verdict.request?.read({ status, body }) ?? {};
          expect(Object.keys(answer).every((key) => key === 'result' || key === 'error')).to.equal(true);
          expect(verdict.request?.path ?? '/').to.match(/^\/(?:v1\/[a-z]+(?:\/[^/]+){0,2})?$/);
        } else expect(findRule(verdict.rule)).to.not.equal(undefined);
      }),
      { numRuns: times(500) },
    );
  });
});
