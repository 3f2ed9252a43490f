import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { optionsOf, type Page, recordingOf, useFolder } from '../commands/run-cli.ts';

const counting = `let calls = 0;
function postSubmit(options) {
  calls += 1;
  console.log('call', calls);
  while (options._flowId === 'hang');
  return options.responseData.map((item) => ({ ...item, id: String(calls) }));
}
`;

describe('replay of a script that keeps state', () => {
  const folder = useFolder();
  folder.file('counting.js', counting);
  const page = (id: number): Page => ({
    options: optionsOf(id),
    result: [{ ...optionsOf(id).responseData[0], id: String(id) }],
  });
  folder.file('day.rec.jsonl', recordingOf([1, 2, 3, 4].map(page)));

  const linesOf = (report: Report): unknown => report.console.map(({ page: seq, lines }) => [seq, lines[0]?.[1]]);
  const replay = (...args: readonly string[]): ReturnType<typeof folder.report> =>
    folder.report(['replay', 'counting.js', 'day.rec.jsonl', ...args]);

  it('runs the pages in order in one process and says why (C-332)', async () => {
    const report = await replay('--workers', '2');

    expect(report.exitCode).to.equal(0);
    expect(linesOf(report)).to.deep.equal([0, 1, 2, 3].map((seq) => [seq, `call ${seq + 1}`]));
    expect(report.recordings[0]?.moduleState).to.deep.equal({
      mode: 'job',
      why: '`calls` (line 1) is changed, line 3.',
      at: { file: 'counting.js', line: 3, column: 3 },
    });
  });

  it('runs the earlier pages silently when one page is asked for', async () => {
    const report = await replay('--page', '2');

    expect(report.exitCode).to.equal(0);
    expect(linesOf(report)).to.deep.equal([[2, 'call 3']]);
    expect(report.totals).to.include({ pages: 1, passedPages: 1, changedPages: 0 });
  });

  it('loads the script anew for each page with --module-state fresh', async () => {
    const report = await replay('--module-state', 'fresh');

    expect(report.exitCode).to.equal(1);
    expect(linesOf(report)).to.deep.equal([0, 1, 2, 3].map((seq) => [seq, 'call 1']));
    expect(report.findings.map(({ code, page: seq }) => [code, seq])).to.deep.equal([
      ['result-changed', 1],
      ['result-changed', 2],
      ['result-changed', 3],
    ]);
    expect(report.recordings[0]?.moduleState).to.deep.equal({
      mode: 'fresh',
      why: 'Asked for with moduleState fresh.',
      at: null,
    });
  });

  it('loads the script anew for each page when the assumption says so, and says that it leaned on it', async () => {
    const report = await replay('--assume', 'moduleState=freshPerCall');

    expect(report.exitCode).to.equal(1);
    expect(report.recordings[0]?.moduleState).to.include({
      mode: 'fresh',
      why: 'An assumption says that the script is loaded anew for every call.',
    });
    expect(report.recordings[0]?.notices).to.deep.equal([
      'the verdict leans on a chosen assumption: moduleState (C-332) is "freshPerCall", default "perJob"',
    ]);
  });

  it('keeps a script without state in one process with --module-state job', async () => {
    folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
    const args = ['replay', 'echo.js', 'day.rec.jsonl', '--quiet', '--module-state', 'job'];

    const report = await folder.report(args);

    expect(report.exitCode).to.equal(0);
    expect(report.recordings[0]?.moduleState).to.deep.equal({
      mode: 'job',
      why: 'Asked for with moduleState job.',
      at: null,
    });
  });

  it('says that state was lost when a page is stopped, and goes on', async () => {
    const hanging = { options: { ...optionsOf(2), _flowId: 'hang' } };
    folder.file('hang.rec.jsonl', recordingOf([{ options: optionsOf(1) }, hanging, { options: optionsOf(3) }]));

    const report = await folder.report(['replay', 'counting.js', 'hang.rec.jsonl', '--timeout-ms', '300']);

    expect(report.exitCode).to.equal(1);
    const loud = report.findings.filter(({ severity }) => severity !== 'info');
    expect(loud.map(({ code, severity, page: seq, message }) => [code, severity, seq, message])).to.deep.equal([
      [
        'timed-out',
        'error',
        1,
        "not finished within 300 ms (--timeout-ms; the platform's own limit is 300000 ms, C-333): the page was stopped",
      ],
      [
        'state-lost',
        'warning',
        1,
        'page 1 was stopped; the pages after it ran with fresh module variables (`calls` (line 1) is changed, line 3.)',
      ],
    ]);
    expect(linesOf(report)).to.deep.equal([
      [0, 'call 1'],
      [2, 'call 1'],
    ]);
  });
});
