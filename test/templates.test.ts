import {
  copyFileSync,
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
import { entryOf, placeFiles, writeAddition, writeBelow } from '../emulator/scaffold/addition.ts';
import { initProject } from '../emulator/scaffold/init-project.ts';
import { type Kind, listKinds } from '../emulator/scaffold/kinds.ts';
import { type Language, readTemplate, readTemplateScript } from '../emulator/scaffold/template.ts';
import { replayProject } from '../emulator/testing/replay-project.ts';
import { platforms } from '../sdk/platforms.ts';
import { root, runProgram, runTogether } from './emulator/commands/run-cli.ts';

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
    await addTogether(folder, others);
    mkdirSync(join(folder, 'node_modules'));
    linkModules(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/hooksmith'));
  });
  after(() => rmSync(join(folder, '..'), { recursive: true }));

  it('are there for every hook and every step of every platform, in two languages, and pass', async () => {
    // A hook in TypeScript has just made its recording, which fails where the contract would: its twin replays that.
    const replayed = made.filter(({ kind, language }) => kind.is === 'step' || language === 'js');
    const reports = await replayAll(folder, replayed);
    const findings = reports.flatMap((report) => report.findings);

    expect(findings.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
    expect(reports.reduce((sum, { totals }) => sum + totals.pages, 0)).to.be.greaterThan(replayed.length);
    for (const { totals } of reports) expect(totals).to.deep.include({ failedPages: 0, changedPages: 0 });
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
    // Twins give the same, so each kind is spoilt in one language: every other one in TypeScript.
    const some = made.filter(({ language }, index) => (index % (made.length / 2)) % 2 === (language === 'ts' ? 0 : 1));
    const whole = some.map((one) => ({ ...one, script: scriptOf(one) }));
    const spoilt = whole.flatMap(({ script, ...one }) => {
      const result = recordedResult(folder, one);
      if (script === undefined || result === undefined) return [];
      const text = readFileSync(join(folder, script), 'utf8');
      writeFileSync(join(folder, script), spoil(text, one.kind, result));
      return [{ one, script, text }];
    });

    const reports = await replayAll(
      folder,
      spoilt.map(({ one }) => one),
    );
    for (const { script, text } of spoilt) writeFileSync(join(folder, script), text);
    const failed = new Set(
      reports
        .flatMap(({ findings }) => findings)
        .filter(({ severity }) => severity === 'error')
        .map(({ recording }) => basename(recording ?? '', '.rec.jsonl')),
    );

    expect(spoilt.map(({ one }) => one.name).filter((name) => !failed.has(name))).to.deep.equal([]);
    expect(
      some.filter(({ name }) => !spoilt.some(({ one }) => one.name === name)).map(({ name }) => name),
    ).to.deep.equal(whole.filter((one) => isSilent(one)).map(({ name }) => name));
    expect(whole.map(({ kind }) => `${kind.platform}/${kind.name}`)).to.have.members(
      made.filter(({ language }) => language === 'js').map(({ kind }) => `${kind.platform}/${kind.name}`),
    );
  });
});

/**
 * Adds to a project what `hooksmith new` would add one by one. The recording of a hook in JavaScript is that of its twin in
 * TypeScript: both must give the same.
 */
async function addTogether(folder: string, others: readonly Made[]): Promise<void> {
  const additions = others.map((one) => ({ ...one, testEnding: one.language }));
  const [typed, plain] = (['ts', 'js'] as const).map((ending) =>
    additions.filter(({ language }) => language === ending),
  );
  await runTogether((typed ?? []).map((addition) => () => writeAddition(folder, addition)));
  for (const addition of plain ?? []) {
    const { scripts, recording } = placeFiles(addition);
    const sources = addition.kind.is === 'hook' ? undefined : readTemplate(addition.kind).scripts;
    for (const [place, path] of Object.entries(scripts)) {
      writeBelow(folder, path, readTemplateScript(addition.kind, sources?.[place] ?? 'hook', 'js'));
    }
    copyFileSync(join(folder, recording.replace('-js.', '-ts.')), join(folder, recording));
  }
  const file = join(folder, 'hooksmith.json');
  const project = JSON.parse(readFileSync(file, 'utf8'));
  for (const addition of additions) {
    const { section, value } = entryOf(addition);
    project[section] = { ...project[section], [addition.name]: value };
  }
  writeFileSync(file, JSON.stringify(project));
}

/** Replays the whole project of a folder, in three parts at a time, and gives their reports. */
async function replayAll(folder: string, made: readonly Made[]): Promise<readonly Report[]> {
  const parts = Array.from({ length: 6 }, (_none, part) =>
    made.filter((_one, index) => index % 6 === part).map(({ name }) => name),
  );
  return runTogether(parts.map((names) => () => replayProject(folder, { names, maxFindings: 100_000, workers: 1 })));
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
  return kind.is === 'step' ? stages[spoiltFunction(kind)].result : result;
}

/** The function that is spoilt. */
function spoiltFunction(kind: Kind): string {
  if (kind.is !== 'hook') return kind.name === 'import' ? 'postSubmit' : 'preSavePage';
  return kind.contract.calls.defaultNames[0] ?? '';
}

/** Takes a field that the contract requires, or else the first one, out of what a script gives. */
function spoil(text: string, kind: Kind, result: unknown): string {
  const name = spoiltFunction(kind);
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
