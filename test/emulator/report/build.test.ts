import { expect } from 'chai';
import { makeReport } from '../../../emulator/report/build.ts';
import { formatJson } from '../../../emulator/report/json.ts';
import { exitCodeOf } from '../../../emulator/report/report.ts';
import type { Finding } from '../../../sdk/contract.ts';

const finding: Finding = {
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
  at: null,
};
const page = { records: 3, failedRecords: 0, status: 'passed', asRecorded: false, changed: false } as const;
const failed = { ...page, failedRecords: 3 } as const;
const end = { durationMs: 12.3, stoppedEarly: null };

describe('makeReport', () => {
  it('counts pages and records by what became of them', () => {
    const report = makeReport();
    report.addPage(page);
    report.addPage({ ...page, changed: true });
    report.addPage({ ...failed, status: 'failed' });
    report.addPage({ ...failed, status: 'failed', asRecorded: true });
    report.addPage({ ...failed, status: 'broke', changed: true });
    report.addPage({ ...failed, status: 'broke', asRecorded: true });
    report.addPage({ ...page, status: 'unjudged' });

    expect(report.totals()).to.deep.equal({
      pages: 7,
      records: 21,
      passedPages: 2,
      failedPages: 4,
      brokenPages: 1,
      failedAsRecorded: 2,
      failedRecords: 12,
      changedPages: 2,
      unjudgedPages: 1,
      unreachedPages: 0,
    });
  });

  it('keeps as many findings as it is told and counts the rest', () => {
    const report = makeReport({ maxFindings: 2 });
    for (const at of [0, 1, 2, 3, 4]) report.addFinding({ ...finding, page: at });

    const { findings, omittedFindings } = report.build(end);

    expect(findings.map((one) => one.page)).to.deep.equal([0, 1]);
    expect(omittedFindings).to.equal(3);
    expect(report.hasErrors()).to.equal(true);
  });

  it('gives of two builders put together the report of one that was told everything', () => {
    const tell = [
      (report: ReturnType<typeof makeReport>) => {
        report.addPage(page);
        report.addFinding(finding);
        report.assume('C-332');
        report.addConsole({ recording: 'day.rec.jsonl', page: 0, lines: [['log', 'one']], omitted: 1 });
        report.addUnreached();
      },
      (report: ReturnType<typeof makeReport>) => {
        report.addPage({ ...failed, status: 'broke', changed: true });
        for (const at of [1, 2]) report.addFinding({ ...finding, page: at });
        report.assume('C-332');
        report.addConsole({ recording: 'day.rec.jsonl', page: 1, lines: [['log', 'two']], omitted: 0 });
      },
    ];
    const options = { maxFindings: 2 };
    const [whole, together] = [makeReport(options), makeReport(options)];
    for (const one of tell) {
      const part = makeReport(options);
      one(whole);
      one(part);
      together.absorb(part.parts());
    }

    expect(together.build(end)).to.deep.equal(whole.build(end));
    expect(together.build(end)).to.deep.include({ omittedFindings: 1, errors: 3 });
  });

  it('merges what leaned on one assumption into one note, after the findings, by rule', () => {
    const report = makeReport();
    for (const rule of ['C-326', 'C-012', 'C-326']) report.assume(rule);
    report.addFinding(finding);

    const { findings } = report.build(end);

    expect(
      findings.map(({ code, rule, severity, message }) => [code, rule, severity, message.split(':')[0]]),
    ).to.deep.equal([
      ['hook-threw', 'C-006', 'error', 'Error'],
      ['assumed-rule', 'C-012', 'info', 'the verdict leans on behaviour that is not documented'],
      ['assumed-rule', 'C-326', 'info', 'the verdict leans on behaviour that is not documented'],
    ]);
    expect(findings[2]?.message).to.match(/option asyncResult, default "fail"; .*\(2 times\)$/);
  });

  it('keeps at most 5,000 console lines and counts the rest', () => {
    const report = makeReport();
    const lines = Array.from({ length: 3_000 }, () => ['log', 'x'] as const);
    for (const seq of [0, 1, 2]) report.addConsole({ recording: 'day.rec.jsonl', page: seq, lines, omitted: 0 });

    const { console: kept, omittedConsoleLines } = report.build(end);

    expect(kept.map(({ page: seq, lines: some }) => [seq, some.length])).to.deep.equal([
      [0, 3_000],
      [1, 2_000],
    ]);
    expect(omittedConsoleLines).to.equal(4_000);
  });
});

describe('exitCodeOf', () => {
  const built = (fill: (report: ReturnType<typeof makeReport>) => void): 0 | 1 | 2 => {
    const report = makeReport();
    fill(report);
    return exitCodeOf(report.build(end));
  };

  it('is 0 without errors, 1 with one, 2 when a page could not be judged', () => {
    expect(built((report) => report.addPage(page))).to.equal(0);
    expect(built((report) => report.addFinding({ ...finding, severity: 'warning' }))).to.equal(0);
    expect(built((report) => report.addFinding(finding))).to.equal(1);
    expect(
      built((report) => {
        report.addFinding(finding);
        report.addPage({ ...page, status: 'unjudged' });
      }),
    ).to.equal(2);
  });

  it('is 1 also when errors were counted but not kept', () => {
    const report = makeReport({ maxFindings: 0 });
    report.addFinding(finding);

    expect(exitCodeOf(report.build(end))).to.equal(1);
  });
});

describe('formatJson', () => {
  it('puts the duration last, in whole milliseconds', () => {
    const text = formatJson(makeReport().build(end));

    expect(text).to.match(/^\{\n {2}"schema": 1,\n {2}"totals": \{/);
    expect(text).to.match(/,\n {2}"durationMs": 12\n\}\n$/);
  });
});
