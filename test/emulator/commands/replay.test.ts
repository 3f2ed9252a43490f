import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';

/** Behaves as the page's `_flowId` says. */
const moody = `function postSubmit(options) {
  console.log('records:', options.responseData.length);
  switch (options._flowId) {
    case 'throw':
      throw new TypeError('no id for this order');
    case 'lose':
      return options.responseData.slice(1);
    case 'change':
      options.responseData[1].id = 'changed';
      options.responseData[1]._json = { extra: true };
      break;
    case 'shape':
      options.responseData[0].statusCode = '200';
      break;
  }
  return options.responseData;
}
`;
const mood = (name: string): object => ({ ...optionsOf(1, 2), _flowId: name });
const recorded = optionsOf(1, 2).responseData;
const thrown = { code: 'TypeError', message: 'no id for this order' };

describe('hooksmith replay', () => {
  const folder = useFolder();
  folder.file('moody.js', moody);
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file(
    'day.rec.jsonl',
    recordingOf([
      { options: mood('calm'), result: recorded },
      { options: mood('throw') },
      { options: mood('lose') },
      { options: mood('change'), result: recorded },
      { options: mood('throw'), error: thrown },
      { options: mood('calm'), error: thrown },
      { options: mood('shape') },
    ]),
  );

  it('says what becomes of each page, once a kind, with the line of the hook and what to do next', async () => {
    const { stdout, stderr, exitCode } = await folder.run(['replay', 'moody.js', 'day.rec.jsonl']);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 1 });
    expect(
      stdout,
    ).to.equal(`✗ 7 pages, 14 records: 3 pages pass, 1 fails as a whole, 2 break the contract, 1 fails as recorded, 2 differ from the recording (8 records fail)

error hook-threw  C-006  page 1 of day.rec.jsonl
  TypeError: no id for this order
  moody.js:5:13
    4 |     case 'throw':
    5 |       throw new TypeError('no id for this order');
      |             ^

error length-changed  C-005  page 2 of day.rec.jsonl
  returned 1 element for 2 records; postSubmit must return one element for each record, in the same order
  moody.js:1:10
    1 | function postSubmit(options) {
      |          ^

error result-changed  R-101  page 3, record 1 of day.rec.jsonl
  result[1].id was "2" in the recording and is "changed" now (and 1 more difference here)
  moody.js:1:10
    1 | function postSubmit(options) {
      |          ^

error result-changed  R-101  page 5 of day.rec.jsonl
  the recording holds the error "TypeError" (no id for this order); now the page passes
  moody.js:1:10
    1 | function postSubmit(options) {
      |          ^

error bad-shape  C-011  page 6, record 0 of day.rec.jsonl
  result[0].statusCode must be 200, 422, 403 or 401, got a string ("200")
  moody.js:1:10
    1 | function postSubmit(options) {
      |          ^

console (7 lines)
  page 0 records: 2
  page 1 records: 2
  page 2 records: 2
  page 3 records: 2
  page 4 records: 2
  page 5 records: 2
  page 6 records: 2

note: module state: pages ran independently. Nothing at the top level of the script can change between calls.

Reproduce: hooksmith replay moody.js day.rec.jsonl --page 1
Why:       hooksmith explain C-006
`);
  });

  it('leaves console lines and notes out with --quiet', async () => {
    const [loud, quiet] = await Promise.all([
      folder.run(['replay', 'moody.js', 'day.rec.jsonl']),
      folder.run(['replay', 'moody.js', 'day.rec.jsonl', '--quiet']),
    ]);

    expect(quiet).to.deep.equal({
      ...loud,
      stdout: loud.stdout.replace(/console \(7 lines\)[\s\S]*?(?=Reproduce:)/, ''),
    });
  });

  it('prints the stable fields and all counts with --json', async () => {
    const { exitCode, schema, totals, findings } = await folder.report(['replay', 'moody.js', 'day.rec.jsonl']);

    expect({ exitCode, schema, totals }).to.deep.equal({
      exitCode: 1,
      schema: 1,
      totals: {
        pages: 7,
        records: 14,
        passedPages: 3,
        failedPages: 4,
        brokenPages: 2,
        failedAsRecorded: 1,
        failedRecords: 8,
        changedPages: 2,
        unjudgedPages: 0,
        unreachedPages: 0,
      },
    });
    const at = { file: 'moody.js', line: 1, column: 10 };
    const same = {
      severity: 'error',
      recording: 'day.rec.jsonl',
      record: null,
      path: '',
      at,
      scope: 'page',
      stage: null,
    };
    expect(findings).to.deep.equal([
      {
        ...same,
        code: 'hook-threw',
        rule: 'C-006',
        page: 1,
        message: 'TypeError: no id for this order',
        at: { ...at, line: 5, column: 13 },
      },
      {
        ...same,
        code: 'length-changed',
        rule: 'C-005',
        page: 2,
        message:
          'returned 1 element for 2 records; postSubmit must return one element for each record, in the same order',
      },
      {
        ...same,
        code: 'result-changed',
        scope: null,
        rule: 'R-101',
        page: 3,
        record: 1,
        path: '/1/id',
        message: 'result[1].id was "2" in the recording and is "changed" now (and 1 more difference here)',
      },
      {
        ...same,
        code: 'result-changed',
        scope: null,
        rule: 'R-101',
        page: 5,
        message: 'the recording holds the error "TypeError" (no id for this order); now the page passes',
      },
      {
        ...same,
        code: 'bad-shape',
        rule: 'C-011',
        page: 6,
        record: 0,
        path: '/0/statusCode',
        message: 'result[0].statusCode must be 200, 422, 403 or 401, got a string ("200")',
      },
    ]);
  });

  it('stops after the first page with an error with --bail', async () => {
    const { stdout, exitCode } = await folder.run(['replay', 'moody.js', 'day.rec.jsonl', '--bail', '--quiet']);

    expect(stdout.split('\n')[0]).to.equal(
      '✗ 2 pages, 4 records: 1 page passes, 1 fails as a whole (2 records fail) (stopped at the first error, --bail)',
    );
    expect(exitCode).to.equal(1);
  });

  it('replays one page with --page', async () => {
    const { stdout, exitCode } = await folder.run(['replay', 'moody.js', 'day.rec.jsonl', '--page', '4', '--quiet']);

    expect(stdout).to.equal('✓ 1 page, 2 records: 0 pages pass, 1 fails as recorded\n');
    expect(exitCode).to.equal(0);
  });

  it('keeps --max-findings findings and counts the rest', async () => {
    const args = ['replay', 'moody.js', 'day.rec.jsonl', '--max-findings', '1'];
    const report = await folder.report(args);
    const { stdout, exitCode } = await folder.run([...args, '--quiet']);

    expect(report.findings.map(({ code }) => code)).to.deep.equal(['hook-threw']);
    expect(report.omittedFindings).to.equal(4);
    expect(stdout).to.contain('\n4 more findings were counted but not kept; the totals above include them.\n');
    expect(exitCode).to.equal(1);
  });

  it('takes another order of keys for no change', async () => {
    const [first, second] = recorded;
    const turned = [Object.fromEntries(Object.entries(first ?? {}).reverse()), second];
    folder.file('keys.rec.jsonl', recordingOf([{ options: optionsOf(1, 2), result: turned }]));

    const { stdout, exitCode } = await folder.run(['replay', 'echo.js', 'keys.rec.jsonl', '--quiet']);

    expect(stdout).to.equal('✓ 1 page, 2 records: the page passes\n');
    expect(exitCode).to.equal(0);
  });

  it('reports one change for each record that differs', async () => {
    folder.file('drop.js', 'function postSubmit(o) {\n  return o.responseData.map(({ id, ...rest }) => rest);\n}\n');
    folder.file('two.rec.jsonl', recordingOf([{ options: optionsOf(1, 2), result: recorded }]));

    const { findings } = await folder.report(['replay', 'drop.js', 'two.rec.jsonl']);

    expect(findings.map(({ record, path, message }) => ({ record, path, message }))).to.deep.equal([
      { record: 0, path: '/0/id', message: 'result[0].id was "1" in the recording and is nothing now' },
      { record: 1, path: '/1/id', message: 'result[1].id was "2" in the recording and is nothing now' },
    ]);
  });

  it('reports a page that fails in another way than it did', async () => {
    folder.file('other.rec.jsonl', recordingOf([{ options: mood('throw'), error: { ...thrown, message: 'no sku' } }]));

    const { exitCode, totals, findings } = await folder.report(['replay', 'moody.js', 'other.rec.jsonl']);

    expect(exitCode).to.equal(1);
    expect(totals).to.include({ failedPages: 1, failedAsRecorded: 0, changedPages: 1 });
    expect(findings.map(({ code }) => code)).to.include('hook-threw');
  });

  it('takes a breach of the contract that was recorded for no finding', async () => {
    const error = { code: 'invalid_extension_response', message: 'whatever the platform says' };
    folder.file('breach.rec.jsonl', recordingOf([{ options: mood('lose'), error }]));

    const { stdout, exitCode } = await folder.run(['replay', 'moody.js', 'breach.rec.jsonl', '--quiet']);

    expect(stdout).to.equal('✓ 1 page, 2 records: 0 pages pass, 1 fails as recorded\n');
    expect(exitCode).to.equal(0);
  });
});
