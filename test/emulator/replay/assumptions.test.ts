import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

/** Notes about what a verdict leaned on: undocumented rules, and choices against a default. */
function leanings({ findings, recordings }: Report): readonly string[] {
  const assumed = findings.filter(({ code }) => code === 'assumed-rule').map(({ rule }) => rule);
  return [...assumed, ...recordings.flatMap(({ notices }) => notices)];
}

describe('an assumption', () => {
  const folder = useFolder();
  folder.file('page.json', JSON.stringify(optionsOf(1)));
  folder.file(
    'date.js',
    'function postSubmit(o) {\n  return o.responseData.map((r) => ({ ...r, _json: new Date(0) }));\n}\n',
  );
  folder.file('promise.js', 'async function postSubmit(o) {\n  return o.responseData;\n}\n');
  folder.file('throw.js', "function postSubmit() {\n  throw Object.assign(new Error('no'), { code: 'E_NO' });\n}\n");

  it('lets dates pass as text by default and says that this is assumed, and refuses them when chosen (C-012)', async () => {
    const [lenient, strict] = await Promise.all([
      folder.report(['replay', 'date.js', 'page.json']),
      folder.report(['replay', 'date.js', 'page.json', '--assume', 'nonJsonValues=reject']),
    ]);

    expect(lenient.exitCode).to.equal(0);
    expect(leanings(lenient)).to.deep.equal(['C-012']);
    expect(strict.exitCode).to.equal(1);
    expect(strict.findings[0]).to.deep.include({
      code: 'not-serializable',
      rule: 'C-012',
      severity: 'error',
      message: 'the result holds a Date, and nonJsonValues is "reject"',
    });
    expect(leanings(strict)).to.deep.equal([
      'C-012',
      'the verdict leans on a chosen assumption: nonJsonValues (C-012) is "reject", default "serialise"',
    ]);
  });

  it('refuses dates in the callback form, which stacks have, whatever is chosen for scripts (C-013, C-714)', async () => {
    folder.file(
      'stack.js',
      'function postSubmit(o, callback) {\n  callback(null, o.responseData.map((r) => ({ ...r, _json: new Date(0) })));\n}\n',
    );

    const report = await folder.report(['replay', 'stack.js', 'page.json', '--assume', 'nonJsonValues=serialise']);

    expect(report.exitCode).to.equal(1);
    expect(report.findings.map(({ code, rule }) => `${code} ${rule}`)).to.include('not-serializable C-714');
    expect(report.totals).to.include({ failedPages: 1, failedRecords: 1 });
  });

  it('refuses promises by default and awaits them when chosen, and says so both times (C-326)', async () => {
    const [refused, awaited] = await Promise.all([
      folder.report(['replay', 'promise.js', 'page.json']),
      folder.report(['replay', 'promise.js', 'page.json', '--assume', 'asyncResult=await']),
    ]);

    expect(refused.exitCode).to.equal(1);
    expect(refused.findings.map(({ code, rule }) => `${code} ${rule}`)).to.deep.equal([
      'bad-shape C-326',
      'assumed-rule C-326',
    ]);
    expect(awaited.exitCode).to.equal(0);
    expect(leanings(awaited)).to.deep.equal([
      'the verdict leans on a chosen assumption: asyncResult (C-326) is "await", default "fail"',
    ]);
  });

  it('compares recorded errors by the code that the platform is taken to store (C-153)', async () => {
    const error = { code: 'one_code_for_all', message: 'no' };
    folder.file('error.rec.jsonl', recordingOf([{ options: optionsOf(1), error }]));
    const [own, fixed] = await Promise.all([
      folder.report(['replay', 'throw.js', 'error.rec.jsonl']),
      folder.report(['replay', 'throw.js', 'error.rec.jsonl', '--assume', 'thrownErrorCode=fixed']),
    ]);

    expect(own.exitCode).to.equal(1);
    expect(fixed.exitCode).to.equal(0);
    expect(fixed.totals.failedAsRecorded).to.equal(1);
  });

  it('judges a Patchworks code as the author chooses (P-512)', async () => {
    folder.file('code.js', "module.exports = () => ({ response_code: '2' });\n");
    const data = { payload: 'x', variables: {}, meta: {}, response: { status: 200, headers: {}, body: 'x' } };
    folder.file('data.json', JSON.stringify(data));

    const [lenient, strict] = await Promise.all([
      folder.report(['replay', 'code.js', 'data.json']),
      folder.report(['replay', 'code.js', 'data.json', '--assume', 'invalidResponseCode=strict']),
    ]);

    const judged = ({ findings }: Report): unknown =>
      findings.filter(({ rule }) => rule === 'P-512').map(({ code, severity }) => [code, severity])[0];
    expect([lenient.exitCode, judged(lenient)]).to.deep.equal([0, ['bad-shape', 'warning']]);
    expect([strict.exitCode, judged(strict)]).to.deep.equal([1, ['bad-shape', 'error']]);
  });
});
