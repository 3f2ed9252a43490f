import { expect } from 'chai';
import type { AnyContract, ModuleSupport } from '../../../../sdk/contract.ts';
import { commonjs, evaluateInSes, loadText, makeFolder, refusal, type ScriptFolder } from './script-files.ts';

const accepted = [
  'Assign one function: module.exports = async function (data) { … return data; };',
  'In TypeScript, `export default async function (data) { … }` and `export =` are accepted: the build writes that assignment.',
];

describe('loadScript of a CommonJS contract', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
    await folder.linkPackages();
  });
  after(() => folder.dispose());

  it('wraps the script on its first line and corrects the columns there (S-138)', async () => {
    const text = 'module.exports = async function (data) {\n  return { payload: data.payload };\n};\n';
    const script = await loadText(folder, text, { contract: commonjs });

    expect(script.functionName).to.equal('module.exports');
    expect(script.guest).to.deep.equal({
      text: `(function (module, exports, require) {${text}\n})\n//# sourceURL=hooksmith-guest.js`,
      module: 'commonjs',
      freeReads: [],
      typeofAliases: [],
      modules: [],
    });
    expect(script.entryAt).to.deep.equal({ file: script.file, line: 1, column: 1 });
    expect(script.resultAt).to.deep.equal([{ file: script.file, line: 2, column: 3 }]);
    expect(script.locate(1, '(function (module, exports, require) {'.length + 1)).to.deep.equal(script.entryAt);
    expect(script.locate(1, 5)).to.equal(null);
    expect(script.undeclared).to.deep.equal([]);
  });

  it('loads every accepted form (P-101, P-103)', async () => {
    const forms: readonly (readonly [name: string, text: string])[] = [
      ['plain.js', 'module.exports = async function (data) { return data; };'],
      ['named.js', 'module.exports = function run(data) { return data; };'],
      ['arrow.js', 'module.exports = (data) => data;'],
      ['name.js', 'const run = async (data) => data;\nmodule.exports = run;'],
      ['later.js', 'module.exports = run;\nfunction run(data) { return data; }'],
      ['chain.js', 'exports = module.exports = function (data) { return data; };'],
      ['deep.js', '(function (root) { if (typeof module === "object") { module.exports = (data) => data; } })(1);'],
      ['returns.js', 'module.exports = (data) => data;\nif (1 > 0) return;\nmodule.exports = null;'],
      ['hashbang.js', '#!/usr/bin/env node\nmodule.exports = (data) => data;'],
      ['default.ts', 'export default async function (data: { a: number }): Promise<unknown> { return data; }'],
      ['default-name.ts', 'const run = (data: unknown): unknown => data;\nexport default run;'],
      ['equals.ts', 'export = (data: unknown): unknown => data;'],
      ['assigned.cts', 'module.exports = (data: unknown): unknown => data;'],
      [
        'imports.ts',
        "import { toXml } from './lib/xml';\nexport default (data: unknown): unknown => (toXml ? data : null);",
      ],
    ];
    await folder.write('lib/xml.ts', 'export const toXml = (text: string): string => text;');
    const scripts = await Promise.all(
      forms.map(([name, text]) => loadText(folder, text, { name, contract: commonjs })),
    );

    const outcomes = await evaluateInSes(scripts.map(({ guest }) => ({ guest, input: { a: 1 } })));

    const found = forms.map(([name], index) => [name, outcomes[index]]);
    expect(found).to.deep.equal(forms.map(([name]) => [name, { status: 'returned', value: { a: 1 } }]));
  });

  const places: readonly (readonly [name: string, text: string, entry: string, result: string | null])[] = [
    ['name.js', 'const run = (data) => data;\nmodule.exports = run;', '1:7', '1:23'],
    ['call.js', 'const run = (f) => f;\nmodule.exports = run((data) => data);', '2:1', null],
    ['last.js', 'module.exports = {};\nmodule.exports = (data) => data;', '2:1', '2:28'],
    ['default.ts', 'type A = string;\nexport default async function (data: A) {\n  return data;\n}', '2:8', '3:3'],
    ['equals.ts', 'type A = string;\nexport = function run(data: A) {\n  return data;\n}', '2:19', '3:3'],
  ];
  for (const [name, text, entry, result] of places) {
    it(`knows where the function is: ${name}`, async () => {
      const { entryAt, resultAt } = await loadText(folder, text, { name, contract: commonjs });

      expect(`${entryAt.line}:${entryAt.column}`).to.equal(entry);
      expect(resultAt.map(({ line, column }) => `${line}:${column}`)).to.deep.equal(result === null ? [] : [result]);
    });
  }

  const refused: readonly (readonly [name: string, text: string, message: string])[] = [
    ['none.js', 'function run(data) { return data; }', 'none.js:1:1: nothing is assigned to module.exports (P-101).'],
    [
      'exports.js',
      'var a;\nexports.handle = (data) => data;',
      'exports.js:2:1: functions put on exports one by one are not known to work (P-104).',
    ],
    [
      'module.js',
      'const a = 1;\nexport default (data) => data;',
      'module.js:2:1: the platform loads CommonJS; import and export are not known to work in a script (P-101, P-104).',
    ],
    [
      'event.js',
      'module.exports = async (event, context) => context.succeed(event);',
      'event.js:1:18: the function takes (event, context), but the platform passes one argument and reads the returned value (P-104).',
    ],
    [
      'none.ts',
      'export const handle = (data: unknown): unknown => data;',
      'none.ts:1:1: nothing is exported as default (P-101, P-104).',
    ],
  ];
  for (const [name, text, message] of refused) {
    it(`refuses ${name} and shows the accepted form (P-101, P-104)`, async () => {
      const told = await refusal(folder, loadText(folder, text, { name, contract: commonjs }));

      expect(told.message.split('\n')[0]).to.equal(message);
      expect(told.next).to.deep.equal(accepted);
    });
  }

  it('refuses a name that the wrapper gives already', async () => {
    const { message } = await refusal(
      folder,
      loadText(folder, 'const require = 1;\nmodule.exports = (data) => data;', { contract: commonjs }),
    );

    expect(message.split('\n')[0]).to.equal(
      'hook.js:1:7: require is declared already: a CommonJS module gets it as a parameter (P-101).',
    );
  });

  describe('required packages', () => {
    it('bundles them from the node_modules of the author, and notes those outside the allow-list (P-123)', async () => {
      const text =
        "const crypto = require('crypto');\nconst dayjs = require('dayjs');\nmodule.exports = (data) => dayjs(data).format('YYYY');\n";
      const script = await loadText(folder, text.replace("const crypto = require('crypto');", ''), {
        contract: commonjs,
      });

      expect(script.guest.modules.map(({ name }) => name)).to.deep.equal(['dayjs']);
      expect(script.notices).to.deep.equal([
        {
          rule: 'P-123',
          message:
            'require("dayjs") works here, but the platform gives scripts only jsrsasign, xml-js and Node\'s own modules (P-123). Embed the library in the script, or ask the vendor to add it (P-122).',
          at: { file: script.file, line: 2, column: 23 },
        },
      ]);
      expect(await evaluateInSes([{ guest: script.guest, input: '2024-05-01' }])).to.deep.equal([
        { status: 'returned', value: '2024' },
      ]);
    });

    it('gives the modules of Node that there are stand-ins for, under the name that was asked for', async () => {
      const text =
        "const { createHash } = require('node:crypto');\nmodule.exports = (data) => createHash('md5').update(data).digest('hex') + Buffer.from('a').length;\n";
      const { guest, notices } = await loadText(folder, text, { contract: commonjs });

      expect([guest.modules.map(({ name }) => name), guest.globals, notices]).to.deep.equal([
        ['node:crypto', 'buffer'],
        { Buffer: 'buffer' },
        [],
      ]);
    });

    it('leaves the other modules of Node to the runner', async () => {
      const text = "const crypto = require('zlib');\nmodule.exports = (data) => crypto && data;\n";
      const { guest, notices } = await loadText(folder, text, { contract: commonjs });

      expect([guest.modules, notices]).to.deep.equal([[], []]);
      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
        { status: 'threw', message: 'Error: not modelled: zlib', at: [1, 54] },
      ]);
    });

    it('leaves them to the runner in TypeScript as well', async () => {
      const text =
        "import { createHash } from 'node:crypto';\nexport default (data: string): unknown => createHash('md5').update(data);\n";
      const { guest } = await loadText(folder, text, { name: 'hook.ts', contract: commonjs });

      const [outcome] = await evaluateInSes([{ guest, input: 1 }]);

      expect(outcome).to.deep.include({ status: 'threw', message: 'Error: not modelled: node:crypto' });
    });

    it('refuses a package that is not installed, unless the script is ready for that (P-123)', async () => {
      const text = "const none = require('@sample/none');\nmodule.exports = (data) => none(data);\n";
      expect(await refusal(folder, loadText(folder, text, { contract: commonjs }))).to.deep.equal({
        message:
          "hook.js:1:22: the package \"@sample/none\" is not installed, and the platform gives scripts only jsrsasign, xml-js and Node's own modules (P-123).\n  const none = require('@sample/none');\n                       ^",
        next: ['Install it beside the script: npm install @sample/none'],
      });

      const ready =
        "let none;\ntry { none = require('@sample/none'); } catch (error) {}\nmodule.exports = (data) => data;\n";
      expect((await loadText(folder, ready, { contract: commonjs })).guest.modules).to.deep.equal([]);
    });

    it('takes what the platform gives, and what it gives and the sandbox lacks, from the contract', async () => {
      const text = "const dayjs = require('dayjs');\nmodule.exports = (data) => dayjs(data);\n";
      const contractWith = (modules: Partial<ModuleSupport>): AnyContract => {
        const { calls } = commonjs;
        return { ...commonjs, calls: { ...calls, modules: { ...calls.modules, rule: 'X-1', ...modules } } };
      };

      const given = await loadText(folder, text, { contract: contractWith({ given: ['dayjs'] }) });
      const alone = await loadText(folder, text, { contract: contractWith({ given: [], nodeBuiltins: false }) });
      const lacking = await refusal(
        folder,
        loadText(folder, text, { contract: contractWith({ given: ['dayjs'], unmodelled: ['dayjs'] }) }),
      );

      expect(given.notices).to.deep.equal([]);
      expect(alone.notices.map(({ rule, message }) => [rule, message])).to.deep.equal([
        [
          'X-1',
          'require("dayjs") works here, but the platform gives scripts no modules (X-1). Embed the library in the script, or ask the vendor to add it (P-122).',
        ],
      ]);
      expect(lacking.message.split('\n')[0]).to.match(
        /^hook\.js:1:23: the package "dayjs" cannot be bundled: .*dayjs is a module of the platform \(X-1\) that hooksmith does not emulate yet/,
      );
    });

    it('shares aliases for typeof between the script and its packages (S-133)', async () => {
      await folder.write(
        'lib/asks.cjs',
        "exports.kind = typeof window;\n// see import('x') and <!-- y -->\nexports.text = 'import (x)';\n",
      );
      const text =
        "const asks = require('./lib/asks.cjs');\nmodule.exports = (data) => { try { window; } catch (e) { return [asks, e.message]; } };\n";
      const { guest } = await loadText(folder, text, { contract: commonjs });

      expect(guest.freeReads).to.deep.equal(['window', 'Object']);
      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
        { status: 'returned', value: [{ kind: 'undefined', text: 'import (x)' }, 'window is not defined'] },
      ]);
    });
  });
});
