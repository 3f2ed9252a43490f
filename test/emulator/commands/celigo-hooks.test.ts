import { expect } from 'chai';
import { platforms } from '../../../sdk/index.ts';
import { faults } from './celigo-faults.ts';
import { answer, item, kinds, request } from './celigo-kinds.ts';
import { recordingLines, runTogether, seal, useFolder } from './run-cli.ts';

describe('hooksmith replay of every kind of Celigo hook that keeps its contract', () => {
  const folder = useFolder();
  const hooks = kinds.map(({ hook, options, good }) => [
    hook,
    {
      platform: 'celigo',
      hook,
      script: folder.file(`${hook}.js`, good),
      recordings: [folder.file(`${hook}.json`, JSON.stringify(options))],
    },
  ]);
  folder.file('hooksmith.json', JSON.stringify({ hooks: Object.fromEntries(hooks) }));

  it('has one for each kind there is (C-315)', () => {
    expect(kinds.map(({ hook }) => hook).sort()).to.deep.equal(platforms.celigo.hooks.map(({ hook }) => hook).sort());
  });

  it('passes them all without a warning, and exits 0', async () => {
    const { findings, recordings, totals, exitCode } = await folder.report(['replay']);

    expect(findings.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
    expect(recordings.map(({ hook, pages }) => [hook, pages])).to.have.deep.members(kinds.map(({ hook }) => [hook, 1]));
    expect(totals).to.include({ pages: kinds.length, passedPages: kinds.length, failedRecords: 0 });
    expect(exitCode).to.equal(0);
  });
});

for (const [family, rows] of Object.entries(faults)) {
  describe(`hooksmith replay of Celigo hooks that break their contract: ${family}`, () => {
    const folder = useFolder();
    for (const [index, { hook, bad, options }] of rows.entries()) {
      folder.file(`${index}.js`, bad);
      folder.file(`${index}.json`, JSON.stringify(options ?? optionsOf(hook)));
    }

    let reports: readonly Awaited<ReturnType<typeof folder.report>>[] = [];
    before(async () => {
      reports = await runTogether(
        rows.map(
          ({ hook, flags = [] }, index) =>
            () =>
              folder.report(['replay', `${index}.js`, `${index}.json`, '--contract', `celigo/${hook}`, ...flags]),
        ),
      );
    });

    for (const [index, { hook, shows, bad, says }] of rows.entries()) {
      const exitCode = says.some((finding) => finding.startsWith('error')) ? 1 : 0;
      it(`says that a ${hook} ${shows}, and exits ${exitCode}`, () => {
        const report = reports[index];
        const loud = (report?.findings ?? []).filter(({ severity }) => severity !== 'info');

        expect(
          loud.map(({ severity, code, rule, scope, record }) =>
            [severity, code, rule, scope, record].map(String).join(' '),
          ),
        ).to.have.members([...says]);
        expect(report?.exitCode).to.equal(exitCode);
        for (const { at } of loud) {
          expect(at).to.deep.include({ file: `${index}.js`, line: lineOf(bad) });
        }
      });
    }
  });
}

describe('hooksmith replay of a preMap that returns null for a record', () => {
  const folder = useFolder();
  folder.file('null.js', 'function preMap({ data }) {\n  return data.map((_, i) => (i === 1 ? null : {}));\n}\n');
  folder.file('page.json', JSON.stringify(optionsOf('preMap')));

  it('fails all records of the page and notes that this is assumed, or fails one record when so chosen (C-225)', async () => {
    const [page, record] = await Promise.all([
      folder.report(['replay', 'null.js', 'page.json']),
      folder.report(['replay', 'null.js', 'page.json', '--assume', 'invalidElement=failRecord']),
    ]);
    const notes = page.findings.filter(({ code }) => code === 'assumed-rule');

    expect(notes.map(({ rule, message }) => `${rule} ${message}`).join()).to.match(/^C-225 .*invalidElement/);
    expect(page.totals).to.include({ records: 3, failedRecords: 3, failedPages: 1 });
    expect(record.totals).to.include({ records: 3, failedRecords: 1, failedPages: 0 });
  });
});

describe('hooksmith replay of a branching function', () => {
  const folder = useFolder();
  const lines = recordingLines([{ options: { record: item, settings: {} } }], {
    hook: 'branching',
    setup: { branches: 2 },
  });
  folder.file('two.rec.jsonl', seal(lines, { records: 1 }));
  folder.file('page.json', JSON.stringify({ record: item, settings: {} }));
  folder.file('third.js', 'function branching() {\n  return [2];\n}\n');
  folder.file('none.js', 'function branching() {\n  return [];\n}\n');

  it('fails the record for an index that the router has no branch for (C-279)', async () => {
    const { findings, exitCode } = await folder.report(['replay', 'third.js', 'two.rec.jsonl']);

    expect(exitCode).to.equal(1);
    expect(findings[0]).to.deep.include({
      code: 'bad-shape',
      rule: 'C-279',
      severity: 'error',
      scope: 'record',
      record: 0,
      path: '/0',
      message:
        'result[0] is 2, which is no branch; the router has 2, with the indices 0 to 1; return indices of branches, such as [0]',
    });
    expect(findings[0]?.at).to.deep.include({ file: 'third.js', line: 2 });
  });

  it('only warns when such an index is taken to go nowhere (C-279)', async () => {
    const { findings, exitCode } = await folder.report([
      ...['replay', 'third.js', 'two.rec.jsonl'],
      ...['--assume', 'routerBadResult=noBranch'],
    ]);

    expect(exitCode).to.equal(0);
    expect(findings[0]).to.deep.include({ rule: 'C-279', severity: 'warning', scope: null });
  });

  it('passes any index where nobody said how many branches there are', async () => {
    const { exitCode } = await folder.report(['replay', 'third.js', 'page.json', '--contract', 'celigo/branching']);

    expect(exitCode).to.equal(0);
  });

  it('notes that no branch is an assumption, and fails the record when so chosen (C-276)', async () => {
    const [noted, refused] = await Promise.all([
      folder.report(['replay', 'none.js', 'two.rec.jsonl']),
      folder.report(['replay', 'none.js', 'two.rec.jsonl', '--assume', 'emptyBranchList=error']),
    ]);

    expect(noted.exitCode).to.equal(0);
    expect(noted.findings.map(({ code, rule }) => `${code} ${rule}`)).to.deep.equal(['assumed-rule C-276']);
    expect(refused.exitCode).to.equal(1);
    expect(refused.findings[0]).to.deep.include({ code: 'bad-shape', rule: 'C-276', scope: 'record' });
  });
});

describe('hooksmith replay of Celigo options that no hook is passed', () => {
  const folder = useFolder();
  const wrong: readonly (readonly [hook: string, shows: string, options: object, rule: string, message: string])[] = [
    [
      'preSavePage',
      'the names of another runner (C-850)',
      { form: {}, page: [item], state: {} },
      'C-201',
      'options lacks data: expected a value, got nothing',
    ],
    [
      'postMap',
      'mapped records under another name (C-850)',
      { preMapData: [item], mappedData: [item] },
      'C-230',
      'options lacks postMapData: expected a value, got nothing',
    ],
    [
      'postSubmit',
      'a responseData that is no array (C-850)',
      { preMapData: [item], postMapData: [item], responseData: answer },
      'C-241',
      'options.responseData must be an array, got an object ({"statusCode":200,"errors":[],"ignored":false})',
    ],
    [
      'handleRequest',
      'the request under a name of its own (C-853)',
      { request },
      'C-285',
      'options lacks method: expected a value, got nothing',
    ],
  ];

  for (const [hook, shows, options, rule, says] of wrong) {
    it(`blames the recording of a ${hook} for ${shows}, and exits 2`, async () => {
      folder.file(`${hook}.json`, JSON.stringify(options));
      folder.file(`${hook}.js`, `function ${hook}() {}\n`);
      const { findings, exitCode } = await folder.report([
        ...['replay', `${hook}.js`, `${hook}.json`],
        ...['--contract', `celigo/${hook}`],
      ]);

      expect(exitCode).to.equal(2);
      expect(findings.map(({ code, rule: cited, message: text }) => [code, cited, text])).to.deep.equal([
        ['bad-recording', rule, says],
      ]);
    });
  }

  it('asks which hook is meant where options fit several, and finds the one that they fit alone (C-513)', async () => {
    folder.file('record.json', JSON.stringify({ record: item, settings: {} }));
    folder.file('page.json', JSON.stringify({ data: [item], _importId: '65a0000000000000000000f2' }));
    folder.file('transform.js', 'function transform({ record }) {\n  return record;\n}\n');
    folder.file('pre-map.js', 'function preMap({ data }) {\n  return data.map((record) => ({ data: record }));\n}\n');
    const [asked, found] = await Promise.all([
      folder.run(['replay', 'transform.js', 'record.json']),
      folder.report(['replay', 'pre-map.js', 'page.json']),
    ]);

    expect(asked.exitCode).to.equal(2);
    expect(asked.stderr).to.contain('Name the hook with --contract, one of:').and.to.contain('celigo/inputFilter');
    expect(found.exitCode).to.equal(0);
    expect(found.recordings[0]).to.include({ platform: 'celigo', hook: 'preMap' });
  });
});

/** The line, from 1, that is marked in a script. */
function lineOf(script: string): number {
  return script.split('\n').findIndex((line) => line.endsWith('// here')) + 1;
}

/** What a kind of hook is passed. */
function optionsOf(hook: string): object | undefined {
  return kinds.find((kind) => kind.hook === hook)?.options;
}
