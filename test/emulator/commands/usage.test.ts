import { expect } from 'chai';
import { type CliResult, optionsOf, recordingOf, runTogether, useFolder } from './run-cli.ts';

describe('hooksmith, called in a wrong way', () => {
  const folder = useFolder();
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('day.rec.jsonl', recordingOf([{ options: optionsOf(1) }, { options: optionsOf(2) }]));
  const known = ['echo.js', 'day.rec.jsonl'];

  const cases: readonly (readonly [title: string, args: readonly string[], stderr: string])[] = [
    ['suggests the nearest command', ['replya'], 'there is no command "replya" [ERR_USAGE]\n  Did you mean "replay"?'],
    [
      'lists the commands when none is near',
      ['frobnicate'],
      'there is no command "frobnicate" [ERR_USAGE]\n  Known are: init, new, replay, run, record, send, build, pull, diff, publish, versions, rollback and 2 more.',
    ],
    [
      'suggests the nearest flag',
      ['replay', '--pgae', '1'],
      'hooksmith replay has no flag --pgae [ERR_USAGE]\n  Did you mean "--page"?',
    ],
    [
      'asks for the value of a flag',
      ['replay', ...known, '--page'],
      'hooksmith replay: --page needs a value; one that begins with a dash is written --page=VALUE [ERR_USAGE]\n  hooksmith replay --help shows how it is used.',
    ],
    [
      'asks for the value of a short flag',
      ['run', 'echo.js', '-i'],
      'hooksmith run: --input needs a value; one that begins with a dash is written --input=VALUE [ERR_USAGE]\n  hooksmith run --help shows how it is used.',
    ],
    [
      'takes no next flag for a value',
      ['replay', ...known, '--seed', '--json'],
      'hooksmith replay: --seed needs a value; one that begins with a dash is written --seed=VALUE [ERR_USAGE]\n  hooksmith replay --help shows how it is used.',
    ],
    [
      'refuses a value for a switch',
      ['replay', ...known, '--json=1'],
      'hooksmith replay: --json takes no value [ERR_USAGE]\n  hooksmith replay --help shows how it is used.',
    ],
    [
      'refuses a page that is no number',
      ['replay', ...known, '--page', 'two'],
      '--page is "two"; expected a whole number of at least 0 [ERR_USAGE]',
    ],
    [
      'refuses no workers at all',
      ['replay', ...known, '--workers', '0'],
      '--workers is "0"; expected a whole number of at least 1 [ERR_USAGE]',
    ],
    [
      'refuses too little memory',
      ['replay', ...known, '--memory-mb', '5'],
      '--memory-mb is "5"; expected a whole number of at least 64 [ERR_USAGE]',
    ],
    [
      'names the choices of a flag',
      ['replay', ...known, '--module-state', 'forever'],
      '--module-state is "forever"; expected job or fresh [ERR_USAGE]',
    ],
    [
      'shows how a time is written',
      ['replay', ...known, '--now', 'yesterday'],
      '--now is "yesterday"; expected an ISO 8601 time such as 2026-03-04T09:00:00Z [ERR_USAGE]',
    ],
    [
      'shows how an assumption is written',
      ['replay', ...known, '--assume', 'asyncResult'],
      '--assume is "asyncResult"; expected NAME=VALUE [ERR_USAGE]',
    ],
    [
      'suggests the nearest assumption',
      ['replay', ...known, '--assume', 'asyncResul=await'],
      'celigo/postSubmit has no assumption called "asyncResul" [ERR_USAGE]\n  Did you mean "asyncResult"?',
    ],
    [
      'names the values of an assumption',
      ['replay', ...known, '--assume', 'asyncResult=maybe'],
      'assumption asyncResult (C-326) is "maybe"; expected "fail", "await" [ERR_USAGE]',
    ],
    [
      'names the type of an assumption',
      ['replay', ...known, '--assume', 'timeLimitMs=soon'],
      'assumption timeLimitMs (C-333) is "soon"; expected a number [ERR_USAGE]',
    ],
    [
      'suggests the nearest contract',
      ['replay', ...known, '--contract', 'celigo/postsubmit'],
      'there is no hook called "celigo/postsubmit" [ERR_USAGE]\n  Did you mean "celigo/postSubmit"?',
    ],
    [
      'names the page that the recording does not have',
      ['replay', ...known, '--page', '9'],
      'day.rec.jsonl has no page 9 [ERR_USAGE]\n  Its pages are 0 to 1.',
    ],
    [
      'says that a recording stands where the hook belongs',
      ['replay', 'day.rec.jsonl'],
      'day.rec.jsonl is a recording; the hook comes first [ERR_USAGE]\n  hooksmith replay hooks/order-ids.ts day.rec.jsonl',
    ],
    [
      'turns hook and recording round',
      ['replay', 'day.rec.jsonl', 'echo.js'],
      'day.rec.jsonl is a recording; the hook comes first [ERR_USAGE]\n  hooksmith replay echo.js day.rec.jsonl',
    ],
    [
      'asks for a recording',
      ['replay', 'echo.js'],
      'no recording to replay through echo.js [ERR_USAGE]\n  hooksmith replay echo.js recordings/orders.rec.jsonl',
    ],
    [
      'asks for a hook where there is no project',
      ['replay'],
      'there is no hooksmith.json here, so nothing says what to replay [ERR_USAGE]\n  Name a script and a recording: hooksmith replay hooks/order-ids.ts recordings/orders.rec.jsonl',
    ],
    [
      'refuses a second hook to run',
      ['run', 'echo.js', 'day.rec.jsonl'],
      'run takes one hook, got 2 arguments [ERR_USAGE]\n  hooksmith run echo.js -i @page.json',
    ],
    [
      'says where the input of run belongs',
      ['run', 'echo.js', '@day.json'],
      'run takes one hook, got 2 arguments [ERR_USAGE]\n  hooksmith run echo.js -i @day.json',
    ],
    [
      'asks run for its input',
      ['run', 'echo.js'],
      'run needs the options to call the hook with: --input [ERR_USAGE]\n  --input @page.json reads a file, --input @- standard input, anything else is taken as JSON.',
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    results = await runTogether(
      cases.map(
        ([, args]) =>
          () =>
            folder.run(args),
      ),
    );
  });
  for (const [index, [title, , message]] of cases.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr: `error ${message}\n`, exitCode: 2 });
    });
  }

  it('prints how it is used on stderr and exits 2 when no command is given', async () => {
    const none = await folder.run([]);
    const asked = await folder.run(['--help']);

    expect(none).to.deep.equal({ stdout: '', stderr: asked.stdout, exitCode: 2 });
    expect(asked).to.include({ stderr: '', exitCode: 0 });
    expect(asked.stdout).to.match(
      /^hooksmith replays recorded imports[\s\S]*\n {2}replay \[hook or step\] \[recording\.\.\.\] {2,}Replays/,
    );
  });

  it('prints every flag of a command with --help', async () => {
    const { stdout, stderr, exitCode } = await folder.run(['replay', '--help']);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 0 });
    const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(flags).to.deep.equal([
      ...['--contract', '--timeout-ms', '--memory-mb', '--module-state', '--seed', '--now', '--stand-in', '--assume'],
      ...['--inspect', '--inspect-brk'],
      ...[
        '--page',
        '--bail',
        '--workers',
        '--allow-truncated',
        '--save-calls',
        '--update',
        '--yes',
        '--watch',
        '--max-findings',
      ],
      ...['--json', '--quiet'],
    ]);
  });

  it('prints its version', async () => {
    const { stdout, exitCode } = await folder.run(['--version']);

    expect(stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    expect(exitCode).to.equal(0);
  });
});
