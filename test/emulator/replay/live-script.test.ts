import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type LiveScript, openLiveScript } from '../../../emulator/replay/live-script.ts';
import { makeReport, type ReportBuilder } from '../../../emulator/report/build.ts';
import type { JsonValue } from '../../../sdk/contract.ts';
import { responseScript } from '../../../sdk/patchworks/response-script.ts';

describe('openLiveScript', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-live-'));
  const open: LiveScript[] = [];
  afterEach(() => {
    for (const script of open.splice(0)) script.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function load(code: string, report: ReportBuilder = makeReport(), timeoutMs = 5_000): Promise<LiveScript> {
    const file = join(folder, `script${open.length}.js`);
    writeFileSync(file, code);
    const assumptions = Object.fromEntries(
      Object.entries(responseScript.assumptions).map(([name, assumption]) => [name, assumption.default]),
    );
    const given = {
      contract: responseScript,
      file,
      assumptions,
      settings: { timeoutMs },
      seed: 's',
      nowMs: 1_000,
      report,
    };
    const script = await openLiveScript(given);
    open.push(script);
    return script;
  }
  const input = (status: number): JsonValue => ({
    payload: 'x',
    variables: {},
    meta: {},
    flow: { variables: {} },
    response: { headers: {}, body: 'x', status },
  });
  const findings = (report: ReportBuilder) =>
    report.build({ durationMs: 0, stoppedEarly: null }).findings.filter(({ severity }) => severity !== 'info');

  it('calls a script again and again in one process, which keeps its module state and sees the time of each call (P-713)', async () => {
    const script = await load(
      'let calls = 0; module.exports = async (data) => { calls += 1; return { payload: JSON.stringify([calls, data.response.status, Date.now()]) }; };',
    );

    const values = [await script.call(input(200), 1_000), await script.call(input(503), 61_000)];

    expect(values).to.deep.equal([
      { status: 'returned', value: { payload: '[1,200,1000]' } },
      { status: 'returned', value: { payload: '[2,503,61000]' } },
    ]);
  });

  it('tells a throw and a broken contract as failed calls, with findings at their line, and goes on', async () => {
    const report = makeReport();
    const script = await load(
      "module.exports = async (data) => {\n  if (data.response.status === 500) throw new Error('no body');\n  return { logs: data.response.status === 400 ? 'one' : ['one'] };\n};",
      report,
    );

    const outcomes = [
      await script.call(input(500), 0),
      await script.call(input(400), 0),
      await script.call(input(200), 0),
    ];

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['failed', 'failed', 'returned']);
    expect(findings(report).map(({ code, at }) => [code, at?.line])).to.deep.equal([
      ['hook-threw', 2],
      ['bad-shape', 3],
    ]);
  });

  it('stops a call that does not end and answers the next one in a new process', async () => {
    const report = makeReport();
    const script = await load(
      'module.exports = async (data) => { while (data.response.status === 500); return {}; };',
      report,
      300,
    );

    const outcomes = [await script.call(input(500), 0), await script.call(input(200), 0)];

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['failed', 'returned']);
    expect(findings(report).map(({ code }) => code)).to.deep.equal(['timed-out']);
  });

  it('fails every call of a script that throws while it is loaded', async () => {
    const report = makeReport();
    const script = await load("throw new Error('at load'); module.exports = async () => ({});", report);

    const outcomes = [await script.call(input(200), 0), await script.call(input(200), 0)];

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['failed', 'failed']);
    expect(findings(report).map(({ code }) => code)).to.deep.equal(['hook-threw']);
  });
});
