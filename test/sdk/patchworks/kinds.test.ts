import { expect } from 'chai';
import type { AnyContract, Assumptions } from '../../../sdk/contract.ts';
import {
  authPost,
  authPre,
  mapTransform,
  pagination,
  postRequest,
  preRequest,
  responseScript,
  scriptShape,
} from '../../../sdk/patchworks/index.ts';
import { judgeInput, judgeResult } from './judge-result.ts';

/** A table of results, each with what a replay says of it: `severity rule path`. */
function describeRows(
  name: string,
  contract: AnyContract,
  input: unknown,
  rows: readonly (readonly [title: string, result: unknown, issues: readonly string[], assumptions?: Assumptions])[],
): void {
  describe(`patchworks ${name}`, () => {
    for (const [title, result, issues, assumptions = {}] of rows) {
      it(title, () => {
        expect(judgeResult(contract, { input, result, assumptions })).to.deep.equal(issues);
      });
    }
  });
}

const base = { variables: {}, meta: {}, flow: { variables: {} } };

describeRows(
  'script shape (P-401, P-410)',
  scriptShape,
  { ...base, payload: '[]', meta: { source: 'web' }, flow: { variables: { orderTotal: 0 } } },
  [
    [
      'good: payload, metadata, flow variables and logs',
      {
        payload: '{"total":59}',
        meta: { source: 'web', lineCount: '2' },
        flow: { variables: { orderTotal: 59 } },
        logs: ['total 59'],
      },
      [],
    ],
    ['bad: a payload that is an object is a warning (P-304)', { payload: { total: 59 } }, ['warning P-304 /payload']],
    [
      'bad: a payload that is an object is an error where nonStringPayload says so (P-304)',
      { payload: { total: 59 } },
      ['error P-304 /payload'],
      { nonStringPayload: 'error' },
    ],
    [
      'bad: a metadata value that is no string (P-205)',
      { payload: '', meta: { lineCount: 2 } },
      ['error P-205 /meta/lineCount'],
    ],
    [
      'bad: a code and a message do nothing here (P-306, P-413)',
      { payload: '', response_code: 2, message: 'no' },
      ['warning P-306 /response_code', 'warning P-306 /message'],
    ],
    ['bad: a field that no kind has (P-301)', { payload: '', status: 'done', ok: true }, ['warning P-301 /status']],
    ['bad: metadata above 10,240 bytes (P-206)', { meta: { k: 'x'.repeat(10_240) } }, ['error P-206 /meta']],
    ['returned variables lean on an assumption (P-412)', { payload: '', variables: {} }, ['info P-412 /variables']],
    [
      'returned variables are said to do nothing (P-412)',
      { payload: '', variables: {} },
      ['warning P-412 /variables'],
      { scriptShapeVariables: 'ignore' },
    ],
    [
      'a payload that hardly fits the memory (P-714)',
      { payload: 'x'.repeat(9) },
      ['warning P-714 /payload'],
      { largePayloadWarnBytes: 8 },
    ],
  ],
);

describeRows('map transform (P-402, P-420 to P-423)', mapTransform, { ...base, payload: 'united kingdom' }, [
  ['good: the new value', { payload: 'GB' }, []],
  ['good: no value', { payload: null }, []],
  ['bad: a number (P-304)', { payload: 44 }, ['warning P-304 /payload']],
  ['bad: the bare value (P-311)', 'GB', ['warning P-311']],
  ['bad: the bare value, where that is an error (P-311)', 'GB', ['error P-311'], { nonObjectReturn: 'error' }],
  ['bad: what does nothing in this kind (P-402)', { meta: { a: '1' } }, ['warning P-402 /meta']],
]);

describe('patchworks map transform', () => {
  it('notes that several source fields are taken to come as a JSON array (P-422)', () => {
    const input = { ...base, payload: '["Ada","Byron"]' };

    expect(judgeResult(mapTransform, { input, result: { payload: 'Ada Byron' } })).to.deep.equal(['info P-422']);
  });

  it('warns of a field that looks like a float, unless mapRejectFloat is false (P-425)', () => {
    const given = { input: { ...base, payload: '14.50' }, result: { payload: '15' } };

    expect(judgeResult(mapTransform, given)).to.deep.equal(['warning P-425']);
    expect(judgeResult(mapTransform, { ...given, assumptions: { mapRejectFloat: false } })).to.deep.equal([]);
  });
});

const lost = {
  ...base,
  payload: '{"error":"session lost"}',
  response: { headers: {}, body: '{"error":"session lost"}', status: 200 },
};
for (const contract of [responseScript, postRequest]) {
  describeRows(`${contract.hook} (P-403, P-404, P-441, P-444)`, contract, lost, [
    ['good: code 0 with a payload of its own', { response_code: 0, payload: '[]' }, []],
    [
      'good: code 4 leans on an older page (P-505)',
      { response_code: 4, message: 'session lost' },
      ['info P-505 /response_code'],
    ],
    ['good: code 1', { response_code: 1 }, []],
    ['good: code 2 with a message and logs', { response_code: 2, message: 'not ready', logs: ['building'] }, []],
    ['good: data handed back without a code (P-511, P-432)', lost, ['info P-511', 'info P-432 /payload']],
    ['bad: a code as text (P-512)', { response_code: '2' }, ['warning P-512 /response_code']],
    [
      'bad: a code as text, strictly (P-512)',
      { response_code: '2' },
      ['error P-512 /response_code'],
      { invalidResponseCode: 'strict' },
    ],
    ...[7, null, true].map(
      (code) =>
        [
          `bad: ${code} for a code (P-512)`,
          { response_code: code, payload: '' },
          ['warning P-512 /response_code'],
        ] as const,
    ),
    [
      'bad: a field that no kind has, and the input handed back (P-301)',
      { response_code: 1, message: 'no', payload: '', response: {}, retry_after: 7 },
      ['warning P-301 /retry_after'],
    ],
    [
      'bad: status in place of response_code (P-306, P-511)',
      { status: 2, payload: '' },
      ['info P-511', 'warning P-306 /status'],
    ],
  ]);
}

const request = { method: 'POST', url: 'https://api.quillon.example/v2/labels', headers: {}, body: '' };
describeRows('pre-request script (P-405, P-452)', preRequest, { ...base, payload: JSON.stringify(request) }, [
  ['good: the whole request', { payload: JSON.stringify({ ...request, headers: { 'X-Key': 'k' } }) }, []],
  ['good: headers alone', { payload: '{"headers":{"X-Key":"k"}}' }, []],
  ['bad: a request that is an object (P-304)', { payload: request }, ['warning P-304 /payload']],
  ['bad: a text that is no request (P-452)', { payload: 'signed' }, ['error P-452 /payload']],
  ['a bare body, where that is the form (P-452)', { payload: 'signed' }, [], { preRequestForm: 'bodyOnly' }],
  ['bad: a code (P-306)', { response_code: 3 }, ['warning P-306 /response_code']],
  ['bad: variables without a payload do nothing (P-405)', { variables: {} }, ['warning P-405 /variables']],
]);

const ostrava = { payload: '{"user":"ostrava","pass":"demo-pass"}', variables: { user: 'ostrava', pass: 'demo-pass' } };
describeRows('authentication pre-request script (P-406, P-473)', authPre, ostrava, [
  ['good: an encoded password (P-474)', { payload: '{"user":"ostrava","pass":"ZGVtby1wYXNz"}' }, []],
  ['good: data handed back', ostrava, []],
  [
    'bad: variables without a payload do nothing (P-406, P-309)',
    { variables: { pass: 'x' } },
    ['warning P-406 /variables'],
  ],
  ['bad: a code (P-306)', { payload: '', response_code: 1 }, ['warning P-306 /response_code']],
]);

describeRows('authentication post-request script (P-407, P-482)', authPost, ostrava, [
  ['good: the token among the variables (P-483)', { variables: { token: 'tk-demo-9' } }, []],
  ['bad: the token as payload (P-482)', { payload: 'tk-demo-9' }, ['warning P-482']],
  [
    'the token as payload, where that is said to count (P-482)',
    { payload: 'tk-demo-9' },
    [],
    { tokenReturn: 'payload' },
  ],
  ['bad: an empty token (P-482)', { variables: { token: '' } }, ['warning P-482']],
]);

describe('patchworks authentication scripts', () => {
  it('are passed payload and variables, and nothing else (P-471)', () => {
    for (const contract of [authPre, authPost]) {
      expect(judgeInput(contract, ostrava)).to.deep.equal([]);
      expect(judgeInput(contract, { ...ostrava, meta: {} })).to.deep.equal(['P-471']);
    }
  });
});

const first = {
  ...base,
  payload: JSON.stringify({ request, response: { headers: {}, status_code: 200 }, payload: '[]' }),
};
const next = { has_next_page: true, ...request };
describeRows('pagination script (P-408, P-464)', pagination, first, [
  ['good: the next page', { payload: JSON.stringify(next) }, []],
  ['good: the last page (P-465)', { payload: '{"has_next_page":false,"method":"GET"}' }, []],
  [
    'the last page without the other keys, where they are wanted (P-465)',
    { payload: '{"has_next_page":false}' },
    ['error P-465 /payload'],
    { paginationEndKeys: 'required' },
  ],
  ['bad: has_next_page outside payload (P-464)', { has_next_page: true, url: 'https://a.example/' }, ['warning P-464']],
  ['bad: no payload, strictly (P-464)', {}, ['error P-464'], { paginationMissingKey: 'error' }],
  [
    'bad: parts that are left out (P-466)',
    { payload: '{"has_next_page":true,"url":"https://a.example/"}' },
    ['warning P-466 /payload'],
  ],
  [
    'bad: parts that are left out, strictly (P-466)',
    { payload: '{"has_next_page":true}' },
    ['error P-466 /payload'],
    { paginationMissingKey: 'error' },
  ],
  [
    'bad: has_next_page as a text (P-468)',
    { payload: JSON.stringify({ ...next, has_next_page: 'true' }) },
    ['warning P-468 /payload'],
  ],
  ['bad: what cannot be read (P-468)', { payload: 'page 2' }, ['error P-468 /payload']],
  [
    'what cannot be read ends paging, where that is said (P-468)',
    { payload: 'page 2' },
    ['warning P-468 /payload'],
    { paginationInvalid: 'endPaging' },
  ],
  ['bad: the request as an object is a warning (P-304)', { payload: next }, ['warning P-304 /payload']],
]);

describe('patchworks pagination script', () => {
  it('refuses a recording without a page: status instead of status_code (P-461, P-462)', () => {
    const wrong = { request, response: { headers: {}, status: 200 }, payload: '[]' };

    expect(judgeInput(pagination, first)).to.deep.equal([]);
    expect(judgeInput(pagination, { ...base, payload: JSON.stringify(wrong) })).to.deep.equal(['P-461 /payload']);
  });
});

describe('patchworks scripts of all kinds', () => {
  it('cite the rule of their own failure (P-411, P-420, P-457, P-460, P-470, P-480, P-604)', () => {
    const contracts = [
      scriptShape,
      mapTransform,
      preRequest,
      pagination,
      authPre,
      authPost,
      responseScript,
      postRequest,
    ];
    const rules = ['P-411', 'P-420', 'P-457', 'P-460', 'P-470', 'P-480', 'P-604', 'P-604'];

    expect(contracts.map((contract) => contract.rules.threw)).to.deep.equal(rules);
  });

  it('await, and run for 120 s in 512 MB, with no limit of their own for a result (P-102, P-701, P-702, P-704)', () => {
    for (const contract of [
      scriptShape,
      mapTransform,
      responseScript,
      postRequest,
      preRequest,
      authPre,
      authPost,
      pagination,
    ]) {
      expect(contract.calls.awaits({})).to.equal(true);
      expect(contract.limits.timeMs({})).to.equal(120_000);
      expect(contract.limits.memoryMb({})).to.equal(512);
      expect(contract.limits.pageBytes({})).to.equal(null);
    }
  });
});
