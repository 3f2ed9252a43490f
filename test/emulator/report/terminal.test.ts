import { expect } from 'chai';
import type { Report, Totals } from '../../../emulator/report/report.ts';
import { formatTerminal, formatTotals } from '../../../emulator/report/terminal.ts';
import { makeStyle } from '../../../emulator/terminal/style.ts';
import type { Finding } from '../../../sdk/contract.ts';

const clean: Totals = {
  pages: 0,
  records: 0,
  passedPages: 0,
  failedPages: 0,
  brokenPages: 0,
  failedAsRecorded: 0,
  failedRecords: 0,
  changedPages: 0,
  unjudgedPages: 0,
  unreachedPages: 0,
};

describe('formatTotals', () => {
  const cases: readonly (readonly [Partial<Totals>, string])[] = [
    [{ pages: 1, records: 1, passedPages: 1 }, '1 page, 1 record: the page passes'],
    [{ pages: 412, records: 8_231, passedPages: 412 }, '412 pages, 8,231 records: all 412 pages pass'],
    [{}, '0 pages, 0 records: 0 pages pass'],
    [
      { pages: 412, records: 8_231, passedPages: 410, failedPages: 2, brokenPages: 1, failedRecords: 21 },
      '412 pages, 8,231 records: 410 pages pass, 1 fails as a whole, 1 breaks the contract (21 records fail)',
    ],
    [
      { pages: 6, records: 6, passedPages: 1, failedPages: 5, brokenPages: 2, failedAsRecorded: 1, failedRecords: 5 },
      '6 pages, 6 records: 1 page passes, 2 fail as a whole, 2 break the contract, 1 fails as recorded (5 records fail)',
    ],
    [
      { pages: 3, records: 3, failedPages: 3, failedAsRecorded: 3, failedRecords: 3 },
      '3 pages, 3 records: 0 pages pass, 3 fail as recorded',
    ],
    [
      { pages: 3, records: 2, passedPages: 2, changedPages: 2, unjudgedPages: 1 },
      '3 pages, 2 records: 2 pages pass, 1 cannot be judged, 2 differ from the recording',
    ],
    [
      { pages: 1_234_567, records: 1_234_567, passedPages: 1_234_567, changedPages: 1 },
      '1,234,567 pages, 1,234,567 records: all 1,234,567 pages pass, 1 differs from the recording',
    ],
  ];
  for (const [totals, text] of cases) {
    it(`says: ${text}`, () => expect(formatTotals({ ...clean, ...totals })).to.equal(text));
  }
});

const threw: Finding = {
  code: 'hook-threw',
  rule: 'C-006',
  severity: 'error',
  scope: 'page',
  stage: null,
  recording: 'day.rec.jsonl',
  page: 0,
  record: null,
  path: '',
  message: 'Error: no id',
  at: { file: 'hook.js', line: 2, column: 4 },
};

function reportOf(findings: readonly Finding[], rest: Partial<Report> = {}): Report {
  const totals = { ...clean, pages: 30, records: 30, passedPages: 30 };
  return {
    schema: 1,
    totals,
    findings,
    omittedFindings: 0,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    recordings: [],
    steps: [],
    sent: [],
    console: [],
    omittedConsoleLines: 0,
    stoppedEarly: null,
    durationMs: 1,
    ...rest,
  };
}

function format(report: Report, lines: readonly string[] = []): string {
  const style = makeStyle({}, {});
  const sourceLine = (_file: string, line: number): string | undefined => lines[line - 1];
  return formatTerminal(report, { style, quiet: false, sourceLine, reproduce: ({ page }) => `again ${page}` });
}

const verdict = '30 pages, 30 records: all 30 pages pass';

describe('formatTerminal', () => {
  it('joins findings of one kind at one line and names their first eight pages', () => {
    const findings = Array.from({ length: 11 }, (_, page) => ({ ...threw, page }));

    expect(format(reportOf(findings))).to.equal(`✗ ${verdict}

error hook-threw  C-006  pages 0, 1, 2, 3, 4, 5, 6, 7 and 3 more of day.rec.jsonl
  Error: no id
  hook.js:2:4

Reproduce: again 0
Why:       hooksmith explain C-006
`);
  });

  it('keeps throws with different messages apart', () => {
    const text = format(reportOf([threw, { ...threw, message: 'Error: no sku' }]));

    expect(text.match(/^error hook-threw/gm)).to.have.length(2);
  });

  it('names the records of a single page', () => {
    const findings = [3, 5].map((record) => ({
      ...threw,
      code: 'bad-shape' as const,
      at: null,
      record,
      path: `/${record}/id`,
    }));

    expect(format(reportOf(findings))).to.contain('\nerror bad-shape  C-006  page 0, records 3, 5 of day.rec.jsonl\n');
  });

  it('shows the line of the hook and the one before, with a caret that tabs do not move', () => {
    const text = format(reportOf([threw]), ['function hook() {', '\t\t\tthrow new Error();']);

    expect(text).to.contain(`  hook.js:2:4
    1 | function hook() {
    2 | \t\t\tthrow new Error();
      | \t\t\t^
`);
  });

  it('does not show a line too long to be read', () => {
    const text = format(reportOf([threw]), ['x', 'y'.repeat(401)]);

    expect(text).to.contain('  hook.js:2:4\n\nReproduce');
  });

  it('puts errors before warnings, whatever their order', () => {
    const text = format(reportOf([{ ...threw, severity: 'warning', code: 'inexact-number' }, threw]));

    expect(text.match(/^(?:error|warning)/gm)).to.deep.equal(['error', 'warning']);
  });

  it('marks a run without errors as clean, warnings or not', () => {
    expect(format(reportOf([{ ...threw, severity: 'warning' }]))).to.match(/^✓ /);
    expect(format(reportOf([]))).to.equal(`✓ ${verdict}\n`);
  });

  it('shows twenty kinds of findings and says how many more there are', () => {
    const findings = Array.from({ length: 23 }, (_, index) => ({ ...threw, message: `Error: ${index}` }));

    const text = format(reportOf(findings));

    expect(text.match(/^error hook-threw/gm)).to.have.length(20);
    expect(text).to.contain('\n… 3 more kinds of findings; --json has them all.\n');
  });

  it('shows forty console lines and says how many more there are', () => {
    const lines = Array.from({ length: 50 }, (_, index) => ['log', `line ${index}`] as const);

    const text = format(reportOf([], { console: [{ recording: 'day.rec.jsonl', page: 0, lines, omitted: 7 }] }));

    expect(text.match(/^ {2}page 0 line/gm)).to.have.length(40);
    expect(text).to.contain('\nconsole (57 lines)\n');
    expect(text).to.contain('\n  … 17 more; --page N shows one page, --json all\n');
  });

  it('says how module state was decided, where, and what the run leaned on', () => {
    const recording = {
      recording: 'day.rec.jsonl',
      platform: 'celigo',
      hook: 'postSubmit',
      script: 'hook.js',
      function: 'postSubmit',
      scripts: [],
      pages: 1,
      records: 1,
      moduleState: { mode: 'job', why: '`n` is changed.', at: { file: 'hook.js', line: 3, column: 1 } },
      seed: '0',
      now: '2026-03-04T09:00:00.000Z',
      timeoutMs: 1,
      memoryMb: 64,
      notices: ['day.rec.jsonl is truncated'],
    } as const;
    const assumed = { ...threw, code: 'assumed-rule', severity: 'info', rule: 'C-326', page: null, at: null } as const;

    expect(
      format(reportOf([{ ...assumed, message: 'leans on asyncResult' }], { recordings: [recording, recording] })),
    ).to.equal(`✓ ${verdict}

note: day.rec.jsonl is truncated
note: module state: pages ran in order in one process. \`n\` is changed. (hook.js:3)
note: C-326: leans on asyncResult
`);
  });
});
