import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { importContext, importedRecord, itemsToErp, traceOf } from '../../sdk/celigo/sources/source-files.ts';
import { optionsOf, runCli, useFolder } from './run-cli.ts';

const passThrough: Readonly<Record<string, string>> = {
  postSubmit: 'return options.responseData;',
  preMap: 'return options.data.map((data) => ({ data }));',
  preSavePage: 'return { data: options.data, errors: options.errors };',
  transform: 'return options.record;',
  inputFilter: 'return true;',
};

const toText = `function postSubmit(options) {
  return options.responseData.map(({ id }) => ({ statusCode: 200, errors: [], ignored: false, id: String(id) }));
}
`;

const rows = [
  { sku: 'PENCIL-HB', qty: 4 },
  { sku: 'RULER-30', qty: 2 },
];

describe('hooksmith record', () => {
  const folder = useFolder();
  const json = (name: string, value: unknown): string => folder.file(name, JSON.stringify(value));
  /** The lines of a recording, parsed. */
  const linesOf = (name: string): Record<string, unknown>[] =>
    folder
      .read(name)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  for (const [hook, body] of Object.entries(passThrough)) {
    folder.file(`${hook}.js`, `function ${hook}(options) {\n  ${body}\n}\n`);
  }
  folder.file('to-text.js', toText);
  const trace = json('trace.json', traceOf([importedRecord('PENCIL-HB', 1), importedRecord('RULER-30', 2)]));

  describe('celigo-trace', () => {
    it('records a hook with what it gave, which replay compares (C-526)', async () => {
      const recorded = await folder.run([
        'record',
        'celigo-trace',
        trace,
        '--hook',
        'postSubmit',
        '--out',
        'hook.rec.jsonl',
      ]);

      expect(recorded).to.deep.equal({
        stdout: '',
        stderr: `✓ wrote hook.rec.jsonl: 1 page, 2 records of postSubmit
assumed-rule C-525  traceGrouping is "groupId"
assumed-rule C-526  traceStageMap is "builtIn"
assumed-rule C-114  contextProfile is "2026"
assumed-rule C-124  importSettingsKey is "import"
assumed-rule C-131  importJobType is "import"
`,
        exitCode: 0,
      });
      const same = await folder.report(['replay', 'to-text.js', 'hook.rec.jsonl']);
      expect(same.totals).to.deep.include({ pages: 1, records: 2, passedPages: 1, changedPages: 0 });
      expect(same.exitCode).to.equal(0);
      const changed = await folder.report(['replay', 'postSubmit.js', 'hook.rec.jsonl']);
      expect(changed.findings[0]).to.deep.include({ code: 'result-changed', page: 0 });
      expect(changed.exitCode).to.equal(1);
    });

    it('records a whole step as a pipeline', async () => {
      await folder.run(['record', 'celigo-trace', trace]);

      const written = { statusCode: 200, errors: [], ignored: false };
      const [header, page, end] = linesOf('trace.rec.jsonl');
      expect(header).to.deep.equal({
        kind: 'header',
        format: 'hooksmith-recording',
        version: 1,
        platform: 'celigo',
        step: 'import',
        createdAt: '2026-03-04T09:00:03.000Z',
        redaction: { policy: 'default', version: 1 },
        source: { source: 'celigo-trace', file: 'trace.json' },
      });
      expect(page).to.deep.equal({
        kind: 'page',
        seq: 0,
        options: {
          data: [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }],
          traceKeys: ['AF-1001', 'AF-1002'],
          ...importContext(itemsToErp, '2026-03-04T09:00:03.000Z'),
        },
        stages: {
          inputFilter: { result: [true, true] },
          mapping: { result: [{ item: 'PENCIL-HB' }, { item: 'RULER-30' }] },
          submit: {
            result: [
              { statusCode: 200, id: 1 },
              { statusCode: 200, id: 2 },
            ],
          },
          postSubmit: {
            result: [
              { ...written, id: '1' },
              { ...written, id: '2' },
            ],
          },
        },
      });
      expect(end).to.deep.include({ kind: 'end', pages: 1, records: 2 });
    });

    it('knows the stages of functions that the project attaches (C-522)', async () => {
      const stages = importedRecord('PENCIL-HB', 1).stages.map(
        ([name, ...rest]) => [name === 'postSubmitHook' ? 'tidyUp' : name, ...rest] as const,
      );
      const file = json('tidy.json', traceOf([{ stages }]));
      folder.file('elsewhere/x', '');
      folder.file('project/tidy.js', toText.replace('postSubmit', 'tidyUp'));
      json('project/hooksmith.json', {
        hooks: { tidy: { platform: 'celigo', hook: 'postSubmit', script: 'tidy.js', function: 'tidyUp' } },
      });
      const args = ['record', 'celigo-trace', join('..', file), '--kind', 'postSubmit'];

      const inside = await runCli(args, { cwd: join(folder.path, 'project') });
      const outside = await runCli([...args, '--out', '../outside.rec.jsonl'], { cwd: join(folder.path, 'elsewhere') });

      expect(inside.exitCode).to.equal(0);
      expect(inside.stderr).not.to.contain('note');
      expect(outside.stderr).to.contain('note C-522  the stage "tidyUp" of 1 record is not known');
      const replayed = await runCli(['replay', 'tidy', 'tidy.rec.jsonl'], { cwd: join(folder.path, 'project') });
      expect(replayed.exitCode).to.equal(0);
    });

    it('leaves pages with holes out and says so; when none is left, nothing is written (C-527)', async () => {
      const [filter, , ...rest] = importedRecord('ERASER-S', 3).stages;
      const holed = { stages: filter === undefined ? rest : [filter, ...rest], group: 'g-2' };
      const gaps = json('gaps.json', traceOf([importedRecord('PENCIL-HB', 1), holed]));
      const only = json('only.json', traceOf([holed, { stages: [['mapping', rows[0], rows[0]]] }]));

      const some = await folder.run(['record', 'celigo-trace', gaps]);
      const none = await folder.run(['record', 'celigo-trace', only]);

      expect(some.exitCode).to.equal(0);
      expect(some.stderr).to.contain(`✓ wrote gaps.rec.jsonl: 1 page, 1 record of the import pipeline
note C-527  AF-1002, Items to ERP (65a0000000000000000000f2): the stage mapping is missing  /records/1/journey/0/stages
note C-527  the page of group g-2 was left out: it has holes in 1 of 1 records; --assume allowHoles=true takes what is there  /records/1/journey/0
`);
      expect(none.exitCode).to.equal(2);
      expect(none.stderr).to.match(/^error only\.json at \/records: has no page that can be rebuilt \(C-527\)/);
      expect(readdirSync(folder.path)).not.to.include('only.rec.jsonl');
    });

    it('shows names of the file without what could steer a terminal', async () => {
      const evil = json(
        'evil.json',
        traceOf([
          {
            stages: [
              ['\u001b[2Jgone\n', rows[0], null],
              ['mapping', rows[0], rows[0]],
            ],
          },
        ]),
      );

      const { stderr } = await folder.run(['record', 'celigo-trace', evil]);

      expect(stderr).to.contain('"\\u001b[2Jgone\\n"');
      expect(stderr).not.to.contain('\u001b[2J');
    });
  });

  describe('celigo-input', () => {
    it('records bare options, which replay (C-511)', async () => {
      const file = json('options.json', optionsOf(1, 2));

      const recorded = await folder.run(['record', 'celigo-input', file]);

      expect(recorded.stderr).to.equal(
        '✓ wrote options.rec.jsonl: 1 page, 2 records of postSubmit\nassumed-rule C-513  inputKind is "auto"\n',
      );
      expect(linesOf('options.rec.jsonl')[1]).to.deep.equal({ kind: 'page', seq: 0, options: optionsOf(1, 2) });
      expect((await folder.run(['replay', 'postSubmit.js', 'options.rec.jsonl'])).exitCode).to.equal(0);
    });

    it('records a bare array with bareDataFill, behind a byte order mark as well (C-514, C-515)', async () => {
      const file = folder.file('rows.json', `\uFEFF${JSON.stringify(rows)}`);

      const refused = await folder.run(['record', 'celigo-input', file, '--kind', 'postSubmit']);
      const filled = await folder.run([
        'record',
        'celigo-input',
        file,
        '--kind',
        'celigo/postSubmit',
        '--assume',
        'bareDataFill=true',
      ]);

      expect(refused).to.deep.include({ exitCode: 2, stdout: '' });
      expect(refused.stderr).to.contain('postSubmit is passed preMapData, postMapData and responseData');
      expect(filled.exitCode).to.equal(0);
      expect((await folder.run(['replay', 'postSubmit.js', 'rows.rec.jsonl'])).exitCode).to.equal(0);
    });

    it('takes a choice that reads as a number', async () => {
      const file = json('old.json', rows);

      await folder.run(['record', 'celigo-input', file, '--kind', 'preMap', '--assume', 'contextProfile=2022']);

      expect(linesOf('old.rec.jsonl')[1]?.['options']).to.have.all.keys(
        ...['data', '_integrationId', '_flowId', '_connectionId', '_importId', 'settings'],
      );
    });

    it('warns of numbers that reading has changed (R-214)', async () => {
      const file = folder.file(
        'big.json',
        '{"preMapData":[],"postMapData":[],"responseData":[],"job":{"n":12345678901234567890}}',
      );

      const { stderr } = await folder.run(['record', 'celigo-input', file]);

      expect(stderr).to.contain('note R-214  the number is beyond 2^53, so reading it has changed it  /job/n');
    });
  });

  it('records mock output, one page or one page for each record, which replay (C-535, C-536)', async () => {
    const mock = json('mock.json', { page_of_records: rows.map((record) => ({ record })) });
    for (const kind of ['preSavePage', 'preMap', 'transform', 'inputFilter']) {
      const out = `mock-${kind}.rec.jsonl`;
      const recorded = await folder.run(['record', 'celigo-mock', mock, '--kind', kind, '--out', out]);

      expect(recorded).to.deep.include({ exitCode: 0, stdout: '' });
      expect(linesOf(out)[0]).to.deep.include({ hook: kind });
      const replayed = await folder.report(['replay', `${kind}.js`, out]);
      expect(replayed.totals, kind).to.deep.include({ records: 2, passedPages: replayed.totals.pages });
      expect(replayed.exitCode, kind).to.equal(0);
    }
  });

  it('records retry data, a page for each record, with key, stage and trace key kept (C-540, C-544)', async () => {
    const retry = json('retry.json', { 'rk-9': { data: rows[1], stage: 'import', traceKey: 'AF-1002' } });

    const recorded = await folder.run(['record', 'celigo-retry', retry]);

    expect(recorded.stderr).to.match(
      /^✓ wrote retry\.rec\.jsonl: 1 page, 1 record of preMap\nassumed-rule C-544 {2}retryEntry is "stepStart"\n/,
    );
    expect(linesOf('retry.rec.jsonl')[1]).to.deep.include({
      origin: { retryDataKey: 'rk-9', stage: 'import', traceKeys: ['AF-1002'] },
    });
    expect((await folder.run(['replay', 'preMap.js', 'retry.rec.jsonl'])).exitCode).to.equal(0);
  });

  describe('celigo-recorder and celigo-log', () => {
    it('write a hook that runs in the sandbox, and read its log back to the same options (C-550)', async () => {
      const pages = [optionsOf(1, 2), { ...optionsOf(3), note: 'Zürich |€| "𝄞"' }, optionsOf(4, 5, 6)];
      folder.file('pages.jsonl', `${pages.map((page) => JSON.stringify(page)).join('\n')}\n`);
      // The sandbox cuts a console line at 2,000 characters.
      const made = await folder.run([
        'record',
        'celigo-recorder',
        '--out',
        'recorder.js',
        '--assume',
        'recorderChunkChars=100',
      ]);
      expect(made).to.deep.include({ exitCode: 0, stdout: '' });

      const replayed = await folder.report(['replay', 'recorder.js', 'pages.jsonl']);
      expect(replayed.totals).to.deep.include({ pages: 3, passedPages: 3 });
      const messages = replayed.console.flatMap(({ lines }) => lines.map(([, text]) => text));
      expect(messages.length).to.be.greaterThan(6);
      json('log.json', {
        logs: messages.reverse().map((message) => ({ logLevel: 'INFO', message })),
        nextPageURL: null,
      });
      const recorded = await folder.run(['record', 'celigo-log', 'log.json']);

      expect(recorded).to.deep.equal({
        stdout: '',
        stderr: '✓ wrote log.rec.jsonl: 3 pages, 6 records of postSubmit\n',
        exitCode: 0,
      });
      expect(
        linesOf('log.rec.jsonl')
          .slice(1, -1)
          .map((line) => line['options']),
      ).to.deep.equal(pages);
      expect((await folder.run(['replay', 'postSubmit.js', 'log.rec.jsonl'])).exitCode).to.equal(0);
    });

    it('prints the hook on stdout, as it is or as JSON', async () => {
      const plain = await folder.run(['record', 'celigo-recorder', '--hook', 'preMap']);
      const asJson = await folder.run(['record', 'celigo-recorder', '--kind', 'preMap', '--json']);

      expect(plain).to.deep.include({ stderr: '', exitCode: 0 });
      expect(plain.stdout).to.match(/^\/\/ Recorder hook for preMap[\s\S]*\nfunction preMap\(options\) \{\n/);
      expect(JSON.parse(asJson.stdout)).to.deep.equal({
        schema: 1,
        source: 'celigo-recorder',
        hook: 'preMap',
        path: null,
        script: plain.stdout,
      });
    });

    it('leave nothing behind when a call cannot be written (R-213)', async () => {
      const script = (await folder.run(['record', 'celigo-recorder', '--assume', 'recorderChunkChars=1000'])).stdout;
      folder.file(
        'deepen.js',
        script
          .replace('JSON.stringify(options,', 'JSON.stringify(deepen(options),')
          .concat(
            'function deepen(options) { var at = {}; for (var i = 0; i < 200; i += 1) at = { at: at }; return { responseData: [], at: at }; }\n',
          ),
      );
      json('one.json', optionsOf(1));
      const { console: printed } = await folder.report(['replay', 'deepen.js', 'one.json']);
      json(
        'deep-log.json',
        printed.flatMap(({ lines }) => lines.map(([, text]) => text)),
      );

      const { stderr, exitCode } = await folder.run(['record', 'celigo-log', 'deep-log.json']);

      expect(exitCode).to.equal(2);
      expect(stderr).to.contain('deep-log.rec.jsonl: page 0: options is nested more than 128 levels deep');
      expect(readdirSync(folder.path).filter((name) => name.includes('deep-log'))).to.deep.equal(['deep-log.json']);
    });
  });
});
