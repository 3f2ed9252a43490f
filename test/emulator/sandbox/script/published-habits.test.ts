import { expect } from 'chai';
import { build } from 'esbuild';
import { evaluateInSes, loadText, makeFolder, type Outcome, type ScriptFolder } from './script-files.ts';

interface Habit {
  readonly shows: string;
  readonly text: string;
  readonly input?: unknown;
  readonly functionName?: string;
  readonly outcome: Outcome;
}

const returned = (value: unknown): Outcome => ({ status: 'returned', value });
const page = {
  responseData: [
    { statusCode: 200, id: 'a' },
    { statusCode: 200, ignored: true },
  ],
};

/** Habits of published scripts, in words and names of our own. */
const habits: readonly Habit[] = [
  {
    shows: 'two hooks in one source, the second attached by name (C-801)',
    text: 'function postSubmit(o) { return 1; }\nfunction postResponseMap(o) { return 2; }',
    functionName: 'postResponseMap',
    outcome: returned(2),
  },
  {
    shows: 'options edited in place and reassigned (C-802)',
    text: 'function postSubmit(options) { options = options.responseData; options[0].id = "b"; return options.map(function (r) { return r.id || null; }); }',
    input: page,
    outcome: returned(['b', null]),
  },
  {
    shows: 'guards for missing errors and ignored elements turned into 422 (C-803, C-804)',
    text: 'function postSubmit(options) { return options.responseData.map((r) => r.ignored ? { statusCode: 422, errors: [{ code: "x", message: r?.errors?.[0]?.message ?? "none" }] } : r); }',
    input: page,
    outcome: returned([
      { statusCode: 200, id: 'a' },
      { statusCode: 422, errors: [{ code: 'x', message: 'none' }] },
    ]),
  },
  {
    shows: 'a logger that passes everything through (C-805)',
    text: 'function postSubmit(options) { console.log(JSON.stringify(options)); return options.responseData; }',
    input: { responseData: [1] },
    outcome: returned([1]),
  },
  {
    shows: 'dates in the result and the clock (C-806, S-172)',
    text: 'function postSubmit() { return { a: new Date(0), b: Date.now() > 0, c: null }; }',
    outcome: returned({ a: '1970-01-01T00:00:00.000Z', b: true, c: null }),
  },
  {
    shows: 'records that are arrays, with rest and spread (C-807)',
    text: 'function postSubmit({ data: [first, ...rest] }) { return [...rest, ...first]; }',
    input: { data: [[1], 2, 3] },
    outcome: returned([2, 3, 1]),
  },
  {
    shows: 'calls of itself and output at the top level (C-809)',
    text: 'var sample = { responseData: [] };\nfunction postSubmit(o) { return o.responseData; }\nconsole.log(postSubmit(sample));',
    input: page,
    outcome: returned(page.responseData),
  },
  {
    shows: 'state at the top level (C-811)',
    text: 'var calls = 0;\nfunction postSubmit() { calls++; return calls; }\npostSubmit();',
    outcome: returned(2),
  },
  {
    shows: 'a throw on purpose (C-813)',
    text: "function postSubmit(o) {\n  throw new Error('refused: ' + o.why);\n}",
    input: { why: 'stock' },
    outcome: { status: 'threw', message: 'Error: refused: stock', at: [2, 9] },
  },
  {
    shows: 'use strict, inner functions, comments with import ( (C-815, C-365)',
    text: "'use strict';\n// import (x) from y\n/* import('z') */\nfunction postSubmit() { function inner() { return 1; } return inner(); }",
    outcome: returned(1),
  },
  {
    shows: 'undeclared loop variables (C-815, C-369)',
    text: 'function postSubmit() { for (i = 0; i < 3; i++) {} return i; }',
    outcome: returned(3),
  },
  {
    shows: 'the published skeleton with its undeclared name (S-168)',
    text: 'function postSubmit(options, callback) {\n  callback(err, options);\n}',
    outcome: { status: 'threw', message: 'ReferenceError: err is not defined', at: [2, 12] },
  },
  {
    shows: 'an implicit global function (S-166)',
    text: 'postSubmit = function () { return 1; };',
    outcome: returned(1),
  },
  {
    shows: 'refused text in comments, strings and code (S-170)',
    text: "<!-- old pages\nfunction postSubmit() { var i = 2, n = 0; while (i-->0) n++; return [n, 'a --> b <!-- c', `import.meta`, 'import (x)']; }\n--> end",
    outcome: returned([2, 'a --> b <!-- c', 'import.meta', 'import (x)']),
  },
  {
    shows: 'direct eval (S-170)',
    text: 'function postSubmit() { return eval("1 + 1"); }',
    outcome: returned(2),
  },
  {
    shows: 'import and export lines (S-171)',
    text: "import dayjs from 'dayjs';\nexport function postSubmit() { return dayjs('2024-02-03').format('DD.MM.YYYY'); }",
    outcome: returned('03.02.2024'),
  },
];

/** Libraries as authors paste them into a script: bundled into one expression, global under a name. */
const libraries: readonly (readonly [name: string, entry: string, use: string, value: unknown])[] = [
  ['moment', "import m from 'moment'; globalThis.lib = m;", "lib('2024-02-03').format('DD.MM.YYYY')", '03.02.2024'],
  ['dayjs', "import m from 'dayjs'; globalThis.lib = m;", "lib('2024-02-03').format('DD.MM.YYYY')", '03.02.2024'],
  ['papaparse', "import m from 'papaparse'; globalThis.lib = m;", "lib.parse('a,b').data", [['a', 'b']]],
  [
    'uuid',
    "import { v5 } from 'uuid'; globalThis.lib = v5;",
    "lib('a', '1b671a64-40d5-491e-99b0-da01ff1f3341').length",
    36,
  ],
  ['crypto-js', "import m from 'crypto-js/hmac-sha256'; globalThis.lib = m;", "String(lib('a', 'b')).length", 64],
  [
    'fast-xml-parser',
    "import { XMLParser } from 'fast-xml-parser'; globalThis.lib = new XMLParser();",
    "lib.parse('<a><!-- x --><b>1</b></a>')",
    { a: { b: 1 } },
  ],
  ['lodash', "import chunk from 'lodash/chunk'; globalThis.lib = { chunk };", 'lib.chunk([1, 2, 3], 2)', [[1, 2], [3]]],
];

describe('published scripts', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
    await folder.linkPackages();
  });
  after(() => folder.dispose());

  it('load and run in a real compartment, whatever their habits', async () => {
    const scripts = await Promise.all(
      habits.map(({ text, functionName = 'postSubmit' }, index) =>
        loadText(folder, text, { name: `habit-${index}.js`, functionName }),
      ),
    );

    const outcomes = await evaluateInSes(
      scripts.map(({ guest }, index) => ({ guest, input: habits[index]?.input ?? {} })),
    );

    const seen = habits.map(({ shows }, index) => ({ shows, outcome: outcomes[index] }));
    expect(seen).to.deep.equal(habits.map(({ shows, outcome }) => ({ shows, outcome })));
  });

  it('load and run with a common library pasted in front, in reasonable time', async () => {
    const texts = await Promise.all(libraries.map(([, entry, use]) => paste(entry, use, folder.path)));
    const loadedIn: number[] = [];
    const scripts = [];
    for (const [index, text] of texts.entries()) {
      const start = performance.now();
      scripts.push(await loadText(folder, text, { name: `library-${index}.js` }));
      loadedIn.push(performance.now() - start);
    }

    const outcomes = await evaluateInSes(scripts.map(({ guest }) => ({ guest, input: {} })));

    const seen = libraries.map(([name], index) => ({ name, outcome: outcomes[index] }));
    expect(seen).to.deep.equal(libraries.map(([name, , , value]) => ({ name, outcome: returned(value) })));
    expect(Math.max(...loadedIn)).to.be.below(2000);
  });

  it('load with the whole of lodash, which no compartment can run as it is', async () => {
    const text = await paste("import m from 'lodash'; globalThis.lib = m;", 'lib.chunk([1], 1)', folder.path);

    const { guest } = await loadText(folder, text, { name: 'lodash.js' });

    expect(guest.freeReads).to.include.members(['Function', 'Object']);
  });
});

async function paste(entry: string, use: string, folder: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['crypto', 'stream'],
    logLevel: 'silent',
  });
  return `${outputFiles[0]?.text ?? ''}\nfunction postSubmit(options) { return ${use}; }\n`;
}
