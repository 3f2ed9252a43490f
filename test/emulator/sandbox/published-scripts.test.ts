import { join } from 'node:path';
import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { habits, libraries, page, passed, skeletons } from './published-habits.ts';
import { bundleLibrary, type Called, callInPlainNode, makeScriptFolder, type ScriptFolder } from './published-run.ts';

const data = { payload: '{"n":1}', variables: {}, meta: {}, response: { status: 200, headers: {}, body: '' } };

let folder: ScriptFolder;

const celigo = (text: string, functionName?: string): Promise<Called> =>
  folder.call(
    { 'hook.js': text },
    { contract: 'celigo/postSubmit', input: page, ...(functionName === undefined ? {} : { functionName }) },
  );
const patchworks = (text: string): Promise<Called> =>
  folder.call({ 'script.js': text }, { contract: 'patchworks/response-script', input: data });

/** Line and column, from 1, of the first place of a text. */
function placeOf(text: string, part: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

async function refusal(work: Promise<unknown>): Promise<HooksmithError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HooksmithError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a published Celigo script', function () {
  this.timeout(30_000);

  before(async () => {
    folder = await makeScriptFolder();
  });

  after(() => folder.dispose());

  describe('that hands an undeclared err to its callback (C-815, S-133)', () => {
    for (const [shows, text, part] of skeletons) {
      it(`fails the page at the author's line: ${shows}`, async () => {
        const called = await celigo(text);

        expect(called.errors).to.deep.equal(['hook-threw C-006: ReferenceError: err is not defined']);
        expect(called.at).to.deep.equal({ file: join(folder.path, 'hook.js'), ...placeOf(text, part) });
        expect(called.warnings).to.include(
          'undeclared-global: err is read but declared nowhere: reading it throws a ReferenceError',
        );
      });
    }

    it('fails the same way when the callback is not declared either', async () => {
      const called = await celigo('function postSubmit(options) {\n  callback(null, options.responseData);\n}');

      expect(called.errors).to.deep.equal(['hook-threw C-006: ReferenceError: callback is not defined']);
    });

    it('passes where the name is only asked for with typeof', async () => {
      const called = await celigo(
        "function postSubmit(options) {\n  return typeof err === 'undefined' ? options.responseData : [];\n}",
      );

      expect(called).to.deep.include({ result: passed, errors: [], warnings: [] });
    });

    it('passes where the name is assigned before it is read', async () => {
      const called = await celigo(
        'function postSubmit(options, callback) {\n  err = null;\n  callback(err, options.responseData);\n}',
      );

      expect(called).to.deep.include({ result: passed, errors: [] });
      expect(called.warnings).to.deep.equal([
        'undeclared-global: err is assigned but declared nowhere, so it becomes a global; declare it with const, let or var',
      ]);
    });
  });

  describe('runs unchanged with', () => {
    for (const [shows, text, result] of habits) {
      it(shows, async () => {
        const called = await celigo(text);

        expect(called.errors).to.deep.equal([]);
        expect(called.result).to.deep.equal(result);
      });
    }

    it('dates in its results, and the clock of the recording (C-806, C-012, C-367)', async () => {
      const called = await celigo(
        'function postSubmit(options) {\n  options.responseData[0]._json = { at: new Date(), day: new Date(0), none: null, ms: Date.now() };\n  return options.responseData;\n}',
      );

      expect(called.result).to.deep.equal([
        {
          ...passed[0],
          _json: { at: '2026-03-04T09:15:30.250Z', day: '1970-01-01T00:00:00.000Z', none: null, ms: 1_772_615_730_250 },
        },
        passed[1],
      ]);
    });

    it('console output and a call of its own with sample data at the top level (C-809, C-328)', async () => {
      const text =
        "console.log('loading');\nvar sample = { responseData: [{ statusCode: 200 }] };\nfunction postSubmit(options) {\n  console.warn('records', options.responseData.length);\n  return options.responseData;\n}\nconsole.log(JSON.stringify(postSubmit(sample)));";

      const called = await celigo(text);

      expect(called.result).to.deep.equal(passed);
      expect(called.console).to.deep.equal([
        'load log loading',
        'load warn records 1',
        'load log [{"statusCode":200}]',
        '0 warn records 2',
      ]);
    });

    it('two hooks in one source, each chosen by its name (C-801)', async () => {
      const text =
        "function first(options) { options.responseData[0].id = '1'; return options.responseData; }\nfunction second(options) { options.responseData[0].id = '2'; return options.responseData; }";

      const results = [await celigo(text, 'first'), await celigo(text, 'second')];

      expect(results.map(({ result }) => result)).to.deep.equal(
        ['1', '2'].map((id) => [{ ...passed[0], id }, passed[1]]),
      );
    });

    it('two hooks in one source, one of them by the default name', async () => {
      const called = await celigo(
        'function preMap(options) { return []; }\nfunction postSubmit(options) { return options.responseData; }',
      );

      expect(called).to.deep.include({ result: passed, errors: [] });
    });
  });

  it('throws on purpose at its own line (C-813)', async () => {
    const text =
      "function postSubmit(options) {\n  var reply = options.responseData[1];\n  if (reply.errors.length > 0) {\n    throw new Error('the shop said ' + reply.errors[0].message);\n  }\n}";

    const called = await celigo(text);

    expect(called.errors).to.deep.equal(['hook-threw C-006: Error: the shop said exists']);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'hook.js'), ...placeOf(text, 'new Error') });
  });

  it('reads the parent of child records, which they carry themselves (C-405, C-808)', async () => {
    const child = { sku: 'PENCIL-HB', _PARENT: { orderNo: 'A-1' } };
    const text =
      'function postSubmit(options) {\n  return options.responseData.map((item, i) => ({ ...item, id: options.preMapData[i]._PARENT.orderNo }));\n}';

    const called = await folder.call(
      { 'hook.js': text },
      {
        contract: 'celigo/postSubmit',
        input: { preMapData: [child], postMapData: [child], responseData: [{ statusCode: 200 }] },
      },
    );

    expect(called).to.deep.include({ result: [{ statusCode: 200, id: 'A-1' }], errors: [] });
  });

  it('fails where it adds to the prototype of a built-in, which the platform allows (C-370)', async () => {
    const text =
      'Array.prototype.last = function () { return this[this.length - 1]; };\nfunction postSubmit(options) {\n  return options.responseData;\n}';

    const called = await celigo(text);

    expect(called.errors).to.deep.equal([
      'hook-threw C-006: the script could not be loaded, so every page fails: TypeError: Cannot add property last, object is not extensible',
    ]);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'hook.js'), ...placeOf(text, '=') });
  });

  it('is refused with the functions it has when none of them is the one that is asked for (C-155)', async () => {
    const error = await refusal(celigo('function one(o) {}\nfunction two(o) {}', 'three'));

    expect(error.code).to.equal('ERR_HOOK');
    expect(error.message).to.equal(`${join(folder.path, 'hook.js')} has no top-level function named three (C-001).`);
    expect(error.next.at(-1)).to.equal('Functions found: one (line 1), two (line 2).');
  });

  describe('that carries a bundled library gives what plain Node gives', () => {
    const scripts = new Map<string, string>();
    let plain: readonly unknown[] = [];

    before(async () => {
      for (const [name, hasDefault, expression] of libraries) {
        const hook = `function postSubmit(options) {\n  options.responseData[0]._json = ${expression};\n  return options.responseData;\n}`;
        scripts.set(name, `${await bundleLibrary(name, { hasDefault })}\n${hook}`);
      }
      plain = await callInPlainNode([...scripts.values()], page);
    });

    libraries.forEach(([name], index) => {
      it(name, async () => {
        const called = await celigo(scripts.get(name) ?? '');

        expect(called.errors).to.deep.equal([]);
        expect(called.result).to.deep.equal(plain[index]);
      });
    });

    it('uuid v4 and crypto.randomUUID, which some engines have and a seed makes the same each time (C-320, S-152)', async () => {
      const text = `${await bundleLibrary('uuid', { hasDefault: false })}\nfunction postSubmit(options) {\n  options.responseData[0]._json = [library.v4(), crypto.randomUUID(), Math.random()];\n  return options.responseData;\n}`;

      const results = [await celigo(text), await celigo(text)];

      const [first, second] = results.map(({ result }) => JSON.stringify(result));
      expect(first).to.equal(second);
      expect(first).to.match(/"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/);
    });
  });
});

describe('a published Patchworks script', function () {
  this.timeout(30_000);

  before(async () => {
    folder = await makeScriptFolder();
  });

  after(() => folder.dispose());

  const forms: readonly (readonly [shows: string, text: string])[] = [
    ['an async function (P-102)', 'module.exports = async function (data) { return { payload: data.payload }; };'],
    ['a plain function (P-103)', 'module.exports = function handler(data) { return { payload: data.payload }; };'],
    [
      'an arrow function that awaits',
      'module.exports = async (data) => { await new Promise((go) => setTimeout(go, 50)); return { payload: await Promise.resolve(data.payload) }; };',
    ],
    [
      'a function that is declared first',
      'const { parse } = JSON;\nasync function handler(data) { parse(data.payload); return { payload: data.payload }; }\nmodule.exports = handler;',
    ],
    [
      'a promise by hand',
      'module.exports = (data) => new Promise((resolve) => setImmediate(resolve, { payload: data.payload }));',
    ],
    [
      'sloppy globals and comments that hold require(',
      "// require('fs')\nmodule.exports = function (data) { copy = data.payload; return { payload: copy }; };",
    ],
  ];
  for (const [shows, text] of forms) {
    it(`runs unchanged as ${shows}`, async () => {
      const called = await patchworks(text);

      expect(called.errors).to.deep.equal([]);
      expect(called.result).to.deep.equal({ payload: data.payload });
    });
  }

  it('fails at its own line behind an await', async () => {
    const text =
      'module.exports = async (data) => {\n  await null;\n  const parsed = JSON.parse(data.payload);\n  return { payload: parsed.missing.field };\n};';

    const called = await patchworks(text);

    expect(called.errors).to.deep.equal([
      "hook-threw P-604: TypeError: Cannot read properties of undefined (reading 'field')",
    ]);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'script.js'), ...placeOf(text, 'field') });
  });
});

describe('a TypeScript hook', function () {
  this.timeout(30_000);

  before(async () => {
    folder = await makeScriptFolder();
  });

  after(() => folder.dispose());

  const types =
    'interface Item {\n  readonly statusCode: number;\n  id?: string | number;\n}\n\ntype Options = { readonly responseData: Item[] };\n\n';
  const typescript = (files: Readonly<Record<string, string>>): Promise<Called> =>
    folder.call(files, { contract: 'celigo/postSubmit', input: page });

  it('runs, types and all', async () => {
    const text = `${types}export const postSubmit = (options: Options): Item[] =>\n  options.responseData.map((item): Item => ({ ...item, id: String(item.id ?? 'none') satisfies string }));\n`;

    const called = await typescript({ 'hook.ts': text });

    expect(called.errors).to.deep.equal([]);
    expect(called.result).to.deep.equal([passed[0], { ...passed[1], id: 'none' }]);
  });

  it('fails at its exact line and column', async () => {
    const text =
      "export function postSubmit(options: { responseData: unknown[] }): unknown[] {\n  const wanted = 3 as number;\n  if (options.responseData.length !== wanted) throw new RangeError('wanted ' + wanted);\n  return options.responseData;\n}\n";

    const called = await typescript({ 'hook.ts': text });

    expect(called.errors).to.deep.equal(['hook-threw C-006: RangeError: wanted 3']);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'hook.ts'), ...placeOf(text, 'new RangeError') });
  });

  it('fails at its exact line and column behind a prefix of types alone', async () => {
    const text = `${types}export function postSubmit(options: Options): Item[] {\n  const first = options.responseData[9] as Item;\n  return [{ ...first, id: first.id!.toString() }];\n}\n`;

    const called = await typescript({ 'hook.ts': text });

    expect(called.errors).to.deep.equal([
      "hook-threw C-006: TypeError: Cannot read properties of undefined (reading 'id')",
    ]);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'hook.ts'), ...placeOf(text, 'id!.toString') });
  });

  it('fails at the exact line and column of a file that it imports', async () => {
    const helper = `${types}export function check(items: readonly Item[]): void {\n  for (const item of items) {\n    if (item.statusCode !== 200) throw new Error(\`status \${item.statusCode}\`);\n  }\n}\n`;
    const hook =
      "import { check } from './check.ts';\n\nexport function postSubmit(options: { responseData: any[] }) {\n  check(options.responseData);\n  return options.responseData;\n}\n";

    const called = await typescript({ 'hook.ts': hook, 'check.ts': helper });

    expect(called.errors).to.deep.equal(['hook-threw C-006: Error: status 422']);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'check.ts'), ...placeOf(helper, 'new Error') });
  });

  it('fails at its exact line and column in an async function', async () => {
    const text = `interface Input {\n  readonly payload: string;\n}\n\nasync function read(payload: string): Promise<{ a?: { b: number } }> {\n  await Promise.resolve();\n  return JSON.parse(payload) as { a?: { b: number } };\n}\n\nexport default async (data: Input) => {\n  const { a } = await read(data.payload);\n  return { payload: String(a!.b) };\n};\n`;

    const called = await folder.call({ 'script.ts': text }, { contract: 'patchworks/response-script', input: data });

    expect(called.errors).to.deep.equal([
      "hook-threw P-604: TypeError: Cannot read properties of undefined (reading 'b')",
    ]);
    expect(called.at).to.deep.equal({ file: join(folder.path, 'script.ts'), ...placeOf(text, 'b)') });
  });

  it('is told where its syntax is wrong', async () => {
    const text =
      'export const a: number = 1;\nexport function postSubmit(options: any) {\n  return options.responseData..length;\n}\n';

    const error = await refusal(typescript({ 'hook.ts': text }));

    expect(error.code).to.equal('ERR_HOOK');
    expect(error.place).to.deep.include({ file: join(folder.path, 'hook.ts'), line: 3 });
  });
});
