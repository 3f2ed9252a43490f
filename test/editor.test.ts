import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Language, readProjectTemplate, readTemplateScript } from '../emulator/scaffold/template.ts';
import type { AnyContract } from '../sdk/contract.ts';
import { platforms } from '../sdk/platforms.ts';
import { root } from './emulator/commands/run-cli.ts';
import { type Editor, startEditor } from './language-server.ts';
import { type LanguageService, openFolder } from './language-service.ts';

/** A template with a function of the same type after it, in which the options are being read. */
interface Begun {
  readonly contract: AnyContract;
  readonly language: Language;
  readonly path: string;
  readonly text: string;
  /** Behind the dot: characters from the beginning. */
  readonly at: number;
}

/** What scripts of hooks import; other platforms have steps only, which nobody writes in a script. */
const specifiers = Object.values(platforms).flatMap(({ name, hooks }) =>
  hooks.length === 0 ? [] : `hooksmith/${name}`,
);

describe('an editor, of the hooks that a project gets', function () {
  this.timeout(120_000);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith editor ')));
  const begun = Object.values(platforms)
    .flatMap(({ hooks }) => hooks)
    .flatMap((contract) => (['ts', 'js'] as const).map((language) => begin(folder, contract, language)));
  const everything = join(folder, 'hooks/everything.ts');
  let service: LanguageService;
  before(() => {
    mkdirSync(join(folder, 'node_modules'));
    mkdirSync(join(folder, 'hooks'));
    symlinkSync(root, join(folder, 'node_modules/hooksmith'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const name of ['tsconfig.json', 'globals.d.ts']) writeFileSync(join(folder, name), readProjectTemplate(name));
    const imports = specifiers.map((one, index) => `import type * as platform${index} from '${one}';`).join('\n');
    service = openFolder(
      folder,
      new Map([...begun.map(({ path, text }) => [path, text] as const), [everything, imports]]),
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it('completes exactly what the contract of each kind passes, in TypeScript and in JavaScript', () => {
    const wrong = begun
      .map(({ contract, path, at }) => ({ path, offered: service.complete(path, at), passed: fieldsOf(contract) }))
      .filter(({ offered, passed }) => offered.join() !== passed.join());

    expect(wrong).to.deep.equal([]);
  });

  it('says of every field that each kind is passed and gives what it is, to the bottom', () => {
    const found = begun.map(({ path }) => ({ path, ...service.undocumented(path, 'probe') }));

    expect(found.flatMap(({ path, bare }) => bare.map((field) => `${path}: ${field}`))).to.deep.equal([]);
    expect(found.reduce((sum, { seen }) => sum + seen, 0)).to.be.greaterThan(begun.length * 10);
  });

  it('says of all else that a script can import what it is', () => {
    const found = specifiers.map((one) => ({ one, ...service.undocumentedExports(everything, one) }));

    expect(found.flatMap(({ one, bare }) => bare.map((field) => `${one}: ${field}`))).to.deep.equal([]);
    expect(found.filter(({ seen }) => seen === 0)).to.deep.equal([]);
  });

  describe('with the language server of the TypeScript that a project gets', () => {
    let editor: Editor;
    before(async () => {
      editor = await startEditor(folder);
    });
    after(() => editor.stop());

    it('completes the same', async () => {
      const some = begun.filter(({ contract }) => ['postSubmit', 'response-script'].includes(contract.hook));
      for (const { contract, language, path, text, at } of some) {
        editor.open(path, language === 'ts' ? 'typescript' : 'javascript', text);
        const lines = text.slice(0, at).split('\n');
        const offered = await editor.complete(path, { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });

        expect(offered.map((name) => name.replace('?', '')).sort(), path).to.deep.equal(fieldsOf(contract));
      }
      expect(some).to.have.length(4);
    });

    it('shows what a field is over its name', async () => {
      const text = readTemplateScript({ platform: 'celigo', name: 'postSubmit' }, 'hook', 'js');
      const path = join(folder, 'hooks/hover.js');
      editor.open(path, 'javascript', text);
      const lines = text.split('\n');
      const line = lines.findIndex((one) => one.includes('options.responseData'));
      const says = await editor.hover(path, { line, character: (lines[line] ?? '').indexOf('responseData') + 2 });

      expect(says).to.include('responseData: ResponseItem');
      expect(says).to.match(/C-\d+/);
    });
  });
});

function begin(folder: string, contract: AnyContract, language: Language): Begun {
  const template = readTemplateScript({ platform: contract.platform, name: contract.hook }, 'hook', language);
  const type = typeOf(template, contract);
  const head = language === 'ts' ? `const probe: ${type} = (o) => {` : `/** @type {${type}} */\nfunction probe(o) {`;
  const text = `${template}\n${head}\n  o.`;
  const path = join(folder, `hooks/${contract.platform}-${contract.hook}-${language}.${language}`);
  return { contract, language, path, text: `${text}\n}\n`, at: text.length };
}

/** What a template says its function is. */
function typeOf(text: string, { calls, hook }: AnyContract): string {
  const name = calls.defaultNames[0] ?? '';
  const type =
    /^ \* @type \{(import\('hooksmith.+)\}$/m.exec(text)?.[1] ??
    new RegExp(`^export const ${name}: (.+?) = `, 'm').exec(text)?.[1] ??
    /satisfies (.+);$/m.exec(text)?.[1];
  if (type === undefined) throw new Error(`the template of ${hook} says no type`);
  return type;
}

/** Left out of the types on purpose: what only a stack is passed (C-112), and what is null in some imports (C-267). */
const untyped: readonly string[] = ['preSavePage preview', 'postResponseMap data'];

/** The fields that a kind is passed; those that stacks alone have are passed a token besides (C-110). */
function fieldsOf({ hook, input, calls }: AnyContract): readonly string[] {
  const properties = 'properties' in input ? Object.keys(input.properties ?? {}) : [];
  const own = properties.filter((name) => !untyped.includes(`${hook} ${name}`));
  return [...own, ...(calls.forms === 'callback' ? ['bearerToken'] : [])].sort();
}
