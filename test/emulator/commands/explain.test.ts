import { expect } from 'chai';
import { findingCodes } from '../../../sdk/codes.ts';
import { findRule, platforms } from '../../../sdk/platforms.ts';
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

  it('lists the fields of a hook or step with their types and what their rules say', async () => {
    const [task, hook, json, slip] = await runTogether(
      [
        ['trifacta/http-task'],
        ['patchworks/response-script'],
        ['shopify-flow/workflow', '--json'],
        ['celigo/postsubmit'],
      ].map((words) => () => runCli(['explain', ...words])),
    );

    expect(task?.stdout).to.match(/^trifacta\/http-task {2}T-140\n/);
    expect(task?.stdout).to.match(/\n {2}retry\.retries\? +integer {2}T-124: /);
    expect(task?.stdout).to.include('\nassumptions: ');
    expect(hook?.stdout).to.match(/\n {2}response\.status +number {2}P-215: /);
    expect(hook?.stdout).to.match(/\n {2}response_code\? +0 \| 1 \| 2 \| 3 \| 4 {2}P-512: /);
    const told = JSON.parse(json?.stdout ?? '');
    expect(told.parts[0].fields).to.deep.include({
      path: 'steps[].headers[].key',
      type: 'string',
      isOptional: false,
      rule: 'F-112',
    });
    expect([slip?.exitCode, slip?.stderr]).to.deep.equal([
      2,
      'error there is no hook or step "celigo/postsubmit" [ERR_USAGE]\n  Did you mean "celigo/postSubmit"?\n',
    ]);
  });

  it('knows the rules that findings of every platform and of hooksmith itself cite', async () => {
    const ids = ['P-512', 'R-101', 'R-213', 'R-214', 'S-180'];
    const printed = await Promise.all(ids.map((id) => runCli(['explain', id])));

    expect(printed.map(({ stdout, exitCode }) => [stdout.slice(0, 5), exitCode])).to.deep.equal(
      ids.map((id) => [id, 0]),
    );
  });

  it('says of a rule that is not modelled why, and that its option has no effect', async () => {
    const { stdout, exitCode } = await runCli(['explain', 'C-645']);

    expect(exitCode).to.equal(0);
    expect(stdout).to.contain(`\nNot modelled: ${findRule('C-645')?.notModelled}\n`);
    expect(stdout).to.contain('\nOption: testRunPath, default null; without effect, as the rule is not modelled\n');
  });

  describe('with --coverage', () => {
    for (const { name, rules } of Object.values(platforms)) {
      it(`counts the rules of ${name}, says why some are not modelled, and names the others`, async () => {
        const reasons = new Set(rules.flatMap(({ notModelled }) => notModelled ?? []));
        const others = rules.filter(({ notModelled }) => notModelled !== undefined);

        const { stdout, stderr, exitCode } = await runCli(['explain', '--coverage', name]);

        expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 0 });
        const [counts, ...lines] = stdout.trimEnd().split('\n');
        expect(counts).to.equal(
          `${name}: ${rules.length} rules, ${rules.length - others.length} modelled, ${others.length} not modelled`,
        );
        expect(lines.filter((line) => reasons.has(line))).to.have.members([...reasons]);
        expect(Math.max(...lines.filter((line) => line.startsWith('  ')).map((line) => line.length))).to.be.at.most(
          101,
        );
        const [unmodelled, modelled] = lines.join('\n').split('\nModelled\n');
        expect(idsIn(unmodelled ?? '')).to.have.members(others.map(({ id }) => id));
        expect(idsIn(modelled ?? '')).to.have.members(
          rules.filter((rule) => !others.includes(rule)).map(({ id }) => id),
        );
      });
    }

    it('puts the rules that share a reason under it, three and more in a row drawn together', async () => {
      const { stdout } = await runCli(['explain', '--coverage', 'celigo']);

      const [, attached] = stdout.split(`\n${findRule('C-311')?.notModelled ?? ''}\n`);
      expect(attached?.split('\n\n')[0]).to.equal('  C-233, C-252, C-262, C-280, C-288, C-311, C-312, C-338');
      expect(stdout).to.match(/^ {2}C-001 to C-0\d\d, C-101 to C-1\d\d, /m);
    });

    it('prints every rule as JSON', async () => {
      const { stdout, exitCode } = await runCli(['explain', '--coverage', 'celigo', '--json']);

      const { platform, rules } = JSON.parse(stdout);
      expect(exitCode).to.equal(0);
      expect(platform).to.equal('celigo');
      expect(rules).to.have.length(platforms.celigo.rules.length);
      expect(rules).to.deep.include.members([
        { id: 'C-005', marks: ['documented'], modelled: true, reason: null },
        {
          id: 'C-333',
          marks: ['vendor code', 'assumed'],
          modelled: true,
          reason: null,
          option: 'timeLimitMs',
          default: 300_000,
          moreOptions: { warnAfterMs: 30_000 },
        },
        {
          id: 'C-645',
          marks: ['unknown'],
          modelled: false,
          reason: findRule('C-645')?.notModelled,
          option: 'testRunPath',
          default: null,
        },
      ]);
    });
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
      'suggests the nearest platform',
      ['--coverage', 'Celgo'],
      'there is no platform "Celgo" [ERR_USAGE]\n  Did you mean "celigo"?\n',
    ],
    [
      'lists the platforms when none is near',
      ['--coverage', 'constructor'],
      'there is no platform "constructor" [ERR_USAGE]\n  Known are: celigo, patchworks, trifacta, shopify-flow.\n',
    ],
    [
      'asks for a platform',
      ['--coverage'],
      'hooksmith explain: --coverage needs a value; one that begins with a dash is written --coverage=VALUE [ERR_USAGE]\n  hooksmith explain --help shows how it is used.\n',
    ],
    [
      'takes a word or a platform, not both',
      ['C-005', '--coverage', 'celigo'],
      'explain takes either a rule or code or --coverage, got both [ERR_USAGE]\n  hooksmith explain C-005\n  hooksmith explain --coverage celigo\n',
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

/** All ids of a text, rows such as `P-501 to P-505` in full. */
function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}[CPTF]-.*$/gm)].flatMap(([line]) =>
    [...line.matchAll(/([CPTF]-)(\d{3})(?: to [CPTF]-(\d{3}))?/g)].flatMap(([, letter, first, last = first]) =>
      Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, index) => `${letter}${String(Number(first) + index).padStart(3, '0')}`,
      ),
    ),
  );
}
