import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { expect } from 'chai';
import { loadScript } from '../../../../emulator/sandbox/script/load.ts';
import { commonjs, functions, makeFolder, type ScriptFolder } from './script-files.ts';

describe('a script for a debugger', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
  });
  after(() => folder.dispose());

  const cases: readonly (readonly [title: string, text: string, line: number | null])[] = [
    ['a function', 'function postSubmit(options) {\n  return options;\n}\n', 2],
    ['directives', "function postSubmit(o) {\n  'use strict'; 'b';\n  return o;\n}\n", 3],
    ['nothing but a directive', "function postSubmit(o) {\n  'use strict';\n}\n", null],
    ['no statement', 'function postSubmit(o) {}\n', null],
    ['an async arrow', 'const postSubmit = async (o) => {\n  await o;\n};\n', 2],
    ['an arrow without a body', 'const postSubmit = (o) => /* => */ (\n  ({ a: o }));\n', 1],
    ['an arrow that gives an arrow', 'const postSubmit = (o) => () => o;\n', 1],
    ['a name that is taken', 'function postSubmit(o) {\n  let hooksmith_stop = o;\n  return hooksmith_stop;\n}\n', 2],
    ['a first word that is rewritten', 'function postSubmit(o) {\n  typeof later === "x" && o();\n}\n', 2],
    ['a first text that the sandbox would refuse', 'function postSubmit(o) {\n  "-->".length; return o;\n}\n', 2],
  ];
  for (const [title, text, line] of cases) {
    it(`stops before the first statement of ${title}`, async () => {
      const file = await folder.write('hook.js', text);
      const { guest, locate } = await loadScript({ file, contract: functions, debug: { stops: true } });
      const { url, stop } = guest.debug ?? {};

      parse(guest.text, { ecmaVersion: 'latest' });
      expect(guest.text.split(`if(${stop})debugger;`)).to.have.length(2);
      expect(url).to.equal(pathToFileURL(file).href);
      if (line === null) return;
      const before = guest.text.slice(0, guest.text.indexOf('debugger;')).split('\n');
      const [row, column] = [before.length, before.at(-1)?.length ?? 0];
      expect(locate(row, column + 1)?.line).to.equal(line);
      expect(mapOf(guest.text).findEntry(row - 1, column)).to.include({ originalSource: url, originalLine: line - 1 });
    });
  }

  it('leads every column of the first line of a CommonJS script to the author, behind the wrapper', async () => {
    const text = 'module.exports = (data) => { return { response_code: data.x }; };\n';
    const file = await folder.write('respond.js', text);
    const { guest } = await loadScript({ file, contract: commonjs, debug: { stops: false } });

    expect(guest.debug).to.deep.equal({ url: pathToFileURL(file).href });
    const at = guest.text.indexOf('return');
    expect(mapOf(guest.text).findEntry(0, at)).to.include({ originalLine: 0, originalColumn: text.indexOf('return') });
  });

  it('hides a file name that the sandbox would take for import.meta, and names a build apart from its file', async () => {
    const file = await folder.write('import.ts', 'export const postSubmit = (o: object): object => o;\n');
    const { guest } = await loadScript({ file, contract: functions, debug: { stops: false } });

    expect(guest.debug?.url).to.equal(`${pathToFileURL(folder.path).href}/%69mport.ts.postSubmit.hooksmith-guest.js`);
    expect(guest.text).to.match(/\n\/\/# sourceURL=file:\S+hooksmith-guest\.js$/);
    const [source] = dataOf(guest.text).sources;
    expect(source).to.equal(pathToFileURL(join(folder.path, 'import.ts')).href);
  });

  it('leaves a script without a debugger as it was', async () => {
    const file = await folder.write('plain.js', 'function postSubmit(o) { return o; }\n');
    const { guest } = await loadScript({ file, contract: functions });

    expect(guest).not.to.have.property('debug');
    expect(guest.text).not.to.include('sourceMappingURL');
  });
});

function mapOf(text: string): SourceMap {
  return new SourceMap(dataOf(text));
}

function dataOf(text: string): ConstructorParameters<typeof SourceMap>[0] {
  const data = /\n\/\/# sourceMappingURL=data:[^,]*,(\S+)\n/.exec(text)?.[1] ?? '';
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
}
