import { createCipheriv, createHmac } from 'node:crypto';
import { expect } from 'chai';
import sjcl from 'sjcl';
import { type RunHookOptions, runHook } from '../../../../emulator/replay/run-hook.ts';
import type { Report } from '../../../../emulator/report/report.ts';
import { evaluateInSes, loadText, makeFolder, refusal, type ScriptFolder } from './script-files.ts';

const given = 'the platform gives scripts only integrator-api, dayjs and sjcl (C-323)';
const input = JSON.stringify({
  preMapData: [{}],
  postMapData: [{}],
  responseData: [{ statusCode: 200, errors: [], ignored: false }],
});

describe('the modules of a platform (S-150)', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
  });
  after(() => folder.dispose());

  /** Runs a text as a hook in a real runner; its first console line is taken for JSON. */
  async function run(
    name: string,
    text: string,
    options: Partial<RunHookOptions> = {},
  ): Promise<{ readonly printed: unknown; readonly report: Report }> {
    const script = await folder.write(name, text);
    const { report } = await runHook({ target: { script, contract: 'celigo/postSubmit' }, input, ...options });
    const [line] = report.console[0]?.lines[0]?.slice(1) ?? [];
    if (line === undefined) throw new Error(`nothing printed: ${JSON.stringify(report.findings)}`);
    return { printed: JSON.parse(line), report };
  }

  const body = `console.log(JSON.stringify([
    dayjs('2024-01-31').add(1, 'month').format('YYYY-MM-DD'),
    sjcl.codec.hex.fromBits(sjcl.hash.sha256.hash('abc')),
  ]));
  return options.responseData;`;
  const forms: readonly (readonly [title: string, name: string, text: string])[] = [
    [
      'require in a plain script',
      'plain.js',
      `var dayjs = require('dayjs'), sjcl = require("sjcl");\nfunction postSubmit(options) { ${body} }`,
    ],
    [
      'require inside the hook',
      'inside.js',
      `function postSubmit(options) { const dayjs = require('dayjs'); const sjcl = require('sjcl'); ${body} }`,
    ],
    [
      'default imports of a module',
      'module.js',
      `import dayjs from 'dayjs';\nimport sjcl from 'sjcl';\nexport function postSubmit(options) { ${body} }`,
    ],
    [
      'default imports of an .mjs file',
      'module.mjs',
      `import dayjs from 'dayjs';\nimport sjcl from 'sjcl';\nexport function postSubmit(options) { ${body} }`,
    ],
    [
      'namespace imports',
      'namespace.js',
      `import * as days from 'dayjs';\nimport * as sjcl from 'sjcl';\nconst dayjs = days.default;\nexport function postSubmit(options) { ${body} }`,
    ],
    [
      'named imports',
      'named.js',
      `import dayjs, { isDayjs } from 'dayjs';\nimport { hash, codec } from 'sjcl';\nconst sjcl = isDayjs(dayjs()) ? { hash, codec } : null;\nexport function postSubmit(options) { ${body} }`,
    ],
    [
      'TypeScript',
      'typed.ts',
      `import dayjs from 'dayjs';\nimport * as sjcl from 'sjcl';\ntype Options = { responseData: unknown[] };\nexport function postSubmit(options: Options) { ${body} }`,
    ],
    [
      'the require form of TypeScript',
      'equals.ts',
      `import dayjs = require('dayjs');\nimport sjcl = require('sjcl');\nexport function postSubmit(options: { responseData: unknown[] }) { ${body} }`,
    ],
    [
      'a file that the script imports',
      'outer.ts',
      `import { dayjs, sjcl } from './lib/inner';\nexport function postSubmit(options: { responseData: unknown[] }) { ${body} }`,
    ],
  ];
  for (const [title, name, text] of forms) {
    it(`gives dayjs and sjcl, which the author has not installed, to ${title} (C-323, C-324)`, async () => {
      await folder.write(
        'lib/inner.ts',
        "import days from 'dayjs';\nimport library from 'sjcl';\nexport const dayjs = days;\nexport const sjcl = library;\n",
      );

      const { printed, report } = await run(name, text);

      expect(printed).to.deep.equal(['2024-02-29', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']);
      expect(report.errors).to.equal(0);
    });
  }

  it('gives the platform version of a module, whatever the author has installed (C-323)', async () => {
    await folder.write('node_modules/dayjs/package.json', '{"name": "dayjs", "version": "0.0.1", "main": "own.js"}');
    await folder.write('node_modules/dayjs/own.js', "module.exports = () => ({ format: () => 'own' });\n");

    const { printed } = await run(
      'version.js',
      "import dayjs from 'dayjs';\nexport function postSubmit(options) { console.log(JSON.stringify(dayjs('2020-02-03').format())); return options.responseData; }",
    );

    expect(printed).to.equal('2020-02-03T00:00:00+00:00');
  });

  it('computes hashes, HMACs and AES as Node does, from published vectors (C-324)', async () => {
    const { printed } = await run(
      'vectors.js',
      `import sjcl from 'sjcl';
export function postSubmit(options) {
  const { hex, utf8String } = sjcl.codec;
  const hmac = new sjcl.misc.hmac(utf8String.toBits('Jefe'), sjcl.hash.sha256);
  const aes = new sjcl.cipher.aes(hex.toBits('000102030405060708090a0b0c0d0e0f'));
  const sealed = sjcl.encrypt('a password', 'Größe 42');
  console.log(JSON.stringify({
    empty: hex.fromBits(sjcl.hash.sha256.hash('')),
    hmac: hex.fromBits(hmac.encrypt('what do ya want for nothing?')),
    aes: hex.fromBits(aes.encrypt(hex.toBits('00112233445566778899aabbccddeeff'))),
    opened: sjcl.decrypt('a password', sealed),
    sealed,
  }));
  return options.responseData;
}`,
    );
    const { sealed, ...vectors } = printed as { readonly sealed: string };
    const cipher = createCipheriv('aes-128-ecb', Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'), null);

    expect(vectors).to.deep.equal({
      empty: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      hmac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      aes: '69c4e0d86a7b0430d8cdb78070b4c55a',
      opened: 'Größe 42',
    });
    expect(createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')).to.equal(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(cipher.setAutoPadding(false).update('00112233445566778899aabbccddeeff', 'hex', 'hex')).to.equal(
      '69c4e0d86a7b0430d8cdb78070b4c55a',
    );
    // The library of this process opens what the one in the sandbox has sealed.
    expect(sjcl.decrypt('a password', JSON.parse(JSON.stringify(sealed)))).to.equal('Größe 42');
  });

  it("shows the page's time as now in dayjs (S-143, S-210)", async () => {
    const text = `const dayjs = require('dayjs');
function postSubmit(options) {
  console.log(JSON.stringify([
    dayjs().format('YYYY-MM-DD HH:mm:ss'),
    dayjs().valueOf(),
    dayjs().diff(dayjs('2026-03-01T00:00:00Z'), 'hour'),
    dayjs().startOf('month').toISOString(),
  ]));
  return options.responseData;
}`;
    const { printed } = await run('clock.js', text, { now: new Date('2026-03-04T09:05:06.007Z') });

    expect(printed).to.deep.equal([
      '2026-03-04 09:05:06',
      Date.UTC(2026, 2, 4, 9, 5, 6, 7),
      81,
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  it('draws the random numbers of sjcl from the seed of the run (S-211)', async () => {
    const text =
      "import sjcl from 'sjcl';\nexport function postSubmit(options) { console.log(JSON.stringify(sjcl.random.randomWords(8))); return options.responseData; }";

    const [first, again, other] = await Promise.all([
      run('random-1.js', text, { seed: 'a' }),
      run('random-2.js', text, { seed: 'a' }),
      run('random-3.js', text, { seed: 'b' }),
    ]);

    expect(again.printed).to.deep.equal(first.printed);
    expect(other.printed).to.not.deep.equal(first.printed);
    expect(new Set(first.printed as readonly number[]).size).to.equal(8);
  });

  it('notes that the version of sjcl is assumed, and nothing of dayjs (C-324)', async () => {
    const text = (name: string): string =>
      `import lib from '${name}';\nexport function postSubmit(options) { console.log(typeof lib === 'x'); return options.responseData; }`;

    const [sjclRun, dayjsRun] = await Promise.all([
      run('assumed-1.js', text('sjcl')),
      run('assumed-2.js', text('dayjs')),
    ]);

    expect(sjclRun.report.findings.map(({ code, rule }) => [code, rule])).to.deep.equal([['assumed-rule', 'C-324']]);
    expect(dayjsRun.report.findings).to.deep.equal([]);
  });

  it("leaves a script's lines, columns and functions as they are where it requires modules (C-372)", async () => {
    const text =
      "var days = require('dayjs'); function postSubmit(options) { throw new Error(days('2020-01-01').format('YYYY')); }\n";
    const script = await loadText(folder, text, { name: 'places.js' });
    const [outcome] = await evaluateInSes([{ guest: script.guest, input: { responseData: [] } }]);

    expect(outcome).to.deep.include({ status: 'threw', message: 'Error: 2020' });
    if (outcome?.status !== 'threw' || outcome.at === null) throw new Error('no place');
    expect(script.locate(...outcome.at)).to.deep.equal({
      file: script.file,
      line: 1,
      column: text.indexOf('new Error') + 1,
    });
    expect(script.entryAt.column).to.equal(text.indexOf('postSubmit') + 1);
    expect(script.undeclared.map(({ name }) => name)).to.deep.equal(['Error']);
  });

  it('says that require works here only, once a module, and keeps typeof require undefined (C-323)', async () => {
    const text = `const hooksmith_require = typeof require;
function postSubmit() { return [hooksmith_require, require('dayjs') === require('dayjs'), typeof require('sjcl')]; }
`;
    const { file, guest, notices } = await loadText(folder, text, { name: 'notices.js' });

    expect(guest.loader).to.equal('hooksmith_require_');
    expect(notices).to.deep.equal([
      {
        rule: 'C-323',
        message:
          'require("dayjs") works here, but scripts of the platform have no require (C-323): import the module instead.',
        at: { file, line: 2, column: 52 },
      },
      {
        rule: 'C-323',
        message:
          'require("sjcl") works here, but scripts of the platform have no require (C-323): import the module instead.',
        at: { file, line: 2, column: 98 },
      },
    ]);
    expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
      { status: 'returned', value: ['undefined', true, 'object'] },
    ]);
  });

  it('gives a script without modules nothing of the kind', async () => {
    const { guest } = await loadText(folder, 'function postSubmit(options) { return options.responseData; }\n');

    expect('loader' in guest).to.equal(false);
    expect(guest.modules).to.deep.equal([]);
  });

  const refused: readonly (readonly [name: string, text: string, message: string, next: string])[] = [
    [
      'part.js',
      "const utc = require('dayjs/plugin/utc');\nfunction postSubmit() { return utc; }\n",
      `part.js:1:21: the platform has dayjs but no part of it called "dayjs/plugin/utc": ${given}.`,
      'Import "dayjs", and copy into the script what you need of the part.',
    ],
    [
      'part-import.js',
      "import dayjs from 'dayjs';\nimport utc from 'dayjs/plugin/utc';\nexport function postSubmit() { return [dayjs, utc]; }\n",
      `part-import.js:2:17: the platform has dayjs but no part of it called "dayjs/plugin/utc": ${given}.`,
      'Import "dayjs", and copy into the script what you need of the part.',
    ],
    [
      'package.js',
      "function postSubmit() {\n  const _ = require('lodash');\n  return _;\n}\n",
      `package.js:2:21: require("lodash") fails on the platform: scripts have no require there, and ${given}.`,
      'Import it, so that the build makes it part of the script: import … from "lodash"',
    ],
    [
      'file.js',
      "const names = require('./names');\nfunction postSubmit() { return names; }\n",
      `file.js:1:23: require("./names") fails on the platform: scripts have no require there, and ${given}.`,
      'Import it, so that the build makes it part of the script: import … from "./names"',
    ],
    [
      'node.js',
      "const crypto = require('crypto');\nfunction postSubmit() { return crypto; }\n",
      `node.js:1:24: require("crypto") fails on the platform: scripts have no require there, and ${given}.`,
      "Do without it: a script cannot use Node's modules.",
    ],
    [
      'slip.js',
      "const days = require('dayjss');\nfunction postSubmit() { return days; }\n",
      `slip.js:1:22: require("dayjss") fails on the platform: scripts have no require there, and ${given}.`,
      'Did you mean "dayjs"?',
    ],
    [
      'slip-import.ts',
      "import { exports } from 'integrator_api';\nexport const postSubmit = () => exports;\n",
      `slip-import.ts:1:25: the package "integrator_api" is not installed, and ${given}.`,
      'Did you mean "integrator-api"?',
    ],
    [
      'mixed.js',
      "import dayjs from 'dayjs';\nconst fs = require('fs');\nexport function postSubmit() { return [dayjs, fs]; }\n",
      `mixed.js:2:20: require("fs") fails on the platform: scripts have no require there, and ${given}.`,
      "Do without it: a script cannot use Node's modules.",
    ],
  ];
  for (const [name, text, message, next] of refused) {
    it(`refuses what the platform does not give, at the author's line: ${name} (C-323)`, async () => {
      const told = await refusal(folder, loadText(folder, text, { name }));

      expect(told.message.split('\n')[0]).to.equal(message);
      expect(told.next[0]).to.equal(next);
    });
  }

  it('leaves calls of require that a script is prepared for to fail where they fail on the platform (C-323)', async () => {
    const text = `let fromTry = 'none';
try { fromTry = require('lodash'); } catch (error) { fromTry = error.message; }
const fromTypeof = typeof require === 'function' ? require('fs') : 'none';
const fromModule = typeof module !== 'undefined' && require('assert');
if (typeof process !== 'undefined') { require('./local'); }
function postSubmit() { return [fromTry, fromTypeof, fromModule]; }
`;
    const { guest, notices } = await loadText(folder, text, { name: 'prepared.js' });

    expect([guest.modules, notices]).to.deep.equal([[], []]);
    expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
      { status: 'returned', value: ['require is not defined', 'none', false] },
    ]);
  });

  it('takes a script that uses a module for one with state, and says which module (C-332)', async () => {
    const [plain, built] = await Promise.all([
      loadText(folder, "function postSubmit(o) { return require('dayjs')(o); }\n", { name: 'state.js' }),
      loadText(folder, "import { flows } from 'integrator-api';\nexport const postSubmit = (): unknown => flows;\n", {
        name: 'state.ts',
      }),
    ]);

    expect(plain.moduleState).to.deep.equal({
      keeps: true,
      why: 'The script uses dayjs, a module that may keep state of its own from call to call.',
      at: { file: plain.file, line: 1, column: 33 },
    });
    expect(built.moduleState).to.deep.equal({
      keeps: true,
      why: 'The script uses integrator-api, a module that may keep state of its own from call to call.',
      at: { file: built.file, line: 1, column: 1 },
    });
  });

  const names: readonly (readonly [title: string, text: string])[] = [
    [
      'the name exports',
      "import { exports } from 'integrator-api';\nexport const postSubmit = () => exports.run({ _id: 'e' });\n",
    ],
    [
      'another name',
      "import { exports as e } from 'integrator-api';\nexport const postSubmit = () => e.run({ _id: 'e' });\n",
    ],
    [
      'a namespace',
      "import * as api from 'integrator-api';\nexport const postSubmit = () => api.exports.run({ _id: 'e' });\n",
    ],
    [
      'a default import',
      "import api from 'integrator-api';\nexport const postSubmit = () => api.exports.run({ _id: 'e' });\n",
    ],
    [
      'require',
      "const { exports } = require('integrator-api');\nfunction postSubmit() { return exports.run({ _id: 'e' }); }\n",
    ],
  ];
  for (const [title, text] of names) {
    it(`binds integrator-api by ${title} (C-371)`, async () => {
      const { guest } = await loadText(folder, text, { name: 'names.js' });

      expect(await evaluateInSes([{ guest, input: 1 }])).to.deep.equal([
        { status: 'returned', value: ['exports.run', { _id: 'e' }] },
      ]);
    });
  }
});
