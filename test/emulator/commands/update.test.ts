import { chmodSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { buildIndex } from '../../../emulator/recording/index.ts';
import { createRecording } from '../../../emulator/recording/write.ts';
import { optionsOf, recordingLines, recordingOf, runCli, seal, useFolder } from './run-cli.ts';

/** Variables of a machine that is no CI, whatever runs the tests. */
const env = { CI: '' };
const header = { source: 'the log', seed: 'be20a1f7', later: [1.0] };
const { responseData } = optionsOf(1);

describe('hooksmith replay --update', () => {
  const folder = useFolder();
  const update = (args: readonly string[], own: Readonly<Record<string, string>> = env) =>
    folder.run(['replay', ...args, '--update', '--yes'], { env: own });
  const linesOf = (text: string) => text.trimEnd().split('\n');
  const leftovers = () => readdirSync(folder.path).filter((name) => name.endsWith('.tmp'));
  folder.file(
    'mark.js',
    'function postSubmit(options) {\n  if (options._flowId === "bad") throw new Error("bad");\n  return options.responseData.map((item) => ({ ...item, mark: Math.random() }));\n}\n',
  );
  folder.file('same.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');

  /** A recording with all that its lines may hold; `id` has more digits than a number of JavaScript. */
  function fullRecording(): string {
    const origin = { traceKeys: ['A-1'] };
    const pages = [
      { options: optionsOf(1), ...{ origin }, result: [{ old: true }] },
      { options: optionsOf(2, 3) },
      { options: optionsOf(4), error: { code: 'E', message: 'was bad' } },
    ];
    const [first = '', one = '', two = '', three = ''] = recordingLines(pages, header);
    const http = '{"kind":"http","page":0,"n":0,"entry":{"time":7.0}}';
    const unknown = '{"kind":"remark","text":"kept"}';
    const large = two.replace('"id":2', '"id":12345678901234567890');
    const text = seal([first, one, http, large, unknown, three], { records: 4 });
    return text.replace('"pages":5', '"pages":3');
  }

  it('shows what differs, writes the results, and leaves everything else to the byte', async () => {
    folder.file('full.rec.jsonl', fullRecording());
    const told = await update(['mark.js', 'full.rec.jsonl']);

    expect(told.exitCode, told.stderr).to.equal(0);
    expect(told.stdout).to.include('2 differ from the recording').and.include('error result-changed');
    expect(told.stderr).to.equal('updated full.rec.jsonl: 2 results replaced, 1 added\n');
    const before = linesOf(fullRecording());
    const after = linesOf(folder.read('full.rec.jsonl').toString('utf8'));
    expect(after).to.have.lengthOf(before.length);
    for (const index of [0, 2, 4]) expect(after[index]).to.equal(before[index]);
    for (const index of [1, 3, 5]) {
      const inputs = (before[index] ?? '').slice(0, -1).replace(/,"(?:result|error)":.*$/, '');
      expect(after[index]?.startsWith(`${inputs},"result":[{`), after[index]).to.equal(true);
      expect(JSON.parse(after[index] ?? '').result[0].mark).to.be.a('number');
    }
    expect(JSON.parse(after[1] ?? '').origin).to.deep.equal({ traceKeys: ['A-1'] });
    expect(JSON.parse(after[6] ?? '')).to.deep.include({ kind: 'end', pages: 3, records: 4 });
    expect(leftovers()).to.deep.equal([]);
  });

  it('is in agreement with the recording afterwards, and has nothing more to update', async () => {
    const bytes = folder.read('full.rec.jsonl');
    const report = await folder.report(['replay', 'mark.js', 'full.rec.jsonl']);
    const again = await update(['mark.js', 'full.rec.jsonl']);

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.deep.include({ passedPages: 3, changedPages: 0 });
    expect(again).to.deep.include({
      stderr: 'nothing to update: the recordings hold the present results\n',
      exitCode: 0,
    });
    expect(folder.read('full.rec.jsonl').equals(bytes)).to.equal(true);
    expect(leftovers()).to.deep.equal([]);
  });

  it('takes the result away of a hook that gives none any more', async () => {
    folder.file('gone.js', 'module.exports = async () => {};\n');
    const page = (result: object) => ({
      options: { payload: '', variables: {}, meta: {}, flow: { variables: {} } },
      result,
    });
    const lines = recordingLines([page({ payload: '1' }), page({})], { platform: 'patchworks', hook: 'script' });
    folder.file('gone.rec.jsonl', seal(lines, { records: 2 }));
    const told = await update(['gone.js', 'gone.rec.jsonl']);
    const report = await folder.report(['replay', 'gone.js', 'gone.rec.jsonl']);

    expect(told.stderr).to.equal('updated gone.rec.jsonl: 2 results replaced\n');
    expect(folder.read('gone.rec.jsonl').toString('utf8')).to.not.include('"result"');
    expect(report.totals).to.deep.include({ passedPages: 2, changedPages: 0 });
  });

  it('keeps a recording packed, readable for those who could read it, and under its link', async () => {
    const text = recordingOf([{ options: optionsOf(1) }], header);
    folder.file('real.rec.jsonl.gz', gzipSync(text));
    folder.file('odd-name.rec', gzipSync(text));
    chmodSync(join(folder.path, 'real.rec.jsonl.gz'), 0o644);
    symlinkSync('real.rec.jsonl.gz', join(folder.path, 'link.rec.jsonl.gz'));
    const told = await update(['mark.js', 'link.rec.jsonl.gz', 'odd-name.rec']);

    expect(told.exitCode, told.stderr).to.equal(0);
    expect(told.stderr).to.equal('updated link.rec.jsonl.gz: 1 result added\nupdated odd-name.rec: 1 result added\n');
    for (const name of ['real.rec.jsonl.gz', 'odd-name.rec']) {
      expect(gunzipSync(folder.read(name)).toString('utf8')).to.match(/"result":\[\{"statusCode":200,.*"mark":0\./);
    }
    expect(statSync(join(folder.path, 'real.rec.jsonl.gz')).mode & 0o777).to.equal(0o644);
    expect(
      readdirSync(folder.path, { withFileTypes: true })
        .find(({ name }) => name === 'link.rec.jsonl.gz')
        ?.isSymbolicLink(),
    ).to.equal(true);
    expect((await folder.report(['replay', 'mark.js', 'link.rec.jsonl.gz'])).exitCode).to.equal(0);
  });

  it('makes the index of a recording anew', async () => {
    folder.file('indexed.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
    await buildIndex(join(folder.path, 'indexed.rec.jsonl'));
    const before = folder.read('indexed.rec.idx');
    const told = await update(['mark.js', 'indexed.rec.jsonl']);
    const report = await folder.report(['replay', 'mark.js', 'indexed.rec.jsonl']);

    expect(told.exitCode).to.equal(0);
    expect(folder.read('indexed.rec.idx').equals(before)).to.equal(false);
    expect(report.recordings[0]?.notices).to.deep.equal([]);
  });

  it('updates a recording of a writer, whose pages were redacted, and redacts what is new', async () => {
    const writer = createRecording(join(folder.path, 'made.rec.jsonl'), {
      platform: 'celigo',
      hook: 'postSubmit',
      source: 'a test',
      countRecords: () => 1,
    });
    await writer.writePage({ options: { ...optionsOf(1), settings: { flow: { apiKey: 'k-1' } } }, result: [] });
    await writer.end();
    folder.file(
      'leaks.js',
      'function postSubmit(options) {\n  return options.responseData.map((item) => ({ ...item, _json: { apiKey: options.settings.flow.apiKey, password: "hunter2" } }));\n}\n',
    );
    const before = linesOf(folder.read('made.rec.jsonl').toString('utf8'));
    const told = await update(['leaks.js', 'made.rec.jsonl']);
    const [first, page = ''] = linesOf(folder.read('made.rec.jsonl').toString('utf8'));

    expect(told.stderr).to.equal(
      'updated made.rec.jsonl: 1 result replaced\nnote: 1 value of the results looks like a secret and was redacted (R-509), so the next replay will find them different; have the hook not return secrets\n',
    );
    expect(first).to.equal(before[0]);
    const { options, result } = JSON.parse(page);
    expect(result[0]._json.apiKey).to.equal(options.settings.flow.apiKey);
    expect(result[0]._json.password).to.match(/^\[redacted:[0-9a-f]{8}\]$/);
    expect(page).to.not.include('hunter2');
  });

  it('updates all recordings of a project, and only those that differ', async () => {
    const hook = { platform: 'celigo', hook: 'postSubmit', script: 'same.js' };
    folder.file('p/a.rec.jsonl', recordingOf([{ options: optionsOf(1), result: [] }]));
    folder.file('p/b.rec.jsonl', recordingOf([{ options: optionsOf(1), result: responseData }]));
    folder.file('p/same.js', folder.read('same.js'));
    folder.file(
      'p/hooksmith.json',
      JSON.stringify({
        hooks: { a: { ...hook, recordings: ['a.rec.jsonl'] }, b: { ...hook, recordings: ['b.rec.jsonl'] } },
      }),
    );
    const b = folder.read('p/b.rec.jsonl');
    const cwd = join(folder.path, 'p');
    const told = await runCli(['replay', '--update', '--yes', '--json'], { cwd, env });

    expect(told.exitCode, told.stderr).to.equal(0);
    expect(told.stderr).to.equal('updated a.rec.jsonl: 1 result replaced\n');
    expect(JSON.parse(told.stdout).totals).to.deep.include({ pages: 2, changedPages: 1 });
    expect(folder.read('p/b.rec.jsonl').equals(b)).to.equal(true);
  });

  const failing: readonly (readonly [
    title: string,
    page: {
      readonly options: unknown;
      readonly result?: unknown;
      readonly error?: { readonly code: string; readonly message: string };
    },
    stderr: string,
    exitCode: number,
  ])[] = [
    [
      'a page fails',
      { options: { ...optionsOf(1), _flowId: 'bad' } },
      'nothing was updated: 1 page fails; --update accepts other results, and nothing else\n',
      1,
    ],
    [
      'a page cannot be judged',
      { options: { responseData: 7 } },
      'nothing was updated: 1 page cannot be judged; --update accepts other results, and nothing else\n',
      2,
    ],
    [
      'a page fails in another way than it was recorded',
      { options: { ...optionsOf(1), _flowId: 'bad' }, error: { code: 'E', message: 'another' } },
      'nothing was updated: 1 page fails; --update accepts other results, and nothing else\n',
      1,
    ],
  ];
  for (const [title, page, stderr, exitCode] of failing) {
    it(`writes nothing when ${title}, though others differ`, async () => {
      const name = 'failing.rec.jsonl';
      const text = recordingOf([{ options: optionsOf(1), result: [] }, page]);
      folder.file(name, text);
      folder.file('other.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
      const told = await update(['mark.js', 'other.rec.jsonl', name]);

      expect(told).to.deep.include({ stderr, exitCode });
      expect(folder.read(name).toString('utf8')).to.equal(text);
      expect(folder.read('other.rec.jsonl').toString('utf8')).to.not.include('"result"');
      expect(leftovers()).to.deep.equal([]);
    });
  }

  it('writes nothing when a page was stopped', async () => {
    folder.file('hang.js', 'function postSubmit(options) {\n  for (;;);\n}\n');
    folder.file('hang.rec.jsonl', recordingOf([{ options: optionsOf(1), result: [] }]));
    const told = await update(['hang.js', 'hang.rec.jsonl', '--timeout-ms', '500']);

    expect(told.stderr).to.equal(
      'nothing was updated: 1 page fails; --update accepts other results, and nothing else\n',
    );
    expect(told.exitCode).to.equal(1);
  });

  it('leaves a page that fails as it was recorded alone', async () => {
    const error = { code: 'Error', message: 'bad' };
    folder.file(
      'as.rec.jsonl',
      recordingOf([{ options: { ...optionsOf(1), _flowId: 'bad' }, error }, { options: optionsOf(1) }]),
    );
    const before = linesOf(folder.read('as.rec.jsonl').toString('utf8'));
    const told = await update(['mark.js', 'as.rec.jsonl']);

    expect(told).to.deep.include({ stderr: 'updated as.rec.jsonl: 1 result added\n', exitCode: 0 });
    expect(linesOf(folder.read('as.rec.jsonl').toString('utf8'))[1]).to.equal(before[1]);
  });

  it('leaves nothing behind when the recording turns out to be faulty', async () => {
    folder.file('cut.rec.jsonl', `${recordingLines([{ options: optionsOf(1) }]).join('\n')}\n`);
    const told = await update(['mark.js', 'cut.rec.jsonl']);

    expect(told.exitCode).to.equal(2);
    expect(leftovers()).to.deep.equal([]);
  });

  const refused: readonly (readonly [
    title: string,
    args: readonly string[],
    own: Readonly<Record<string, string>>,
    stderr: string,
  ])[] = [
    [
      'CI',
      ['mark.js', 'full.rec.jsonl', '--update', '--yes'],
      { CI: 'true' },
      'error --update changes recordings, which nobody would look at in CI (CI is true) [ERR_USAGE]\n  Update the recordings on your own machine and commit them.\n',
    ],
    [
      'no terminal and no --yes',
      ['mark.js', 'full.rec.jsonl', '--update'],
      env,
      'error --update asks before it writes, and there is no terminal to ask on [ERR_USAGE]\n  Look at the differences without --update first, then accept them with --update --yes.\n',
    ],
    [
      '--yes alone',
      ['mark.js', 'full.rec.jsonl', '--yes'],
      env,
      'error --yes answers the question of --update, which is not there [ERR_USAGE]\n  Add --update, or leave --yes out.\n',
    ],
    [
      'one page alone',
      ['mark.js', 'full.rec.jsonl', '--update', '--yes', '--page', '0'],
      env,
      'error --update replaces all results of a recording, so it does not go with --page [ERR_USAGE]\n  Leave it out.\n',
    ],
    [
      'another seed',
      ['mark.js', 'full.rec.jsonl', '--update', '--yes', '--seed', 'x'],
      env,
      'error --update accepts results under the seed of the recording, so it does not go with --seed [ERR_USAGE]\n  Leave it out.\n',
    ],
    [
      'bare options',
      ['mark.js', 'bare.json', '--update', '--yes', '--contract', 'celigo/postSubmit'],
      env,
      'error bare.json holds bare options, which have no place for results [ERR_USAGE]\n  Make a recording of it: hooksmith replay <hook> <file> --save-calls NAME.rec.jsonl\n',
    ],
    [
      'a recording that is replayed twice',
      ['mark.js', 'full.rec.jsonl', './full.rec.jsonl', '--update', '--yes'],
      env,
      'error ./full.rec.jsonl is replayed twice in this run, and can hold the results of one hook only [ERR_USAGE]\n  Name the hook whose results it shall hold: hooksmith replay <hook> --update\n',
    ],
  ];
  for (const [title, args, own, stderr] of refused) {
    it(`refuses ${title}`, async () => {
      folder.file('bare.json', JSON.stringify([optionsOf(1)]));

      expect(await folder.run(['replay', ...args], { env: own })).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
      expect(leftovers()).to.deep.equal([]);
    });
  }
});
