import { join } from 'node:path';
import { AssertionError, expect, use } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { assertPasses, hooksmithChai, page, replayHook } from '../../../emulator/testing.ts';
import { postSubmit } from '../../../sdk/celigo/index.ts';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

use(hooksmithChai);

describe('hooksmithChai', () => {
  const folder = useFolder();
  const script = join(folder.path, 'ids.js');
  folder.file(
    'ids.js',
    [
      'function postSubmit(options) {',
      '  if (options.responseData.length === 3) throw new Error("no #{this} for three");',
      '  if (options.responseData.length > 3) return options.responseData.slice(1);',
      '  return options.responseData;',
      '}',
      '',
    ].join('\n'),
  );

  let good: Report;
  let bad: Report;
  before(async () => {
    good = await replayHook({ script, hook: postSubmit, pages: [page(postSubmit, 2)] });
    bad = await replayHook({
      script,
      hook: postSubmit,
      pages: [0, 5, 3, 1].map((count) => page(postSubmit, count)),
      results: [undefined, undefined, undefined, [{ statusCode: 422 }]],
    });
  });

  /** The message of an assertion that must fail. */
  function messageOf(claim: () => unknown): string {
    try {
      claim();
    } catch (error) {
      expect(error).to.be.an.instanceOf(AssertionError);
      return error instanceof Error ? error.message : '';
    }
    throw new Error('the assertion held');
  }

  it('knows a report that passes', () => {
    expect(good).to.pass();
    expect(bad).to.not.pass();
    expect(messageOf(() => expect(good).to.not.pass())).to.equal(
      'expected the replay not to pass, and it does: 1 page, 2 records: the page passes',
    );
  });

  it('says of one that does not what the terminal says', async () => {
    folder.file('bad.rec.jsonl', recordingOf([{ options: optionsOf(1, 2, 3) }, { options: optionsOf(1, 2, 3, 4) }]));
    const { stdout } = await folder.run(['replay', 'ids.js', 'bad.rec.jsonl', '--quiet']);
    const report = await replayHook({ script, recordings: [join(folder.path, 'bad.rec.jsonl')] });
    const shown = stdout.replace(/Reproduce: .*\n/, '').trimEnd();

    const message = messageOf(() => expect(report).to.pass()).replaceAll(`${folder.path}/`, '');

    expect(shown).to.include('error hook-threw').and.include('error length-changed');
    expect(message).to.equal(`expected the replay to pass:\n\n${shown.replaceAll('#{', '# {')}`);
  });

  it('knows the pages that fail, by code, rule and line', () => {
    expect(bad).to.failPage(1).with.code('length-changed').and.rule('C-005');
    expect(bad).to.failPage(2).with.code('hook-threw').at(2);
    expect(bad).to.failPage(2).at(2, 'ids.js').and.with.rule('C-006');
    expect(bad).to.not.failPage(0);
    expect(bad).to.not.failPage(3);
    expect(bad).to.failPage(2).but.not.with.code('length-changed');
    expect(bad).to.failPage(2).but.not.at(3);
    expect(bad).to.have.code('hook-threw');
    expect(bad).to.not.have.rule('C-241');
  });

  it('keeps a page that only differs from its recording apart from one that fails', () => {
    expect(bad).to.changePage(3).with.code('result-changed');
    expect(bad).to.not.changePage(1);
    expect(messageOf(() => expect(bad).to.failPage(3))).to.match(
      /^expected page 3 to fail, and nothing says that it fails: 4 pages, .*\n\nThis is said of it:\n\nerror result-changed {2}R-101 {2}page 3, record 0 of <pages>\n/,
    );
  });

  it('does not take a page that cannot be judged for one that fails', async () => {
    const report = await replayHook({ script, hook: postSubmit, pages: [{ responseData: 7 }] });

    expect(report).to.not.pass();
    expect(report).to.not.failPage(0);
    expect(messageOf(() => expect(report).to.failPage(0))).to.include('error bad-recording');
  });

  it('says what is there instead of what was expected', () => {
    const threw =
      'error hook-threw  C-006  page 2 of <pages>\n  Error: no # {this} for three\n  SCRIPT:2:48\n    1 | function postSubmit(options) {\n    2 |   if (options.responseData.length === 3) throw new Error("no # {this} for three");\n';
    const told = (claim: () => unknown) => messageOf(claim).replaceAll(script, 'SCRIPT');

    expect(told(() => expect(bad).to.not.failPage(2))).to.include(
      `expected page 2 not to fail, and it fails:\n\n${threw}`,
    );
    expect(told(() => expect(bad).to.failPage(2).with.code('timed-out'))).to.include(
      `expected page 2 to have code timed-out, and it has hook-threw:\n\n${threw}`,
    );
    expect(told(() => expect(bad).to.failPage(2).with.rule('C-005'))).to.include(
      `expected page 2 to have rule C-005, and it has C-006:\n\n${threw}`,
    );
    expect(told(() => expect(bad).to.failPage(2).at(9))).to.include(
      `expected page 2 to have a finding at line 9, and it has line 2:\n\n${threw}`,
    );
    expect(told(() => expect(bad).to.failPage(2).at(9, 'other.js'))).to.include(
      'expected page 2 to have a finding at other.js:9, and it has SCRIPT:2:\n\n',
    );
    expect(told(() => expect(bad).to.failPage(2).but.not.with.code('hook-threw'))).to.include(
      `expected page 2 not to have code hook-threw, and it has:\n\n${threw}`,
    );
    expect(told(() => expect(good).to.failPage(0))).to.equal(
      'expected page 0 to fail, and nothing says that it fails: 1 page, 2 records: the page passes',
    );
  });

  it('puts the words of the author first', () => {
    expect(messageOf(() => expect(bad, 'the night run').to.pass())).to.match(
      /^the night run: expected the replay to pass:/,
    );
  });

  it('takes the pages of one recording of several', async () => {
    const recordings = ['a.rec.jsonl', 'b.rec.jsonl'].map((name) => join(folder.path, name));
    folder.file('a.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
    folder.file('b.rec.jsonl', recordingOf([{ options: optionsOf(1, 2, 3) }]));
    const report = await replayHook({ script, recordings });

    expect(report).to.failPage(0);
    expect(report).to.failPage(0, 'b.rec.jsonl');
    expect(report).to.not.failPage(0, './a.rec.jsonl');
    expect(() => expect(report).to.failPage(0, 'c.rec.jsonl')).to.throw(
      TypeError,
      'the replay has no recording c.rec.jsonl. ',
    );
  });

  it('counts a script that does not load as the failure of every page', async () => {
    folder.file('broken.js', 'throw new Error("at the top");\nfunction postSubmit() {}\n');
    const broken = join(folder.path, 'broken.js');
    const report = await replayHook({ script: broken, hook: postSubmit, pages: [page(postSubmit), page(postSubmit)] });

    expect(report).to.failPage(1).with.code('hook-threw').at(1);
  });

  it("leaves chai's own word at as it is", () => {
    expect(5).to.be.at.least(3);
    expect([1, 2]).to.have.lengthOf.at.most(2);
    expect(() => expect(2).to.be.at.least(3)).to.throw(AssertionError);
  });

  const wrong: readonly (readonly [title: string, claim: () => unknown, message: string])[] = [
    [
      'a promise',
      () => expect(replayHook({ script, recordings: [] }).catch(() => null)).to.pass(),
      'got a promise: await it first',
    ],
    ['null', () => expect(null).to.pass(), 'expected a report of replayHook or replayProject, got null'],
    ['a number', () => expect(7).to.not.failPage(0), 'expected a report of replayHook or replayProject, got number'],
    ['a page below 0', () => expect(bad).to.not.failPage(-1), 'pages are numbered from 0, got -1'],
    ['a page as text', () => expect(bad).to.failPage('7' as never), 'pages are numbered from 0, got NaN'],
    ['line 0', () => expect(bad).to.failPage(2).at(0), 'lines are numbered from 1, got 0'],
    [
      'a slip in a code',
      () =>
        expect(bad)
          .to.failPage(1)
          .with.code('lenght-changed' as never),
      'Did you mean "length-changed"?',
    ],
    [
      'a rule that is none',
      () => expect(bad).to.not.have.rule('C-9999'),
      'there is no rule "C-9999"; this report cites C-005',
    ],
  ];
  for (const [title, claim, message] of wrong) {
    it(`refuses ${title}, denied or not`, () => {
      expect(claim).to.throw(TypeError, message);
    });
  }

  it('has an assertion for runners without chai', () => {
    assertPasses(good);
    expect(() => assertPasses(bad))
      .to.throw(/^expected the replay to pass:\n\n✗ 4 pages/)
      .with.property('name', 'AssertionError');
    expect(() => assertPasses(Promise.resolve(good))).to.throw(TypeError, 'await it first');
  });
});
