import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../emulator/report/report.ts';
import { addToProject } from '../emulator/scaffold/add-to-project.ts';
import { initProject } from '../emulator/scaffold/init-project.ts';
import { type Kind, listKinds } from '../emulator/scaffold/kinds.ts';
import type { Language } from '../emulator/scaffold/template.ts';
import { platforms } from '../sdk/platforms.ts';
import { root, runCli, runProgram, runTogether } from './emulator/commands/run-cli.ts';

/** One template in one language, as it stands in the project of these tests. */
interface Made {
  readonly kind: Kind;
  readonly language: Language;
  readonly name: string;
}

describe('the templates', function () {
  this.timeout(240_000);
  let folder: string;
  let made: readonly Made[];

  before(async () => {
    folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith templates '))), 'a project');
    const kinds = (await Promise.all(Object.values(platforms).map(listKinds))).flat();
    made = (['ts', 'js'] as const).flatMap((language) =>
      kinds.map((kind) => ({ kind, language, name: `${kind.platform}-${kind.name}-${language}` })),
    );
    const [first, ...others] = made;
    if (first === undefined) throw new Error('there is no template');
    await initProject({ folder, ...first });
    for (const one of others) await addToProject({ folder, ...one });
    mkdirSync(join(folder, 'node_modules'));
    linkModules(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/hooksmith'));
  });
  after(() => rmSync(join(folder, '..'), { recursive: true }));

  it('are there for every hook and every step of every platform, in two languages, and pass', async () => {
    const report = await replayAll(folder);

    expect(report.findings.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
    expect(report.totals.pages).to.be.greaterThan(made.length);
    expect(report.totals).to.deep.include({ failedPages: 0, changedPages: 0 });
    expect(report.exitCode).to.equal(0);
  });

  it('hold their types, with the settings that a project gets', async () => {
    const { stdout, exitCode } = await runProgram(process.execPath, [tool('typescript/bin/tsc')], { cwd: folder });

    expect(stdout).to.equal('');
    expect(exitCode).to.equal(0);
  });

  it('are red in the editor where a field is misspelt, in both languages', async () => {
    const files = [
      'hooks/celigo-postSubmit-ts.ts',
      'hooks/celigo-postSubmit-js.js',
      'hooks/patchworks-response-script-js.js',
    ];
    const before = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    files.forEach((file, index) => {
      const text = (before[index] ?? '')
        .replace('statusCode: 200', 'statusCode: 299')
        .replace('.response;', '.respnse;');
      writeFileSync(join(folder, file), text);
    });

    const { stdout } = await runProgram(process.execPath, [tool('typescript/bin/tsc')], { cwd: folder });
    files.forEach((file, index) => {
      writeFileSync(join(folder, file), before[index] ?? '');
    });

    expect(files.filter((file) => !stdout.includes(file))).to.deep.equal([]);
  });

  it('fail their own replay once a field is missing in what they give', async () => {
    const whole = made.map((one) => ({ ...one, script: scriptOf(one) }));
    const spoilt = whole.flatMap(({ script, ...one }) => {
      const result = recordedResult(folder, one);
      if (script === undefined || result === undefined) return [];
      const text = readFileSync(join(folder, script), 'utf8');
      writeFileSync(join(folder, script), spoil(text, one.kind, result));
      return [{ one, script, text }];
    });

    const report = await replayAll(folder);
    for (const { script, text } of spoilt) writeFileSync(join(folder, script), text);
    const failed = new Set(
      report.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ recording }) => basename(recording ?? '', '.rec.jsonl')),
    );

    expect(spoilt.map(({ one }) => one.name).filter((name) => !failed.has(name))).to.deep.equal([]);
    expect(
      made.filter(({ name }) => !spoilt.some(({ one }) => one.name === name)).map(({ name }) => name),
    ).to.deep.equal(whole.filter((one) => isSilent(one)).map(({ name }) => name));
  });

  it('make projects that pass their own tests, from the packed package and in a path with spaces', async () => {
    const base = join(folder, '../packed here');
    const modules = join(base, 'node_modules');
    mkdirSync(modules, { recursive: true });
    linkModules(modules);
    await unpack(modules);
    const cli = join(modules, 'hooksmith/dist/emulator/cli.js');
    const wanted = Object.keys(platforms).map((platform, index) => ({
      platform,
      language: index % 2 === 0 ? 'ts' : 'js',
    }));

    const runs = await runTogether(
      wanted.map(({ platform, language }) => async () => {
        const args = ['init', platform, '--yes', '--platform', platform, '--language', language];
        const init = await runProgram(process.execPath, [cli, ...args], { cwd: base });
        const cwd = join(base, platform);
        const types = await runProgram(process.execPath, [tool('typescript/bin/tsc')], { cwd });
        const test = await runProgram(process.execPath, [tool('mocha/bin/mocha.js')], { cwd });
        return {
          init: init.stderr,
          types: types.stdout,
          passing: /\d+ passing/.exec(test.stdout)?.[0],
          exit: test.exitCode,
        };
      }),
    );

    expect(runs).to.deep.equal(wanted.map(() => ({ init: '', types: '', passing: '1 passing', exit: 0 })));
  });
});

/** Replays the whole project of a folder. */
async function replayAll(cwd: string): Promise<Report & { readonly exitCode: number | null }> {
  const { stdout, stderr, exitCode } = await runCli(['replay', '--json', '--max-findings', '100000'], { cwd });
  if (stdout === '') throw new Error(stderr);
  return { ...JSON.parse(stdout), exitCode };
}

function tool(path: string): string {
  return join(root, 'node_modules', path);
}

/** All packages that this repository has, for a folder where nothing can be installed. */
function linkModules(modules: string): void {
  for (const name of readdirSync(join(root, 'node_modules'))) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

/** Puts what a registry would get where an install would put it. */
async function unpack(modules: string): Promise<void> {
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', modules];
  const { stdout } = await runProgram('npm', packing, { cwd: root });
  const [{ filename }] = JSON.parse(stdout);
  await runProgram('tar', ['-xzf', filename], { cwd: modules });
  cpSync(join(modules, 'package'), join(modules, 'hooksmith'), { recursive: true });
}

/** The script that gives the first result that is recorded; undefined where there is none. */
function scriptOf({ kind, name, language }: Made): string | undefined {
  if (kind.is === 'hook' || kind.is === 'step') return `hooks/${name}.${language}`;
  return kind.name === 'connector' ? `hooks/${name}-response-script.${language}` : undefined;
}

/** Hooks whose result nobody reads, and steps without scripts. */
function isSilent({ kind, script }: Made & { readonly script: string | undefined }): boolean {
  const silent = ['postAggregate', 'step', 'update', 'changeEdition', 'preUninstall', 'uninstaller'];
  return script === undefined || silent.includes(kind.name);
}

/** What the script of a template gave when its recording was made; undefined for nothing. */
function recordedResult(folder: string, { kind, name }: Made): unknown {
  const [, line = ''] = readFileSync(join(folder, `recordings/${name}.rec.jsonl`), 'utf8').split('\n');
  const { result, stages } = JSON.parse(line);
  if (kind.is === 'http-step') return { response_code: 1 };
  return kind.is === 'step' ? stages[entryOf(kind)].result : result;
}

/** The function that is spoilt. */
function entryOf(kind: Kind): string {
  if (kind.is !== 'hook') return kind.name === 'import' ? 'postSubmit' : 'preSavePage';
  return kind.contract.calls.defaultNames[0] ?? '';
}

/** Takes a field that the contract requires, or else the first one, out of what a script gives. */
function spoil(text: string, kind: Kind, result: unknown): string {
  const name = entryOf(kind);
  const first: unknown = Array.isArray(result) ? result[0] : result;
  const fields = typeof first === 'object' && first !== null ? Object.keys(first) : [];
  const field =
    (kind.is === 'hook' ? requiredOf(kind.contract.output) : []).find((one) => fields.includes(one)) ?? fields[0];
  const spoiling = `
function spoil(result) {
  const first = Array.isArray(result) ? result[0] : result;
  if (typeof first !== 'object' || first === null) return undefined;
  delete first[${JSON.stringify(field)}];
  return result;
}
`;
  const calls = kind.is === 'hook' && kind.contract.calls.forms === 'callback';
  const arguments_ = calls ? '(options, callback)' : '(options)';
  const call = calls ? 'inner(options, (error, result) => callback(error, spoil(result)))' : 'spoil(inner(options))';
  const forms: readonly (readonly [find: RegExp, inner: string, outer: string])[] = [
    [
      new RegExp(`export const ${name}: [^=]+ = `),
      'const inner: any = ',
      `export const ${name} = ${arguments_} => ${call};`,
    ],
    [new RegExp(`function ${name}\\(`), 'function inner(', `function ${name}${arguments_} { return ${call}; }`],
    [/module\.exports = /, 'const inner = ', 'module.exports = async (data) => spoil(await inner(data));'],
    [/export default \(/, 'const inner = (', 'export default async (data) => spoil(await inner(data));'],
  ];
  const form = forms.find(([find]) => find.test(text));
  if (form === undefined) throw new Error(`no function called ${name} in ${text}`);
  const [find, inner, outer] = form;
  return `${text.replace(find, inner)}${spoiling}${outer}\n`;
}

function requiredOf(schema: object): readonly string[] {
  const items = 'items' in schema && typeof schema.items === 'object' && schema.items !== null ? schema.items : schema;
  return 'required' in items && Array.isArray(items.required) ? items.required : [];
}
