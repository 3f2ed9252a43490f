import { expect } from 'chai';
import { loadScript } from '../../../../emulator/sandbox/script/load.ts';
import {
  contractOf,
  evaluateInSes,
  functions,
  loadText,
  makeFolder,
  refusal,
  type ScriptFolder,
} from './script-files.ts';

const hook = 'function postSubmit(options) {\n  return options.responseData;\n}\n';

describe('loadScript', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
    await folder.linkPackages();
  });
  after(() => folder.dispose());

  describe('reading the file', () => {
    const broken: readonly (readonly [what: string, bytes: Buffer, message: string, next: string])[] = [
      [
        'an empty file',
        Buffer.from(' \n'),
        'hook.js is empty: a script with a hook function was expected.',
        'Save the script into the file, or name another file.',
      ],
      [
        'a zero byte',
        Buffer.from('a\0b'),
        'hook.js holds a zero byte (at byte 1), so it is no text: a script saved as UTF-8 was expected.',
        'Save the file as UTF-8, or name the script instead of a binary file.',
      ],
      [
        'UTF-16',
        Buffer.from('\ufeffa', 'utf16le'),
        'hook.js is saved as UTF-16: a script saved as UTF-8 was expected.',
        'Save the file as UTF-8, or name the script instead of a binary file.',
      ],
      [
        'invalid UTF-8',
        Buffer.from([0x61, 0xc3, 0x28]),
        'hook.js is not valid UTF-8 (at byte 1): a script saved as UTF-8 was expected.',
        'Save the file as UTF-8, or name the script instead of a binary file.',
      ],
    ];
    for (const [what, bytes, message, next] of broken) {
      it(`refuses ${what}`, async () => {
        const file = await folder.write('hook.js', bytes);

        expect(await refusal(folder, loadScript({ file, contract: functions }))).to.deep.equal({
          message,
          next: [next],
        });
      });
    }

    it('refuses a missing file and a folder', async () => {
      const missing = loadScript({ file: `${folder.path}/none.js`, contract: functions });
      expect((await refusal(folder, missing)).message).to.equal('none.js does not exist: a script file was expected.');

      const directory = loadScript({ file: folder.path, contract: functions });
      expect((await refusal(folder, directory)).message).to.contain('is a folder: a script file was expected.');
    });

    it('drops a byte order mark without moving columns', async () => {
      const script = await loadText(folder, `\ufeff${hook}`);

      expect(script.entryAt).to.deep.equal({ file: script.file, line: 1, column: 10 });
      expect(script.locate(1, 10)).to.deep.equal(script.entryAt);
    });
  });

  describe('syntax', () => {
    it('shows the line of a syntax error with a caret', async () => {
      const { message, next } = await refusal(folder, loadText(folder, 'function postSubmit() {\n\tconst x = ;\n}\n'));

      expect(message).to.equal('hook.js:2:12: Unexpected token\n  \tconst x = ;\n  \t          ^');
      expect(next).to.deep.equal(['Mend the syntax at this place.']);
    });

    const sloppy: readonly (readonly [text: string, place: string, what: string])[] = [
      ['with (a) {}', '1:1', '`with`'],
      ['var a = 010;', '1:9', 'octal number'],
      ['var a;\ndelete a;', '2:1', 'Deleting local variable'],
      ['function f(a, a) {}', '1:15', 'Argument name clash'],
    ];
    for (const [text, place, what] of sloppy) {
      it(`tells what only sloppy code may hold: ${what} (S-132)`, async () => {
        const { message } = await refusal(folder, loadText(folder, `${text}\n${hook}`));

        expect(message.split('\n')[0]).to.equal(
          `hook.js:${place}: runs on the platform (taken as sloppy), not in the sandbox, which is always strict (S-132): ${what}`,
        );
      });
    }

    it('refuses dynamic import, import.meta and a top-level await (S-203)', async () => {
      const dynamic = await refusal(folder, loadText(folder, 'function postSubmit() {\n  return import("x");\n}'));
      expect(dynamic.message).to.equal(
        'hook.js:2:10: import(…) is not available in the sandbox (S-203).\n    return import("x");\n           ^',
      );

      const meta = await refusal(folder, loadText(folder, `${hook}const a = import.meta.url;`));
      expect(meta.message).to.contain('hook.js:4:11: import.meta is not available in the sandbox (S-203).');

      const waits = await refusal(folder, loadText(folder, `const a = await postSubmit();\n${hook}`));
      expect(waits.message).to.contain('hook.js:1:17: await outside an async function is not available in a script.');
    });

    it('names the place in TypeScript, also for what only the build shows', async () => {
      const syntax = await refusal(folder, loadText(folder, 'const ä = "ä"; const x: = 3;\n', { name: 'hook.ts' }));
      expect(syntax.message.split('\n')[0]).to.equal('hook.ts:1:25: Unexpected "="');

      const waits = await refusal(
        folder,
        loadText(folder, 'export const a: number = await 3;\nexport function postSubmit() { return a; }\n', {
          name: 'hook.ts',
        }),
      );
      expect(waits.message.split('\n')[0]).to.equal(
        'hook.ts:1:32: await outside an async function is not available in a script.',
      );

      const meta = await refusal(
        folder,
        loadText(folder, 'export function postSubmit() { return import.meta.url; }\n', { name: 'hook.ts' }),
      );
      expect(meta.message.split('\n')[0]).to.equal(
        'hook.ts:1:39: import.meta is not available in the sandbox (S-203).',
      );
    });
  });

  describe('choosing the function', () => {
    it('takes the one that the user names', async () => {
      const script = await loadText(folder, `${hook}const other = (o) => o;\n`, { functionName: 'other' });

      expect(script.functionName).to.equal('other');
      expect(script.entryAt).to.deep.equal({ file: script.file, line: 4, column: 7 });
      expect(script.resultAt).to.deep.equal([{ file: script.file, line: 4, column: 22 }]);
    });

    it('takes a default name of the contract, else the only function (C-310)', async () => {
      expect((await loadText(folder, `function other() {}\n${hook}`)).functionName).to.equal('postSubmit');
      expect((await loadText(folder, 'const a = 1;\nfunction only() {}\n')).functionName).to.equal('only');
    });

    it('takes the only exported one of a module', async () => {
      const text = 'function helper() { return 1; }\nexport const run = () => helper();\n';

      expect((await loadText(folder, text, { name: 'hook.mjs' })).functionName).to.equal('run');
    });

    const forms: Readonly<Record<string, string>> = {
      'a declaration': 'function postSubmit(o) { return o; }',
      'an async one': 'async function postSubmit(o) { return o; }',
      'a var with a function': 'var postSubmit = function (o) { return o; };',
      'a const with an arrow': 'const postSubmit = (o) => o;',
      'a name assigned later': 'var postSubmit;\npostSubmit = function (o) { return o; };',
      'an implicit global': 'postSubmit = function (o) { return o; };',
      'a chain of assignments': 'var postSubmit = other = function (o) { return o; };',
      'an implicit global out of a function': '(function () { postSubmit = function (o) { return o; }; })();',
      'the result of a call': 'const postSubmit = (() => (o) => o)();',
      'a condition': 'var postSubmit = 1 > 0 ? function (o) { return o; } : null;',
      'a last line that is a comment': 'function postSubmit(o) { return o; } // end',
    };
    it('finds the function in every form that a script may declare it in (C-368, S-138)', async () => {
      const scripts = await Promise.all(
        Object.entries(forms).map(([what, text]) =>
          loadText(folder, text, { name: `${what.replaceAll(' ', '-')}.js` }),
        ),
      );

      const outcomes = await evaluateInSes(scripts.map(({ guest }) => ({ guest, input: [1] })));

      const found = Object.keys(forms).map((what, index) => [what, outcomes[index]]);
      expect(found).to.deep.equal(Object.keys(forms).map((what) => [what, { status: 'returned', value: [1] }]));
    });

    it('leaves it to the runner when a name holds no function', async () => {
      const { guest } = await loadText(folder, 'const postSubmit = Object.keys({});\n');

      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([{ status: 'no-function' }]);
    });

    it('never throws where the name is trapped', async () => {
      const { guest } = await loadText(
        folder,
        '(function () { if (typeof a !== "undefined") postSubmit = a; var x = () => postSubmit; })();\n',
      );

      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([{ status: 'no-function' }]);
    });

    it('lists the functions and the nearest name when the named one is missing', async () => {
      const text = `${hook}function preSubmit() {}\n`;

      expect(await refusal(folder, loadText(folder, text, { functionName: 'postSubmitt' }))).to.deep.equal({
        message: 'hook.js has no top-level function named postSubmitt (C-001).',
        next: ['Did you mean hook.js#postSubmit?', 'Functions found: postSubmit (line 1), preSubmit (line 4).'],
      });
    });

    it('asks for a name when there are several functions', async () => {
      const text = 'function a() {}\nfunction b() {}\n';

      expect(
        await refusal(folder, loadText(folder, text, { contract: contractOf('functions', 'preMap') })),
      ).to.deep.equal({
        message:
          'hook.js has several functions, none of them is called preMap, and none was named (C-001): a (line 1), b (line 2).',
        next: ['Name the hook: hook.js#<function>.'],
      });
    });

    it('says so when there is none', async () => {
      expect(await refusal(folder, loadText(folder, 'const a = 1;\n'))).to.deep.equal({
        message: 'hook.js has no function at its top level (C-001).',
        next: [
          'Declare it at the top level: function postSubmit(options) { … }',
          'Assignments to exports or module.exports do not count: the platform calls a plain function by its name (C-002).',
        ],
      });
    });
  });

  describe('places', () => {
    it('finds its own returns and the calls of its callback, however deep', async () => {
      const text = `function postSubmit(options, done) {
  if (!options) return;
  options.data.map(function (r) { return r; });
  later(function () { done(null, 1); });
  return done(null, options);
}
function later(f) { f(); }
`;
      const { resultAt } = await loadText(folder, text);

      expect(resultAt.map(({ line, column }) => [line, column])).to.deep.equal([
        [2, 17],
        [4, 23],
        [5, 3],
        [5, 10],
      ]);
    });

    it('finds the loops that need not end, in the order of the text', async () => {
      const text = `function postSubmit(options) {
  for (const record of options.data) { for (const key in record) { key; } }
  do { options.n += 1; } while (options.n < 3);
  for (;;) {
    while (options.n < 5) options.n += 1;
    break;
  }
  for (let i = 0; i < 3; i++) {}
}
`;
      const { file, loopsAt } = await loadText(folder, text);

      expect(loopsAt).to.deep.equal([
        { file, line: 3, column: 3 },
        { file, line: 4, column: 3 },
        { file, line: 5, column: 5 },
        { file, line: 8, column: 3 },
      ]);
    });

    it("finds the loops of the author's files only, and no more than 20", async () => {
      const many = await loadText(folder, `function postSubmit() {\n${'while (0);\n'.repeat(30)}}\n`);
      expect(many.loopsAt.map(({ line }) => line)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 2));

      await folder.write(
        'lib/wait.ts',
        'export function wait(n: number): number {\n  while (n > 0) n -= 1;\n  return n;\n}\n',
      );
      const built = await loadText(
        folder,
        "import chunk from 'lodash/chunk';\nimport { wait } from './lib/wait';\nexport const postSubmit = (): unknown => [chunk, wait];\n",
        { name: 'hook.ts' },
      );
      expect(built.loopsAt).to.deep.equal([{ file: `${folder.path}/lib/wait.ts`, line: 2, column: 3 }]);
    });

    it('is exact on line 1, behind a rewritten string on the same line (C-372)', async () => {
      const text = "function postSubmit() { var s = 'import (x) -->'; throw new Error(s); }";
      const script = await loadText(folder, text);

      const [outcome] = await evaluateInSes([{ guest: script.guest, input: 1 }]);

      expect(outcome).to.deep.include({ status: 'threw', message: 'Error: import (x) -->' });
      const at = outcome?.status === 'threw' ? outcome.at : null;
      expect(script.locate(at?.[0] ?? 0, at?.[1] ?? 0)).to.deep.equal({
        file: script.file,
        line: 1,
        column: text.indexOf('new Error') + 1,
      });
    });

    it('is exact in TypeScript with imports, in the file and in what it imports', async () => {
      await folder.write(
        'lib/check.ts',
        'type Id = string;\n\nexport function check(id: Id): Id {\n  if (id === "") throw new Error("no id");\n  return id;\n}\n',
      );
      const text = `import dayjs from 'dayjs';
import { check } from './lib/check';

interface Options { ids: string[] }
export function postSubmit({ ids }: Options): string[] {
  if (ids.length === 0) throw new Error('no page');
  return ids.map((id) => dayjs(check(id)).format('YYYY'));
}
`;
      const script = await loadText(folder, text, { name: 'hook.ts' });
      const { guest } = script;

      const outcomes = await evaluateInSes([
        { guest, input: { ids: ['2024-05-01'] } },
        { guest, input: { ids: [] } },
        { guest, input: { ids: [''] } },
      ]);

      const places = outcomes.map((one) =>
        one.status === 'threw' && one.at !== null ? script.locate(...one.at) : one,
      );
      expect(places).to.deep.equal([
        { status: 'returned', value: ['2024'] },
        { file: script.file, line: 6, column: 31 },
        { file: `${folder.path}/lib/check.ts`, line: 4, column: 24 },
      ]);
      expect(script.entryAt).to.deep.equal({ file: script.file, line: 5, column: 17 });
      expect(script.resultAt).to.deep.equal([{ file: script.file, line: 7, column: 3 }]);
      expect(script.undeclared.filter(({ at }) => at.file.includes('node_modules'))).to.deep.equal([]);
    });

    it("gives null for what is not the author's", async () => {
      const plain = await loadText(folder, hook);
      const lines = plain.guest.text.split('\n');
      expect(lines.at(-1)).to.equal('//# sourceURL=hooksmith-guest.js');
      expect(plain.locate(lines.length, 1)).to.equal(null);
      expect(plain.locate(99, 1)).to.equal(null);

      const built = await loadText(folder, "import lodash from 'lodash';\nexport const postSubmit = () => lodash;\n", {
        name: 'hook.ts',
      });
      const lodashLine = built.guest.text.split('\n').findIndex((line) => line.includes('__lodash_placeholder__'));
      expect(built.locate(lodashLine + 1, 5)).to.equal(null);
    });

    it('keeps a hashbang from breaking the script', async () => {
      const { guest, entryAt } = await loadText(folder, `#!/usr/bin/env node\n${hook}`);

      expect(entryAt.line).to.equal(2);
      expect(await evaluateInSes([{ guest, input: { responseData: [] } }])).to.deep.equal([
        { status: 'returned', value: [] },
      ]);
    });
  });

  describe('undeclared names', () => {
    it('lists assigned and read names at their first places, and none that is only under typeof', async () => {
      const text = `function postSubmit(options, callback) {
  if (typeof debug !== 'undefined') return;
  if (err) return;
  count = count + 1;
  for (i = 0; i < 3; i++);
}
`;
      const { guest, undeclared } = await loadText(folder, text);

      expect(undeclared.map(({ name, kind, at }) => [name, kind, at.line, at.column])).to.deep.equal([
        ['err', 'read', 3, 7],
        ['count', 'assigned', 4, 3],
        ['i', 'assigned', 5, 8],
      ]);
      expect(guest.freeReads).to.deep.equal(['err', 'count', 'i']);
      expect(guest.typeofAliases).to.deep.equal([]);
    });

    it('lets typeof ask for a trapped name, and follows what is assigned to it (S-133)', async () => {
      const text = `function postSubmit() {
  var seen = [typeof err, typeof n];
  n = 1;
  seen.push(typeof n);
  try { err; } catch (e) { seen.push(e.message); }
  return seen;
}
`;
      const { guest } = await loadText(folder, text);

      expect(guest.typeofAliases.map(([alias, name]) => [alias.length, name])).to.deep.equal([
        [3, 'err'],
        [1, 'n'],
      ]);
      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
        { status: 'returned', value: ['undefined', 'undefined', 'number', 'err is not defined'] },
      ]);
    });

    it('finds an alias for a name of one letter in a text that uses all letters', async () => {
      const letters = 'abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_';
      const { guest } = await loadText(
        folder,
        `function postSubmit() { var s = '${letters}'; return typeof x === 'undefined' ? s.length : x; }`,
      );

      expect(guest.typeofAliases).to.deep.equal([['\u4e00', 'x']]);
      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([{ status: 'returned', value: letters.length }]);
    });
  });

  describe('modules', () => {
    it('refuses the modules of Node and packages that are not installed', async () => {
      const builtin = await refusal(
        folder,
        loadText(folder, "import fs from 'node:fs';\nexport function postSubmit() { return fs; }\n"),
      );
      expect(builtin.message.split('\n')[0]).to.equal(
        'hook.js:1:16: node:fs is a module of Node; the platform gives scripts only integrator-api, dayjs and sjcl (C-323).',
      );

      const absent = await refusal(
        folder,
        loadText(folder, "import a from '@sample/none/x';\nexport function postSubmit() { return a; }\n", {
          name: 'hook.ts',
        }),
      );
      expect(absent.message.split('\n')[0]).to.equal(
        'hook.ts:1:15: the package "@sample/none/x" is not installed, and the platform gives scripts only integrator-api, dayjs and sjcl (C-323).',
      );
      expect(absent.next).to.deep.equal(['Install it beside the script: npm install @sample/none']);

      const file = await refusal(
        folder,
        loadText(folder, "import a from './none';\nexport function postSubmit() { return a; }\n", { name: 'hook.ts' }),
      );
      expect(file.message.split('\n')[0]).to.equal('hook.ts:1:15: no file is found for "./none".');
    });

    it('notes a package that a plain module imports and the platform does not have (C-323)', async () => {
      const text =
        "import lodash from 'lodash';\nimport dayjs from 'dayjs';\nexport function postSubmit() { return [lodash, dayjs]; }\n";

      const { file, notices } = await loadText(folder, text);

      expect(notices).to.deep.equal([
        {
          rule: 'C-323',
          message:
            '"lodash" is bundled here, but the platform gives scripts only integrator-api, dayjs and sjcl (C-323). Publish the built script, not this file as it is.',
          at: { file, line: 1, column: 1 },
        },
      ]);
    });

    it('finds default exports, exported names and functions of other files', async () => {
      await folder.write('lib/run.ts', 'export const run = (o: number): number => o + 1;\n');
      const cases: readonly (readonly [text: string, functionName: string])[] = [
        ['export default function (o: number): number { return o + 1; }', 'default'],
        ['export default (o: number): number => o + 1;', 'default'],
        ['const inner = (o: number): number => o + 1;\nexport { inner as postSubmit };', 'postSubmit'],
        ["export { run as postSubmit } from './lib/run';", 'postSubmit'],
        ["import { run } from './lib/run';\nexport { run };", 'run'],
        ['function hidden(o: number): number { return o + 1; }\nexport const other = 1;', 'hidden'],
      ];

      const scripts = await Promise.all(
        cases.map(([text, functionName], index) =>
          loadText(folder, text, { name: `exports-${index}.ts`, functionName }),
        ),
      );
      const outcomes = await evaluateInSes(scripts.map(({ guest }) => ({ guest, input: 1 })));

      expect(scripts.map(({ functionName }) => functionName)).to.deep.equal(
        cases.map(([, functionName]) => functionName),
      );
      expect(outcomes).to.deep.equal(cases.map(() => ({ status: 'returned', value: 2 })));
    });
  });
});
