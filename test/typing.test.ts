import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { platforms } from '../sdk/platforms.ts';
import { root, runProgram } from './emulator/commands/run-cli.ts';

/** Lines under the mark must be refused by tsc, and no others; a mark where nothing is wrong is an error too. */
const mark = '@ts-expect-error';

/** What tsc says of a slip in a hook, not of a type or module that is not there. */
const slips = new Set([
  2322, // a value of another type
  2345, // an argument of another type
  2339, // a field that is not there
  2551, // and there is one that is nearly so called
  2353, // a field too many
  2561, // and there is one that is nearly so called
  2554, // arguments too many or too few
  2739, // fields that are missing
  2740, // more of them
  2741, // one of them
  2769, // no form of a function fits
  18046, // a value of which nothing is known
  18048, // a value that may be missing
]);

/** Settings of a project as `init` writes it, and of one that Node resolves. */
const resolutions = { bundler: { module: 'preserve' }, nodenext: { module: 'nodenext', moduleResolution: 'nodenext' } };

const kinds = Object.values(platforms).flatMap(({ name, hooks }) => hooks.map(({ hook }) => `${name}/${hook}`));

// A project takes a file in JavaScript for what one in TypeScript beside it was made into.
const filesOf = (kind: string): readonly string[] => [`javascript/${kind}.js`, `typescript/${kind}.ts`];

describe('the types of hooks and scripts, as a project sees them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith typing '));
  before(() => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/hooksmith'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    cpSync(join(root, 'test/typing'), join(folder, 'marked'), { recursive: true });
    cpSync(join(root, 'test/typing'), join(folder, 'bare'), { recursive: true });
    for (const file of filesBelow(join(folder, 'bare'))) {
      const path = join(folder, 'bare', file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(mark, 'expected'));
    }
    const common = { target: 'es2023', types: [], allowJs: true, checkJs: true, strict: true, skipLibCheck: true };
    for (const [name, settings] of Object.entries(resolutions)) {
      const config = { compilerOptions: { ...common, ...settings, noEmit: true }, include: ['marked', 'bare'] };
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are tried for every kind of every platform, in TypeScript and in JavaScript', () => {
    const wanted = kinds.flatMap(filesOf).sort();

    expect(filesBelow(join(root, 'test/typing'))).to.deep.equal(wanted);
    for (const file of wanted) {
      const text = readFileSync(join(root, 'test/typing', file), 'utf8');
      const parts = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, part]) => part);
      expect(parts, file).to.include.members(['right', 'readsWrong', 'returnsWrong']);
      expect(text.split(mark).length, file).to.equal(parts.length);
    }
  });

  it('let every kind leave out nothing that its contract requires', () => {
    const requiring = Object.values(platforms).flatMap(({ name, hooks }) =>
      hooks.filter(({ output }) => requiresOf(output)).map(({ hook }) => `${name}/${hook}`),
    );
    const untried = requiring
      .flatMap(filesOf)
      .filter((file) => !/\bleavesOut\b/.test(readFileSync(join(root, 'test/typing', file), 'utf8')));

    expect(requiring).to.include.members(['celigo/postSubmit', 'celigo/handleRequest']);
    expect(untried).to.deep.equal([]);
  });

  for (const name of Object.keys(resolutions)) {
    it(`refuse what is marked for what it is and nothing else, resolved as ${name} does`, async () => {
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const args = [tsc, '--pretty', 'false', '-p', `${name}.json`];
      const { stdout } = await runProgram(process.execPath, args, { cwd: folder });
      const told = [...stdout.matchAll(/^bare\/(\S+)\((\d+),\d+\): error TS(\d+)/gm)].map(([, file, line, code]) => ({
        at: `${file}:${line}`,
        code: Number(code),
      }));

      expect(stdout.match(/^marked.*/gm) ?? []).to.deep.equal([]);
      expect(told.map(({ at }) => at).sort()).to.deep.equal(marksBelow(join(root, 'test/typing')).sort());
      expect(told.filter(({ code }) => !slips.has(code))).to.deep.equal([]);
    });
  }
});

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(path.length + 1)}/${entry.name}`.replaceAll('\\', '/'))
    .sort();
}

/** The lines after a mark, as `file:line`. */
function marksBelow(path: string): string[] {
  return filesBelow(path).flatMap((file) =>
    readFileSync(join(path, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.includes(mark) ? [`${file}:${index + 2}`] : [])),
  );
}

function requiresOf(schema: object): boolean {
  const items = 'items' in schema && typeof schema.items === 'object' && schema.items !== null ? schema.items : schema;
  return 'required' in items && Array.isArray(items.required) && items.required.length > 0;
}
