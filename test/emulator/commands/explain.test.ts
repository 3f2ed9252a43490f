import { expect } from 'chai';
import { findingCodes } from '../../../sdk/codes.ts';
import { findRule } from '../../../sdk/platforms.ts';
import { type CliResult, runCli, runTogether } from './run-cli.ts';

describe('hooksmith explain', () => {
  it('says what a rule says, where it comes from and how to mend a breach', async () => {
    const rule = findRule('C-005');
    const { stdout, stderr, exitCode } = await runCli(['explain', 'c-005']);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 0 });
    expect(stdout).to.equal(
      `C-005  documented\n${rule?.says ?? ''}\nMend: ${rule?.fix ?? ''}\nSource: ${rule?.source ?? ''}\n`,
    );
  });

  it('says which option an assumed rule has', async () => {
    const { stdout } = await runCli(['explain', 'C-326']);

    expect(stdout).to.match(/^C-326 {2}assumed\n/);
    expect(stdout).to.contain(
      '\nOption: asyncResult, default "fail"; set it with --assume asyncResult=… or "assumptions" in hooksmith.json\n',
    );
  });

  it('says what a code means and which rules it stands for', async () => {
    const { says, fix } = findingCodes['length-changed'];
    const { stdout, exitCode } = await runCli(['explain', 'length-changed']);

    expect(exitCode).to.equal(0);
    expect(stdout).to.equal(`length-changed\n${says}\nMend: ${fix}\nRules: C-005, C-308\n`);
  });

  it('prints rules and codes as JSON', async () => {
    const [rule, code] = await Promise.all([
      runCli(['explain', 'C-005', '--json']),
      runCli(['explain', 'length-changed', '--json']),
    ]);

    expect(JSON.parse(rule.stdout)).to.deep.equal(findRule('C-005'));
    expect(JSON.parse(code.stdout)).to.deep.equal({
      code: 'length-changed',
      ...findingCodes['length-changed'],
      rules: ['C-005', 'C-308'],
    });
  });

  it('knows the rules that findings of every platform and of hooksmith itself cite', async () => {
    const ids = ['P-512', 'R-101', 'R-213', 'R-214', 'S-180'];
    const printed = await Promise.all(ids.map((id) => runCli(['explain', id])));

    expect(printed.map(({ stdout, exitCode }) => [stdout.slice(0, 5), exitCode])).to.deep.equal(
      ids.map((id) => [id, 0]),
    );
  });

  const wrong: readonly (readonly [title: string, words: readonly string[], message: string])[] = [
    [
      'suggests the nearest code',
      ['hook-trew'],
      'there is no rule or code "hook-trew" [ERR_USAGE]\n  Did you mean "hook-threw"?\n',
    ],
    ['suggests the nearest rule', ['C-05'], 'there is no rule or code "C-05" [ERR_USAGE]\n  Did you mean "C-005"?\n'],
    [
      'asks for a word',
      [],
      `explain takes one rule id or code, got 0 [ERR_USAGE]\n  Codes are: ${Object.keys(findingCodes).join(', ')}.\n`,
    ],
    [
      'takes one word only',
      ['C-005', 'C-006'],
      `explain takes one rule id or code, got 2 [ERR_USAGE]\n  Codes are: ${Object.keys(findingCodes).join(', ')}.\n`,
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    results = await runTogether(
      wrong.map(
        ([, words]) =>
          () =>
            runCli(['explain', ...words]),
      ),
    );
  });
  for (const [index, [title, , message]] of wrong.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr: `error ${message}`, exitCode: 2 });
    });
  }
});
