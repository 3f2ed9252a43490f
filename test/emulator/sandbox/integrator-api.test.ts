import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { optionsOf, type Page, recordingOf, useFolder } from '../commands/run-cli.ts';
import { standInToken, useStandIn } from './stand-in-server.ts';

const responseData = optionsOf(1).responseData;

/** A hook whose calls stand in the settings of the page: what each gives is printed, what it throws as its JSON. */
const caller = `import * as api from 'integrator-api';
export function postSubmit(options) {
  for (const { call, given, isCaught } of options.settings.calls) {
    const [area, name] = call.split('.');
    const make = () => (name === undefined ? api[area](...given) : api[area][name](...given));
    if (isCaught) {
      try { console.log(JSON.stringify(make()) ?? 'undefined'); } catch (error) { console.log('caught ' + JSON.stringify(error)); }
    } else console.log(JSON.stringify(make()) ?? 'undefined');
  }
  return options.responseData;
}
`;

interface Call {
  readonly call: string;
  readonly given: readonly unknown[];
  readonly isCaught?: boolean;
}

type RecordedPage = Page & { readonly calls?: readonly object[] };

/** A page whose hook makes these calls. */
function pageOf(calls: readonly Call[], recorded?: readonly object[]): RecordedPage {
  const page = { options: { ...optionsOf(1), settings: { calls } }, result: responseData };
  return recorded === undefined ? page : { ...page, calls: recorded };
}

const run = (given: object, isCaught = false): Call => ({ call: 'exports.run', given: [given], isCaught });

function printed(report: Report): readonly string[] {
  return report.console.flatMap(({ lines }) => lines.map(([, text]) => text));
}

function findings(report: Report): readonly (readonly unknown[])[] {
  return report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, rule, severity, page, at }) => [code, rule, severity, page, at?.line]);
}

describe('calls of integrator-api in a replay', () => {
  const folder = useFolder();
  const standIn = useStandIn();
  const env = { HOOKSMITH_STAND_IN_TOKEN: standInToken };
  folder.file('caller.js', caller);
  folder.file('node_modules/.keep', '');

  async function replay(pages: readonly RecordedPage[], ...flags: readonly string[]) {
    folder.file('calls.rec.jsonl', recordingOf(pages));
    return folder.report(['replay', 'caller.js', 'calls.rec.jsonl', ...flags], { env });
  }

  describe('answered by the recorded page', () => {
    it('gives each answer once, in order, to calls with equal arguments (C-353)', async () => {
      const report = await replay([
        pageOf(
          [
            run({ _id: 'b' }),
            run({ _id: 'a', data: [{ x: 1, y: 2 }] }),
            run({ data: [{ y: 2, x: 1 }], _id: 'a' }),
            run({ _id: 'a', data: [] }, true),
          ],
          [
            { call: 'exports.run', arguments: [{ _id: 'a', data: [{ x: 1, y: 2 }] }], result: 'first' },
            { call: 'exports.run', arguments: [{ _id: 'a', data: [{ x: 1, y: 2 }] }], result: 'second' },
            { call: 'exports.run', arguments: [{ _id: 'b' }], result: { data: [], errors: [] } },
          ],
        ),
      ]);

      expect(printed(report).slice(0, 3)).to.deep.equal(['{"data":[],"errors":[]}', '"first"', '"second"']);
      expect(printed(report)[3]).to.match(
        /^caught \{.*"the page has no answer left for exports\.run with these arguments/,
      );
      expect(findings(report)).to.deep.equal([['not-modelled', 'C-347', 'warning', 0, 5]]);
      expect(report.exitCode).to.equal(0);
    });

    it('throws a recorded error, which the hook can catch and turn into JSON (C-359)', async () => {
      const recorded = [
        { call: 'flows.run', arguments: [{ _id: 'f' }], error: { message: 'no such flow', code: 'not_found' } },
        { call: 'imports.get', arguments: ['i'] },
        { call: 'flows.run', arguments: [{ _id: 'f' }], error: { message: 'still none' } },
      ];
      const report = await replay([
        pageOf(
          [
            { call: 'flows.run', given: [{ _id: 'f' }], isCaught: true },
            { call: 'imports.get', given: ['i'] },
            { call: 'flows.run', given: [{ _id: 'f' }] },
          ],
          recorded,
        ),
      ]);

      expect(printed(report)).to.deep.equal(['caught {"message":"no such flow","code":"not_found"}', 'undefined']);
      expect(findings(report)).to.deep.equal([['hook-threw', 'C-006', 'error', 0, 5]]);
      expect(report.findings[0]?.message).to.equal('Error: still none');
    });

    it('gives each page its own answers, and a hook fresh values (S-153)', async () => {
      const recorded = [{ call: 'exports.run', arguments: [{ _id: 'a' }], result: { data: [{ n: 1 }] } }];
      const changing = `const { exports } = require('integrator-api');
function postSubmit(options) {
  const result = exports.run({ _id: 'a' });
  console.log(result.data[0].n, Object.isFrozen(result), Object.isFrozen(exports));
  result.data[0].n = 99;
  return options.responseData;
}
`;
      folder.file('changing.js', changing);
      folder.file('calls.rec.jsonl', recordingOf([pageOf([], recorded), pageOf([], recorded)]));

      const report = await folder.report(['replay', 'changing.js', 'calls.rec.jsonl']);

      expect(printed(report)).to.deep.equal(['1 false true', '1 false true']);
      expect(report.totals.passedPages).to.equal(2);
    });
  });

  describe('answered by mocks of hooksmith.json', () => {
    it('takes the first mock whose "when" fits the first argument, after the recorded answers', async () => {
      folder.file(
        'calls.rec.jsonl',
        recordingOf([
          pageOf(
            [
              run({ _id: 'a', data: [1] }),
              run({ _id: 'a', data: [2] }),
              run({ _id: 'b', export: { deep: { x: 1, y: 2 } } }),
              run({ _id: 'c' }, true),
              run({ _id: 'd' }),
              { call: 'connections.get', given: ['c1'] },
            ],
            [{ call: 'exports.run', arguments: [{ _id: 'a', data: [1] }], result: 'recorded' }],
          ),
        ]),
      );
      folder.file(
        'hooksmith.json',
        JSON.stringify({
          hooks: { caller: { platform: 'celigo', hook: 'postSubmit', script: 'caller.js' } },
          mocks: {
            'exports.run': [
              { when: { _id: 'a' }, result: 'mock a' },
              { when: { export: { deep: { y: 2 } } }, result: { data: ['deep'] } },
              { when: { _id: 'c' }, error: { message: 'mock c failed', code: 'c_failed' } },
              { result: 'any' },
            ],
            'connections.get': [{ when: 'c1' }],
          },
        }),
      );

      const report = await folder.report(['replay', 'caller', 'calls.rec.jsonl']);

      expect(printed(report)).to.deep.equal([
        '"recorded"',
        '"mock a"',
        '{"data":["deep"]}',
        'caught {"message":"mock c failed","code":"c_failed"}',
        '"any"',
        'undefined',
      ]);
      expect([report.errors, findings(report)]).to.deep.equal([0, []]);
    });

    it('notes the assumed shapes that the answers lean on (C-353, C-356)', async () => {
      folder.file(
        'calls.rec.jsonl',
        recordingOf([
          pageOf([
            run({ _id: 'a' }),
            run({ _id: 'a' }),
            { call: 'imports.run', given: [{ _id: 'i', data: [] }] },
            { call: 'exports.runVirtual', given: [{ export: {} }] },
          ]),
        ]),
      );
      folder.file(
        'hooksmith.json',
        JSON.stringify({
          hooks: { caller: { platform: 'celigo', hook: 'postSubmit', script: 'caller.js' } },
          mocks: { 'exports.run': [{}], 'imports.run': [{}], 'exports.runVirtual': [{}] },
        }),
      );

      const report = await folder.report(['replay', 'caller', 'calls.rec.jsonl']);

      expect(report.findings.map(({ code, rule, severity }) => [code, rule, severity])).to.deep.equal([
        ['assumed-rule', 'C-353', 'info'],
        ['assumed-rule', 'C-356', 'info'],
      ]);
    });
  });

  describe('answered by a stand-in', () => {
    it('carries calls out by real requests with its token, after recorded answers and mocks (C-350 to C-357, C-653)', async () => {
      standIn.forget();
      standIn.answers = {
        'POST /v1/exports/e1/invoke': { status: 200, body: [{ sku: 'A' }] },
        'POST /v1/imports/i1/invoke': { status: 200, body: [{ statusCode: 200, id: '7' }] },
        'POST /v1/flows/f1/run': { status: 200, body: { _jobId: 'j1' } },
        'GET /v1/exports': {
          status: 200,
          body: [
            { _id: 'e1', externalId: 'x' },
            { _id: 'e2', externalId: 'y' },
          ],
        },
        'GET /v1/flows': { status: 204 },
        'GET /v1/connections/c1': { status: 200, body: { _id: 'c1' } },
        'POST /v1/flows/f2/run': { status: 422, body: { errors: [{ code: 'invalid_field', message: 'f2 is off' }] } },
      };
      const report = await replay(
        [
          pageOf(
            [
              run({ _id: 'e0' }),
              run({ _id: 'e1', data: [{ q: 'ü' }] }),
              { call: 'imports.run', given: [{ _id: 'i1', data: [{ a: 1 }] }] },
              { call: 'flows.run', given: [{ _id: 'f1' }] },
              { call: 'exports.find', given: [{ externalId: 'y' }] },
              { call: 'flows.find', given: [] },
              { call: 'connections.get', given: [{ _id: 'c1' }] },
              { call: 'connections.get', given: ['c2'] },
              { call: 'flows.run', given: [{ _id: 'f2' }], isCaught: true },
            ],
            [{ call: 'exports.run', arguments: [{ _id: 'e0' }], result: 'recorded' }],
          ),
        ],
        '--stand-in',
        standIn.url,
      );

      expect(printed(report)).to.deep.equal([
        '"recorded"',
        '{"data":[{"sku":"A"}],"errors":[]}',
        '[{"statusCode":200,"id":"7"}]',
        '{"_jobId":"j1"}',
        '[{"_id":"e2","externalId":"y"}]',
        '[]',
        '{"_id":"c1"}',
        'undefined',
        'caught {"message":"f2 is off","code":"invalid_field"}',
      ]);
      expect(findings(report)).to.deep.equal([]);
      expect(standIn.seen.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
        ['POST', '/v1/exports/e1/invoke', [{ q: 'ü' }]],
        ['POST', '/v1/imports/i1/invoke', [{ a: 1 }]],
        ['POST', '/v1/flows/f1/run', {}],
        ['GET', '/v1/exports', undefined],
        ['GET', '/v1/flows', undefined],
        ['GET', '/v1/connections/c1', undefined],
        ['GET', '/v1/connections/c2', undefined],
        ['POST', '/v1/flows/f2/run', {}],
      ]);
      expect(new Set(standIn.seen.map(({ authorization }) => authorization))).to.deep.equal(
        new Set([`Bearer ${standInToken}`]),
      );
      expect(JSON.stringify(report)).to.not.include(standInToken);
    });

    it('lets the time of the page stand still while it works (S-118)', async () => {
      standIn.answers = {
        'POST /v1/exports/slow/invoke': (response) => setTimeout(() => response.end('[]'), 1_500),
      };
      const slow = await replay([pageOf([run({ _id: 'slow' })])], '--stand-in', standIn.url, '--timeout-ms', '900');
      expect([printed(slow), findings(slow)]).to.deep.equal([['{"data":[],"errors":[]}'], []]);

      folder.file(
        'spinning.js',
        "import { exports } from 'integrator-api';\nexport function postSubmit(options) {\n  exports.run({ _id: 'slow' });\n  for (;;);\n}\n",
      );
      const spinning = await folder.report(
        ['replay', 'spinning.js', 'calls.rec.jsonl', '--stand-in', standIn.url, '--timeout-ms', '900'],
        { env },
      );
      expect(findings(spinning)[0]).to.deep.equal(['timed-out', 'C-333', 'error', 0, 4]);
      expect(spinning.findings[0]?.message).to.match(
        /: the page was stopped; the stand-in had carried out exports\.run$/,
      );
    });

    it('gives each of many calls its own answer, on pages that run side by side', async () => {
      const ids = Array.from({ length: 120 }, (_, index) => `f${index}`);
      standIn.answers = Object.fromEntries(
        ids.map((id) => [`GET /v1/flows/${id}`, { status: 200, body: { name: id } }] as const),
      );
      folder.file(
        'many.js',
        "import { flows } from 'integrator-api';\nexport const postSubmit = (options) => options.responseData.map((item) => ({ ...item, id: flows.get(item.id).name }));\n",
      );
      const pages = [0, 40, 80].map((from) => ({ options: optionsOf(...ids.slice(from, from + 40)) }));
      folder.file(
        'many.rec.jsonl',
        recordingOf(pages.map(({ options }) => ({ options, result: options.responseData }))),
      );

      const flags = ['--stand-in', standIn.url, '--module-state', 'fresh', '--workers', '2'];
      const report = await folder.report(['replay', 'many.js', 'many.rec.jsonl', ...flags], { env });

      expect([report.totals.passedPages, report.totals.changedPages]).to.deep.equal([3, 0]);
    });

    it('keeps its pipe in order when a hook calls at the very end of the stack', async () => {
      standIn.answers = { 'GET /v1/flows/f1': { status: 200, body: { name: 'one' } } };
      folder.file(
        'deep.js',
        `import { flows } from 'integrator-api';
export function postSubmit(options) {
  let answered = 0;
  const dig = () => {
    try { dig(); } catch {}
    if (answered < 100) {
      try { if (flows.get('f1').name === 'one') answered += 1; } catch {}
    }
  };
  dig();
  return options.responseData.map((item) => ({ ...item, id: flows.get('f1').name + answered }));
}
`,
      );
      const { responseData: asked } = optionsOf(1);
      const result = asked.map((item) => ({ ...item, id: 'one100' }));
      folder.file('deep.rec.jsonl', recordingOf([1, 2].map(() => ({ options: optionsOf(1), result }))));

      const report = await folder.report(['replay', 'deep.js', 'deep.rec.jsonl', '--stand-in', standIn.url], { env });

      expect([report.totals.passedPages, report.totals.changedPages, findings(report)]).to.deep.equal([2, 0, []]);
    });

    it('says nothing of module state on a page that asks, as nobody answers when the page is run again', async () => {
      standIn.answers = { 'GET /v1/flows/f1': { status: 200, body: { name: 'one' } } };
      folder.file(
        'asks.js',
        `import { flows } from 'integrator-api';
let runs = 0;
export function postSubmit(options) {
  let name = 'none';
  try { name = flows.get('f1').name; } catch {}
  runs += 1;
  return options.responseData.map((item) => ({ ...item, id: name + runs }));
}
`,
      );
      folder.file('asks.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));

      const report = await folder.report(['replay', 'asks.js', 'asks.rec.jsonl', '--stand-in', standIn.url], { env });

      expect([report.totals.passedPages, findings(report)]).to.deep.equal([1, []]);
    });

    const failures: readonly (readonly [title: string, reply: Parameters<typeof setReply>[0], message: string])[] = [
      [
        'a redirect, which is not followed',
        (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
        'POST /v1/exports/bad/invoke: the answer is a redirect, which is not followed',
      ],
      [
        'an answer that is not JSON',
        (response) => response.end('<html>'),
        'POST /v1/exports/bad/invoke: the answer is not JSON',
      ],
      [
        'an answer of more than 5 MiB',
        (response) => response.end(`"${'x'.repeat(5 * 1024 * 1024)}"`),
        'POST /v1/exports/bad/invoke: the answer has more than 5242880 bytes',
      ],
      [
        'a connection that breaks',
        (response) => response.destroy(),
        'POST /v1/exports/bad/invoke: socket hang up (ECONNRESET)',
      ],
      [
        'an answer that is nested without end',
        (response) => response.end('['.repeat(200) + ']'.repeat(200)),
        'the answer to exports.run is nested deeper than 128 levels (R-213)',
      ],
    ];
    function setReply(reply: Extract<(typeof standIn.answers)[string], (...parts: never[]) => unknown>): void {
      standIn.answers = { 'POST /v1/exports/bad/invoke': reply };
    }
    for (const [title, reply, message] of failures) {
      it(`makes an error of the call of ${title} (C-359)`, async () => {
        setReply(reply);
        const report = await replay([pageOf([run({ _id: 'bad' }, true)])], '--stand-in', standIn.url);

        expect(printed(report)).to.deep.equal([`caught ${JSON.stringify({ message })}`]);
        expect(report.totals.passedPages).to.equal(1);
      });
    }

    it('makes an error of the call when nothing listens (C-359)', async () => {
      const report = await replay([pageOf([run({ _id: 'bad' }, true)])], '--stand-in', 'http://localhost:1');

      expect(printed(report)).to.deep.equal([
        'caught {"message":"POST /v1/exports/bad/invoke: nothing listens there"}',
      ]);
    });

    it('answers the one call of hooksmith run as well', async () => {
      standIn.answers = { 'GET /v1/flows/f1': { status: 200, body: { name: 'Orders' } } };
      folder.file(
        'named.js',
        "import { flows } from 'integrator-api';\nexport const postSubmit = (options) => options.responseData.map((item) => ({ ...item, id: flows.get('f1').name }));\n",
      );
      const { stdout, exitCode } = await folder.run(
        ['run', 'named.js', '-i', JSON.stringify(optionsOf(1)), '--stand-in', `${standIn.url}/`],
        { env },
      );

      expect(JSON.parse(stdout)[0].id).to.equal('Orders');
      expect(exitCode).to.equal(0);
    });

    const wrong: readonly (readonly [title: string, url: string, stderr: string])[] = [
      [
        'an address of another machine',
        'http://192.0.2.1:80',
        'error --stand-in is http://192.0.2.1:80, which is not on this machine [ERR_USAGE]\n  A stand-in runs locally: 127.0.0.1, [::1] or localhost. hooksmith calls no platform.\n',
      ],
      [
        'an address of another machine in a disguise',
        'http://0xc0000201/',
        'error --stand-in is http://0xc0000201/, which is not on this machine [ERR_USAGE]\n  A stand-in runs locally: 127.0.0.1, [::1] or localhost. hooksmith calls no platform.\n',
      ],
      [
        'another protocol',
        'file:///etc/hosts',
        'error --stand-in is "file:///etc/hosts"; expected an address such as http://127.0.0.1:8080 [ERR_USAGE]\n',
      ],
      [
        'an address with a password',
        'http://a:b@127.0.0.1/',
        'error --stand-in holds a user name or a password; expected an address such as http://127.0.0.1:8080 [ERR_USAGE]\n',
      ],
    ];
    for (const [title, url, stderr] of wrong) {
      it(`refuses ${title}`, async () => {
        folder.file('calls.rec.jsonl', recordingOf([pageOf([])]));
        const told = await folder.run(['replay', 'caller.js', 'calls.rec.jsonl', '--stand-in', url], { env });

        expect(told).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
      });
    }

    it('asks for the token, which is no flag because others would see it', async () => {
      const told = await folder.run(['replay', 'caller.js', 'calls.rec.jsonl', '--stand-in', standIn.url], {
        env: { HOOKSMITH_STAND_IN_TOKEN: '' },
      });

      expect([told.exitCode, told.stderr]).to.deep.equal([
        2,
        "error --stand-in needs the stand-in's token in HOOKSMITH_STAND_IN_TOKEN, which is not set [ERR_USAGE]\n  HOOKSMITH_STAND_IN_TOKEN=… hooksmith replay … --stand-in http://127.0.0.1:8080\n",
      ]);
    });
  });

  describe('answered by nobody', () => {
    it('fails the page at the line of the call and says what to add (C-347)', async () => {
      const report = await replay([pageOf([run({ _id: 'a', data: [{ q: '"' }] })]), pageOf([])]);

      expect(findings(report)).to.deep.equal([['not-modelled', 'C-347', 'error', 0, 5]]);
      expect(report.findings[0]?.message).to.equal(
        'NotModelledError: the page has no recorded answer for exports.run, hooksmith.json has no mock for it, and --stand-in names no stand-in platform (C-347). Add to "calls" of the page: {"call": "exports.run", "arguments": [{"_id":"a","data":[{"q":"\\""}]}], "result": …}; or to "mocks" of hooksmith.json: "exports.run": [{"when": {"_id":"a","data":[{"q":"\\""}]}, "result": …}]',
      );
      expect([report.totals.passedPages, report.totals.failedPages, report.exitCode]).to.deep.equal([1, 1, 1]);
    });

    it('warns where the hook caught the error, once a place (C-359)', async () => {
      const report = await replay([
        pageOf([run({ _id: 'a' }, true), run({ _id: 'a' }, true), run({ _id: 'b' }, true)]),
      ]);

      expect(findings(report)).to.deep.equal([
        ['not-modelled', 'C-347', 'warning', 0, 5],
        ['not-modelled', 'C-347', 'warning', 0, 5],
      ]);
      expect(report.exitCode).to.equal(0);
    });

    it('fails the page by the call that ended it, however many were caught before (C-347)', async () => {
      const caught = Array.from({ length: 40 }, (_, index) => run({ _id: `e${index}` }, true));
      const report = await replay([pageOf([...caught, ...caught, run({ _id: 'last' })])]);

      const ending = report.findings.filter(({ severity }) => severity === 'error');
      expect(ending.map(({ code, rule, at }) => [code, rule, at?.line])).to.deep.equal([['not-modelled', 'C-347', 5]]);
      expect(ending[0]?.message).to.include('{"_id":"last"}');
    });

    it('does not ask a stand-in for what no request does', async () => {
      standIn.forget();
      const given = [{ export: { _connectionId: 'c', http: { relativeURI: '/x' } } }];
      const report = await replay([pageOf([{ call: 'exports.runVirtual', given }])], '--stand-in', standIn.url);

      expect(report.findings[0]?.message).to.include('and no request of the stand-in platform does the same');
      expect(standIn.seen).to.deep.equal([]);
    });

    it('says that hooks may not write resources, and that an argument is wrong (C-339, C-350, C-352)', async () => {
      const report = await replay([
        pageOf([
          { call: 'exports.find', given: [{ name: 'x' }], isCaught: true },
          { call: 'imports.create', given: [{}] },
        ]),
      ]);

      expect(findings(report)).to.deep.equal([
        ['refused-call', 'C-339', 'error', 0, 5],
        ['refused-call', 'C-350', 'warning', 0, 5],
      ]);
    });

    it('models what nobody has documented only when the author wants his own answer used (C-347, C-358)', async () => {
      const recorded = [{ call: 'state.get', arguments: ['cursor'], result: 'c7' }];
      const pages = [pageOf([{ call: 'state.get', given: ['cursor'] }], recorded)];

      const thrown = await replay(pages);
      const mocked = await replay(pages, '--assume', 'unmodelledApi=mock');

      expect(findings(thrown)).to.deep.equal([['not-modelled', 'C-358', 'error', 0, 5]]);
      expect([printed(mocked), findings(mocked)]).to.deep.equal([['"c7"'], []]);
      expect(mocked.findings.map(({ rule }) => rule)).to.deep.equal(['C-347']);
    });

    it('calls an area that is a function, and functions that nobody has documented', async () => {
      const report = await replay(
        [
          pageOf(
            [
              { call: 'request', given: [{ path: '/x' }] },
              { call: 'exports.runLater', given: [] },
            ],
            [
              { call: 'request', arguments: [{ path: '/x' }], result: 1 },
              { call: 'exports.runLater', arguments: [], result: 2 },
            ],
          ),
        ],
        '--assume',
        'unmodelledApi=mock',
      );

      expect(printed(report)).to.deep.equal(['1', '2']);
    });

    it('says that a call while the script is loading belongs to no page', async () => {
      folder.file(
        'early.js',
        "import { flows } from 'integrator-api';\nconst all = flows.find();\nexport const postSubmit = (options) => options.responseData.slice(all.length);\n",
      );
      folder.file('calls.rec.jsonl', recordingOf([pageOf([])]));
      const report = await folder.report(['replay', 'early.js', 'calls.rec.jsonl']);

      expect(findings(report)).to.deep.equal([['not-modelled', 'C-001', 'error', null, 2]]);
      expect(report.findings[0]?.message).to.include(
        'flows.find was called outside a page, while the script was loading',
      );
    });
  });
});
