import { readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { optionsOf, recordingLines, recordingOf, seal, useFolder } from '../commands/run-cli.ts';
import { standInToken, useStandIn } from '../sandbox/stand-in-server.ts';

/** What a report says of the pages, whatever the recording is called and however long it took. */
function verdicts({ totals, findings, console, recordings }: Report): unknown {
  return {
    totals,
    // Nobody is asked when pages are run again for notes about chance, so these are found where all calls are recorded.
    findings: findings.flatMap(({ recording: _name, ...rest }) => (rest.code === 'clock-or-chance' ? [] : [rest])),
    console: console.map(({ recording: _name, ...rest }) => rest),
    recordings: recordings.map(({ pages, records, seed, now, moduleState }) => ({
      pages,
      records,
      seed,
      now,
      moduleState,
    })),
  };
}

const hook = `import dayjs from 'dayjs';
import { exports, connections, imports } from 'integrator-api';
let pages = 0;
export function postSubmit(options) {
  pages += 1;
  console.log(dayjs().format(), Math.random(), pages);
  const { token } = connections.get('c1');
  return options.responseData.map((item) => {
    const { data } = exports.run({ _id: 'prices', data: [{ sku: item.id }], listenerData: { apiKey: 'k-' + token } });
    if (data[0].price < 0) throw new Error('no price for ' + item.id);
    try {
      imports.run({ _id: 'off', data: [] });
    } catch (error) {
      console.log(JSON.stringify(error));
    }
    return { ...item, _json: { price: data[0].price, chance: Math.random() } };
  });
}
`;

describe('hooksmith replay --save-calls', () => {
  const folder = useFolder();
  const standIn = useStandIn();
  const env = { HOOKSMITH_STAND_IN_TOKEN: standInToken };
  folder.file('prices.js', hook);
  const readLines = (name: string) =>
    folder
      .read(name)
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  before(() => {
    standIn.answers = {
      'GET /v1/connections/c1': { status: 200, body: { _id: 'c1', token: 'secret-of-connection' } },
      'POST /v1/exports/prices/invoke': (response, request) => {
        const price = standIn.seen.length === 6 ? -1 : standIn.seen.length;
        response.end(JSON.stringify(request.headers['accept'] === 'application/json' ? [{ price }] : []));
      },
      'POST /v1/imports/off/invoke': {
        status: 422,
        body: { errors: [{ code: 'offline', message: 'the import is off' }] },
      },
    };
  });

  it('writes a copy whose replay needs neither network nor mocks and gives the same verdicts', async () => {
    standIn.forget();
    folder.file(
      'hooksmith.json',
      JSON.stringify({
        hooks: { prices: { platform: 'celigo', hook: 'postSubmit', script: 'prices.js' } },
        mocks: { 'exports.run': [{ when: { data: [{ sku: 'mocked' }] }, result: { data: [{ price: 5 }] } }] },
      }),
    );
    folder.file(
      'day.rec.jsonl',
      recordingOf([{ options: optionsOf('mocked', 'a') }, { options: optionsOf('b') }, { options: optionsOf('c') }]),
    );

    const flags = ['--stand-in', standIn.url, '--save-calls', 'copy.rec.jsonl'];
    const first = await folder.report(['replay', 'prices', 'day.rec.jsonl', ...flags], { env });
    const asked = standIn.seen.length;
    standIn.forget();
    const again = await folder.report(['replay', 'prices.js', 'copy.rec.jsonl']);

    expect(asked).to.be.greaterThan(5);
    expect(standIn.seen).to.deep.equal([]);
    expect(first.totals.failedPages).to.equal(1);
    expect(first.findings.find(({ code }) => code === 'hook-threw')?.message).to.match(/^Error: no price for/);
    expect(again.totals).to.deep.equal(first.totals);
    expect(verdicts(again)).to.deep.equal(verdicts(first));
  });

  it('holds the calls of each page before its result, and no secret (R-509)', () => {
    const [header, ...lines] = readLines('copy.rec.jsonl');
    const text = folder.read('copy.rec.jsonl').toString('utf8');

    expect(header).to.deep.include({ hook: 'postSubmit', createdAt: '2026-03-04T09:00:00.000Z' });
    expect(header.seed).to.match(/^[0-9a-f]{16}$/);
    expect(
      lines.slice(0, 3).map(({ calls }) => calls.map(({ call }: { readonly call: string }) => call)),
    ).to.deep.equal([
      ['connections.get', 'exports.run', 'imports.run', 'exports.run', 'imports.run'],
      ['connections.get', 'exports.run'],
      ['connections.get', 'exports.run', 'imports.run'],
    ]);
    expect(lines[2].calls[2]).to.deep.equal({
      call: 'imports.run',
      arguments: [{ _id: 'off', data: [] }],
      error: { message: 'the import is off', code: 'offline' },
    });
    expect(text).to.not.include('secret-of-connection');
    expect(text).to.not.include(standInToken);
  });

  it('keeps what else a recording holds: results, errors, HTTP lines, and the setup', async () => {
    folder.file(
      'quiet.js',
      "import { flows } from 'integrator-api';\nexport const postSubmit = (options) => (flows.get('f1'), options.responseData);\n",
    );
    const { responseData } = optionsOf(1);
    const recorded = [{ call: 'flows.get', arguments: ['f1'], result: { name: 'F' } }];
    const [header = '', one = '', two = ''] = recordingLines(
      [
        { options: optionsOf(1), ...{ calls: recorded }, result: responseData },
        { options: optionsOf(1), error: { code: 'E', message: 'm' } },
      ],
      { setup: { branches: 2 } },
    );
    const http = JSON.stringify({ kind: 'http', page: 0, n: 0, entry: { time: 7 } });
    const text = seal([header, one, http, two], { records: 2 });
    folder.file('mixed.rec.jsonl', text.replace('"pages":3', '"pages":2'));

    const report = await folder.report([
      'replay',
      'quiet.js',
      'mixed.rec.jsonl',
      '--save-calls',
      'mixed-copy.rec.jsonl',
    ]);

    const [copied, first, entry, second, end] = readLines('mixed-copy.rec.jsonl');
    expect(report.totals.pages).to.equal(2);
    expect(copied.setup).to.deep.equal({ branches: 2 });
    expect(first).to.deep.equal({ kind: 'page', seq: 0, options: optionsOf(1), calls: recorded, result: responseData });
    expect(Object.keys(first).at(-1)).to.equal('result');
    expect(entry).to.deep.equal({ kind: 'http', page: 0, n: 0, entry: { time: 7 } });
    expect(second).to.deep.equal({ kind: 'page', seq: 1, options: optionsOf(1), error: { code: 'E', message: 'm' } });
    expect(end).to.deep.include({ pages: 2, records: 2 });
  });

  it('keeps the recorded calls of a page that was stopped, as nobody knows what it called', async () => {
    folder.file(
      'stuck.js',
      "import { flows } from 'integrator-api';\nexport function postSubmit(options) {\n  flows.get('f1');\n  if (options._flowId === 'stuck') for (;;);\n  return options.responseData;\n}\n",
    );
    const calls = [{ call: 'flows.get', arguments: ['f1'], result: 1 }];
    folder.file(
      'stuck.rec.jsonl',
      recordingOf([
        { options: { ...optionsOf(1), _flowId: 'stuck' }, ...{ calls } },
        { options: optionsOf(1), ...{ calls } },
      ]),
    );

    const flags = ['--timeout-ms', '700', '--save-calls', 'stuck-copy.rec.jsonl'];
    const report = await folder.report(['replay', 'stuck.js', 'stuck.rec.jsonl', ...flags]);

    expect(report.totals).to.deep.include({ pages: 2, failedPages: 1 });
    expect(
      readLines('stuck-copy.rec.jsonl')
        .slice(1, 3)
        .map((page) => page.calls),
    ).to.deep.equal([calls, calls]);
  });

  it('makes a recording of bare options, packed when the name says so', async () => {
    folder.file('bare.json', JSON.stringify([optionsOf(1), { ...optionsOf(2), bearerToken: 'platform-token-1' }]));
    folder.file(
      'leak.js',
      "import { flows } from 'integrator-api';\nexport function postSubmit(options) {\n  flows.get('f-' + (options.bearerToken ?? 'none'));\n  return options.responseData;\n}\n",
    );
    standIn.answers = {
      'GET /v1/flows/f-none': { status: 200, body: {} },
      'GET /v1/flows/f-platform-token-1': { status: 200, body: { name: 'x' } },
    };

    const flags = ['--contract', 'celigo/postSubmit', '--stand-in', standIn.url, '--save-calls', 'bare.rec.jsonl.gz'];
    const first = await folder.report(['replay', 'leak.js', 'bare.json', ...flags], { env });
    const again = await folder.report(['replay', 'leak.js', 'bare.rec.jsonl.gz']);

    const text = gunzipSync(folder.read('bare.rec.jsonl.gz')).toString('utf8');
    expect(text).to.not.include('platform-token-1');
    expect([first.totals.passedPages, again.totals.passedPages]).to.deep.equal([2, 2]);
    expect(verdicts(again)).to.deep.equal(verdicts(first));
  });

  it('leaves nothing behind when the recording turns out to be faulty', async () => {
    folder.file(
      'cut.rec.jsonl',
      recordingLines([{ options: optionsOf(1) }, { options: optionsOf(1) }])
        .map((line) => `${line}\n`)
        .join(''),
    );
    const before = readdirSync(folder.path);

    const told = await folder.run(['replay', 'quiet.js', 'cut.rec.jsonl', '--save-calls', 'never.rec.jsonl']);

    expect(told.exitCode).to.equal(2);
    expect(readdirSync(folder.path).sort()).to.deep.equal(before.sort());
  });

  const wrong: readonly (readonly [title: string, args: readonly string[], stderr: string])[] = [
    [
      'more than one recording',
      ['stuck.rec.jsonl', 'mixed.rec.jsonl', '--save-calls', 'x.rec.jsonl'],
      'error --save-calls writes a copy of one recording, and this run has 2 [ERR_USAGE]\n  Name one hook and one recording.\n',
    ],
    [
      'one page alone',
      ['mixed.rec.jsonl', '--page', '0', '--save-calls', 'x.rec.jsonl'],
      'error --save-calls needs all pages, which --page leaves out [ERR_USAGE]\n  Replay the whole recording.\n',
    ],
    [
      'a run that may stop early',
      ['mixed.rec.jsonl', '--bail', '--save-calls', 'x.rec.jsonl'],
      'error --save-calls needs all pages, which --bail leaves out [ERR_USAGE]\n  Replay the whole recording.\n',
    ],
    [
      'the recording itself as the copy',
      ['mixed.rec.jsonl', '--save-calls', './mixed.rec.jsonl'],
      'error --save-calls would write over the recording itself [ERR_USAGE]\n  Name another file.\n',
    ],
  ];
  for (const [title, args, stderr] of wrong) {
    it(`refuses ${title}`, async () => {
      expect(await folder.run(['replay', 'quiet.js', ...args])).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
    });
  }
});
