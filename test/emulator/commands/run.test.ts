import { expect } from 'chai';
import { contractNames } from '../../../emulator/replay/find-contract.ts';
import { type CliResult, optionsOf, runTogether, useFolder } from './run-cli.ts';

const note =
  'note: module state: pages ran independently. Nothing at the top level of the script can change between calls.';
const passed = `✓ 1 page, 1 record: the page passes\n\n${note}\n`;
const result = `[
  {
    "statusCode": 200,
    "errors": [],
    "ignored": false,
    "id": "7"
  }
]
`;

describe('hooksmith run', () => {
  const folder = useFolder();
  const input = JSON.stringify(optionsOf(7), null, 2);
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('page.json', input);

  it('prints the result on stdout and the report on stderr, for input from argument, file and standard input', async () => {
    const printed = await Promise.all([
      folder.run(['run', 'echo.js', '-i', input]),
      folder.run(['run', 'echo.js', '--input', '@page.json']),
      folder.run(['run', 'echo.js', '-i', '@-'], { input }),
    ]);

    const expected = { stdout: result, stderr: passed, exitCode: 0 };
    expect(printed).to.deep.equal([expected, expected, expected]);
  });

  it('prints result and report as one JSON object with --json', async () => {
    const { stdout, stderr, exitCode } = await folder.run(['run', 'echo.js', '-i', '@page.json', '--json']);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 0 });
    const printed = JSON.parse(stdout);
    expect(printed.result).to.deep.equal(JSON.parse(result));
    expect(printed.report.totals).to.include({ pages: 1, records: 1, passedPages: 1 });
  });

  it('prints a result that breaks the contract too, and exits 1', async () => {
    folder.file('lose.js', 'function postSubmit() {\n  return [];\n}\n');

    const { stdout, stderr, exitCode } = await folder.run(['run', 'lose.js', '-i', '@page.json']);

    expect({ stdout, exitCode }).to.deep.equal({ stdout: '[]\n', exitCode: 1 });
    expect(stderr).to.equal(
      `✗ 1 page, 1 record: 0 pages pass, 1 breaks the contract (1 record fails)

error length-changed  C-005  page 0 of @page.json
  returned 0 elements for 1 record; postSubmit must return one element for each record, in the same order
  lose.js:2:3
    1 | function postSubmit() {
    2 |   return [];
      |   ^

${note}

Why:       hooksmith explain C-005
`.replace('@page.json', 'page.json'),
    );
  });

  it('prints nothing on stdout when the hook throws, and exits 1', async () => {
    folder.file('throw.js', "function postSubmit() {\n  throw new Error('not today');\n}\n");

    const { stdout, stderr, exitCode } = await folder.run(['run', 'throw.js', '-i', '@page.json']);

    expect({ stdout, exitCode }).to.deep.equal({ stdout: '', exitCode: 1 });
    expect(stderr).to.contain('error hook-threw  C-006  page 0 of page.json\n  Error: not today\n  throw.js:2:9\n');
  });

  it('calls a hook of the project by its name', async () => {
    const hooks = { ids: { platform: 'celigo', hook: 'postSubmit', script: 'echo.js' } };
    folder.file('hooksmith.json', JSON.stringify({ hooks }));

    const { stdout, exitCode } = await folder.run(['run', 'ids', '-i', '@page.json']);

    expect({ stdout, exitCode }).to.deep.equal({ stdout: result, exitCode: 0 });
  });

  const wrong: readonly (readonly [title: string, input: string, exitCode: number, message: string])[] = [
    [
      'names line and column of input that is not JSON',
      '{\n"preMapData": [,]}',
      2,
      'error --input:2:16: not JSON: expected a value, found "," [ERR_USAGE]\n  Give the options as JSON; in a shell, put them into single quotes.\n',
    ],
    [
      'names a file that is not there',
      '@none.json',
      2,
      'error --input @none.json: there is no such file [ERR_USAGE]\n  Check the path.\n',
    ],
    [
      'suggests the @ that is missing',
      'page.json',
      2,
      'error --input page.json is the name of a file, not JSON [ERR_USAGE]\n  Read the file: --input @page.json\n',
    ],
    [
      'says that the input is a directory',
      '@.',
      2,
      'error --input @.: it is a directory [ERR_USAGE]\n  Check the path.\n',
    ],
    [
      'asks for the hook when the input fits none',
      '{"orders":[]}',
      2,
      `error --input fits no hook [ERR_USAGE]\n  Name the hook with --contract, one of: ${contractNames().join(', ')}.\n`,
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    results = await runTogether(
      wrong.map(
        ([, given]) =>
          () =>
            folder.run(['run', 'echo.js', '-i', given]),
      ),
    );
  });
  for (const [index, [title, , exitCode, stderr]] of wrong.entries()) {
    it(`${title}, and exits ${exitCode}`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr, exitCode });
    });
  }

  it('says that input of a hook that was named is not JSON', async () => {
    const printed = await folder.run(['run', 'echo.js', '--contract', 'celigo/postSubmit', '-i', '[}']);

    const stderr =
      'error --input:1:2: not JSON: expected a value, found "}" [ERR_USAGE]\n  Give the options as JSON; in a shell, put them into single quotes.\n';
    expect(printed).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
  });

  it('calls faulty options a fault of the input, not of the hook, and exits 2', async () => {
    const { stdout, stderr, exitCode } = await folder.run(['run', 'ids', '-i', '{"responseData":[]}']);

    expect({ stdout, exitCode }).to.deep.equal({ stdout: '', exitCode: 2 });
    expect(stderr).to.match(/^✗ 1 page, 0 records: 0 pages pass, 1 cannot be judged\n\nerror bad-recording {2}C-240 /);
  });
});
