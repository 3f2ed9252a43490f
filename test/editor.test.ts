import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Language, readProjectTemplate, readTemplateScript } from '../emulator/scaffold/template.ts';
import type { AnyContract } from '../sdk/contract.ts';
import { platforms } from '../sdk/platforms.ts';
import { root } from './emulator/commands/run-cli.ts';
import { type Editor, type Position, startEditor } from './language-server.ts';

describe('an editor, of the hooks that a project gets', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith editor ')));
  let editor: Editor;
  before(async () => {
    mkdirSync(join(folder, 'node_modules'));
    mkdirSync(join(folder, 'hooks'));
    symlinkSync(root, join(folder, 'node_modules/hooksmith'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const name of ['tsconfig.json', 'globals.d.ts']) writeFileSync(join(folder, name), readProjectTemplate(name));
    editor = await startEditor(folder);
  });
  after(() => {
    editor.stop();
    rmSync(folder, { recursive: true });
  });

  /** Opens a template with a function of the same type after it, in which the options are being read. */
  function begin(contract: AnyContract, language: Language): { readonly path: string; readonly at: Position } {
    const text = readTemplateScript({ platform: contract.platform, name: contract.hook }, 'hook', language);
    const type = typeOf(text, contract);
    const head = language === 'ts' ? `const probe: ${type} = (o) => {` : `/** @type {${type}} */\nfunction probe(o) {`;
    const path = join(folder, `hooks/${contract.platform}-${contract.hook}-${language}.${language}`);
    const begun = `${text}\n${head}\n  o.`;
    editor.open(path, language === 'ts' ? 'typescript' : 'javascript', `${begun}\n}\n`);
    return { path, at: { line: begun.split('\n').length - 1, character: 4 } };
  }

  for (const platform of Object.values(platforms).filter(({ hooks }) => hooks.length > 0)) {
    for (const language of ['ts', 'js'] as const) {
      it(`completes what ${platform.name} passes to each of its hooks, in ${language}`, async () => {
        for (const contract of platform.hooks) {
          const { path, at } = begin(contract, language);
          const offered = await editor.complete(path, at);
          const fields = offered.map(({ label }) => label.replace('?', ''));

          expect(fields, contract.hook).to.include.members(propertiesOf(contract));
          expect(fields, contract.hook).to.have.length.greaterThan(0);
        }
      });
    }
  }

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

function propertiesOf({ hook, input }: AnyContract): readonly string[] {
  const properties = 'properties' in input ? Object.keys(input.properties ?? {}) : [];
  return properties.filter((name) => !untyped.includes(`${hook} ${name}`));
}
