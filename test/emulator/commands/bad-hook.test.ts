import { expect } from 'chai';
import { type CliResult, optionsOf, recordingOf, runTogether, useFolder } from './run-cli.ts';

describe('hooksmith replay, given a hook that cannot be used', () => {
  const folder = useFolder();
  const page = { options: optionsOf(1), result: optionsOf(1).responseData };
  folder.file('orders.rec.jsonl', recordingOf([page]));
  folder.file('two.js', 'function first(o) { return o.responseData; }\nconst second = (o) => o.responseData;\n');
  folder.file('syntax.js', 'function postSubmit(options) {\n  return options.;\n}\n');
  folder.file('syntax.ts', 'export const postSubmit = (options: {}) => {\n  const a: = 1;\n};\n');
  folder.file('none.js', 'const answer = 42;\n');
  folder.file('empty.js', '');

  const cases: readonly (readonly [title: string, hook: string, stderr: string])[] = [
    [
      'names a file that is not there',
      'hooks/nope.js',
      `error there is no script hooks/nope.js [ERR_HOOK]
  Give the path of a script, or run in a folder with a hooksmith.json.
`,
    ],
    [
      'lists the functions when none has the name asked for',
      'two.js#frst',
      `error two.js has no top-level function named frst (C-001). [ERR_HOOK]
  Did you mean two.js#first?
  Functions found: first (line 1), second (line 2).
`,
    ],
    [
      'lists the functions when there are several and none is named',
      'two.js',
      `error two.js has several functions, none of them is called postSubmit, and none was named (C-001): first (line 1), second (line 2). [ERR_HOOK]
  Name the hook: two.js#<function>.
`,
    ],
    [
      'shows the line of a syntax error',
      'syntax.js',
      `error syntax.js:2:18: Unexpected token [ERR_HOOK]
    return options.;
                   ^
  Mend the syntax at this place.
`,
    ],
    [
      'shows the line of a syntax error in TypeScript',
      'syntax.ts',
      `error syntax.ts:2:12: Unexpected "=" [ERR_HOOK]
    const a: = 1;
             ^
  Mend this place; the script could not be built.
`,
    ],
    [
      'says that a script has no function',
      'none.js',
      `error none.js has no function at its top level (C-001). [ERR_HOOK]
  Declare it at the top level: function postSubmit(options) { … }
  Assignments to exports or module.exports do not count: the platform calls a plain function by its name (C-002).
`,
    ],
    [
      'says that a script is empty',
      'empty.js',
      `error empty.js is empty: a script with a hook function was expected. [ERR_HOOK]
  Save the script into the file, or name another file.
`,
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    results = await runTogether(
      cases.map(
        ([, hook]) =>
          () =>
            folder.run(['replay', hook, 'orders.rec.jsonl']),
      ),
    );
  });
  for (const [index, [title, , stderr]] of cases.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
    });
  }
});
