import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type CliResult, optionsOf, recordingOf, runTogether, useFolder } from './run-cli.ts';

const page = 'return options.responseData;';

describe('hooksmith build, given what it cannot build', () => {
  const folder = useFolder();
  const scripts: Readonly<Record<string, string>> = {
    'files.ts': `import { readFileSync } from 'node:fs';\nexport function postSubmit() { return readFileSync('x'); }\n`,
    'lacks.ts': `import { pad } from 'left-padd';\nexport const postSubmit = (options: object) => pad(options);\n`,
    'no-file.ts': `import { x } from './not-there';\nexport const postSubmit = () => x;\n`,
    'part.ts': `import utc from 'dayjs/plugin/utc';\nexport const postSubmit = () => utc;\n`,
    'requires.js': `var dayjs = require('dayjs');\nfunction postSubmit(options) { ${page} }\n`,
    'waits.ts': `const rates = await Promise.resolve(1);\nexport const postSubmit = () => rates;\n`,
    'none.js': 'const answer = 42;\n',
    'plain.js': `function postSubmit(options) { ${page} }\n`,
    'module.js': 'export default async (data) => data;\n',
    'nothing.ts': 'export const judge = (data: object) => data;\n',
  };
  const celigo = ['--contract', 'celigo/postSubmit'];
  const patchworks = ['--contract', 'patchworks/map-transform'];
  folder.file('taken', 'a file');
  for (const [name, text] of Object.entries(scripts)) folder.file(name, text);
  folder.file('own/plain.js', 'var mine = true;\n');
  mkdirSync(join(folder.path, 'folder/plain.js'), { recursive: true });

  const cases: readonly (readonly [title: string, args: readonly string[], stderr: string])[] = [
    [
      'refuses a module of Node where the platform has none, at the import',
      ['files.ts', ...celigo],
      `error files.ts:1:30: node:fs is a module of Node; the platform gives scripts only integrator-api, dayjs and sjcl (C-323). [ERR_HOOK]
  import { readFileSync } from 'node:fs';
                               ^
  Do without it: a script cannot use Node's modules.
`,
    ],
    [
      'says which package is not installed, and how to install it',
      ['lacks.ts', ...celigo],
      `error lacks.ts:1:21: the package "left-padd" is not installed, and the platform gives scripts only integrator-api, dayjs and sjcl (C-323). [ERR_HOOK]
  import { pad } from 'left-padd';
                      ^
  Install it beside the script: npm install left-padd
`,
    ],
    [
      'says which file is not there',
      ['no-file.ts', ...celigo],
      `error no-file.ts:1:19: no file is found for "./not-there". [ERR_HOOK]
  import { x } from './not-there';
                    ^
  Check the path in the import.
`,
    ],
    [
      'refuses a part of a module that the platform gives as a whole',
      ['part.ts', ...celigo],
      `error part.ts:1:17: the platform has dayjs but no part of it called "dayjs/plugin/utc": the platform gives scripts only integrator-api, dayjs and sjcl (C-323). [ERR_HOOK]
  import utc from 'dayjs/plugin/utc';
                  ^
  Import "dayjs", and copy into the script what you need of the part.
`,
    ],
    [
      'refuses a plain script that requires where the platform has no require',
      ['requires.js', ...celigo],
      `error requires.js:1:13: require("dayjs") fails on the platform: scripts have no require there (C-323). [ERR_HOOK]
  var dayjs = require('dayjs');
              ^
  Import the module instead: import dayjs from "dayjs";
`,
    ],
    [
      'refuses to wait outside a function',
      ['waits.ts', ...celigo],
      `error waits.ts:1:15: await outside an async function is not available in a script. [ERR_HOOK]
  const rates = await Promise.resolve(1);
                ^
  Move the await into an async function.
`,
    ],
    [
      'says that a script has no function',
      ['none.js', ...celigo],
      `error none.js has no function at its top level (C-001). [ERR_HOOK]
  Declare it at the top level: function postSubmit(options) { … }
  Assignments to exports or module.exports do not count: the platform calls a plain function by its name (C-002).
`,
    ],
    [
      'refuses an ES module in JavaScript where the platform loads CommonJS',
      ['module.js', ...patchworks],
      `error module.js:1:1: the platform loads CommonJS; import and export are not known to work in a script (P-101, P-104). [ERR_HOOK]
  export default async (data) => data;
  ^
  Assign one function: module.exports = async function (data) { … return data; };
  In TypeScript, \`export default async function (data) { … }\` and \`export =\` are accepted: the build writes that assignment.
`,
    ],
    [
      'says that nothing is exported as default where the platform takes one function',
      ['nothing.ts', ...patchworks],
      `error nothing.ts:1:8: nothing is exported as default (P-101, P-104). [ERR_HOOK]
  export const judge = (data: object) => data;
         ^
  Assign one function: module.exports = async function (data) { … return data; };
  In TypeScript, \`export default async function (data) { … }\` and \`export =\` are accepted: the build writes that assignment.
`,
    ],
    [
      'names the hook kind nearest to one that is not known',
      ['plain.js', '--contract', 'celigo/postSubmti'],
      `error there is no hook called "celigo/postSubmti" [ERR_USAGE]
  Did you mean "celigo/postSubmit"?
`,
    ],
    [
      'asks for the kind of a script that no project names',
      ['plain.js'],
      `error nothing says for which hook plain.js is [ERR_USAGE]
  hooksmith build plain.js --contract celigo/postSubmit
`,
    ],
    [
      'asks what to build where there is no project',
      [],
      `error there is no hooksmith.json here, so nothing says what to build [ERR_USAGE]
  Name a script and its kind: hooksmith build hooks/order-ids.ts --contract celigo/postSubmit
`,
    ],
    [
      'refuses a file as the folder of built scripts',
      ['plain.js', ...celigo, '--out', 'taken'],
      `error taken is a file: a folder for the built scripts was expected [ERR_USAGE]
  --out DIR names another folder.
`,
    ],
    [
      'refuses a folder below a file',
      ['plain.js', ...celigo, '--out', 'taken/below'],
      `error ${join(folder.path, 'taken')} is a file: a folder for the built scripts was expected [ERR_USAGE]
  --out DIR names another folder.
`,
    ],
    [
      'refuses to write over its own source',
      ['plain.js', ...celigo, '--out', '.'],
      `error plain.js is a source of the build, which would overwrite it [ERR_USAGE]
  --out DIR names another folder.
`,
    ],
    [
      'refuses to write over a file that no build has written',
      ['plain.js', ...celigo, '--out', 'own'],
      `error own/plain.js is there already, and no build has written it [ERR_USAGE]
  Move it away. --out DIR names another folder.
`,
    ],
    [
      'refuses to write where a folder has the name of the script',
      ['plain.js', ...celigo, '--out', 'folder'],
      `error folder/plain.js is no regular file, so nothing can be written there [ERR_USAGE]
  --out DIR names another folder.
`,
    ],
    [
      'refuses two scripts of one name',
      ['plain.js', './plain.js', ...celigo],
      `error dist/plain.js would be written twice: two scripts have that name [ERR_USAGE]
  Build them one by one, each with its own --out.
`,
    ],
    [
      'names the levels of the language that it knows',
      ['plain.js', ...celigo, '--assume', 'languageLevel=es5'],
      `error assumption languageLevel (C-322) is "es5"; expected "es2015", "es2016", "es2017", "es2018", "es2019", "es2020", "es2021", "es2022", "es2023", "es2024" [ERR_USAGE]
`,
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    results = await runTogether(
      cases.map(
        ([, args]) =>
          () =>
            folder.run(['build', ...args]),
      ),
    );
  });
  for (const [index, [title, , stderr]] of cases.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
    });
  }
  it('writes nothing', () => {
    expect(existsSync(join(folder.path, 'dist'))).to.equal(false);
    expect(folder.read('taken').toString()).to.equal('a file');
    expect(folder.read('plain.js').toString()).to.equal(scripts['plain.js']);
    expect(readdirSync(join(folder.path, 'own'))).to.deep.equal(['plain.js']);
  });
});

describe('hooksmith build of a project with a hook that cannot be built', () => {
  const folder = useFolder();
  const recordings = ['orders.rec.jsonl'];
  folder.file('orders.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
  folder.file('good.ts', `export function postSubmit(options: { responseData: object[] }) { ${page} }\n`);
  folder.file('bad.ts', `import 'node:fs';\nexport function postSubmit() {}\n`);
  const hook = { platform: 'celigo', hook: 'postSubmit', recordings };
  const steps = { orders: { platform: 'celigo', step: 'import', stages: { postSubmit: { script: 'good.ts' } } } };
  folder.file(
    'hooksmith.json',
    JSON.stringify({ hooks: { good: { ...hook, script: 'good.ts' }, bad: { ...hook, script: 'bad.ts' } }, steps }),
  );

  it('leaves what an earlier build has written as it is, whole, and nothing half-written beside it', async () => {
    expect((await folder.run(['build', 'good'])).exitCode).to.equal(0);
    const before = folder.read('dist/good.js');
    folder.file('good.ts', `export function postSubmit(options: { responseData: object[] }) { /* new */ ${page} }\n`);

    const { exitCode, stdout } = await folder.run(['build']);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: '' });
    expect(folder.read('dist/good.js').equals(before)).to.equal(true);
    expect(readdirSync(join(folder.path, 'dist'))).to.have.members(['good.js', 'good.js.map']);
  });

  it('knows hooks and steps of the project by name, and tells the nearest to a slip', async () => {
    const unknown = await folder.run(['build', 'god', 'oders']);
    expect(unknown.exitCode).to.equal(2);
    expect(unknown.stderr).to.contain('there is no script god and no hook of that name in hooksmith.json');
    expect(unknown.stderr).to.contain('Did you mean "good"?');
  });
});
