import { createHash } from 'node:crypto';
import { readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { type CliResult, optionsOf, recordingOf, root, runTogether, useFolder } from './run-cli.ts';

const celigo = { platform: 'celigo', hook: 'postSubmit', recordings: ['orders.rec.jsonl'] };
const patchworks = { platform: 'patchworks', hook: 'map-transform', recordings: ['payloads.jsonl'] };

const sources: Readonly<Record<string, string>> = {
  'hooks/days.ts': `import dayjs from 'dayjs';
export const inDays = (count: number): string => dayjs('2026-03-04T09:00:00Z').add(count, 'day').toISOString();
/** Takes the name of the hook, so that a bundle must rename one of the two. */
export function postSubmit(id: string): number { return Number(id); }
`,
  'hooks/days-later.ts': `import dayjs from 'dayjs';
import type { PostSubmit } from 'hooksmith/celigo';
import { inDays, postSubmit as toNumber } from './days';

class Stamp { readonly year = dayjs('2026-03-04').year(); }

export const postSubmit: PostSubmit = (options) =>
  options.responseData.map((item) => ({ ...item, _json: { at: inDays(toNumber(item.id ?? '')), year: new Stamp().year } }));

export function unused(): string { return 'not needed'; }
`,
  'hooks/chunks.ts': `import { chunk } from 'lodash';
export function postSubmit(options: { responseData: { id: string }[] }) {
  return chunk(options.responseData, 1).map(([item]) => ({ ...item }));
}
`,
  'hooks/unnamed.ts': `export default (options: { responseData: { nope?: { x: string } }[] }) => {
  return options.responseData.map((item) => item.nope ?? item);
};
`,
  'hooks/platform-style.js': `// Keeps a sum, in the manner of published scripts.
var total = 0;
function postSubmit(options) {
  for (i = 0; i < options.responseData.length; i++) total += 1;
  return options.responseData.map(function (item) { return Object.assign({}, item, { total: total }); });
}
`,
  'scripts/encode.ts': `export const encode = (text: string): string => \`\${text}!\`;
`,
  'scripts/tidy.ts': `import { chunk } from 'lodash';
import { encode } from './encode';
import { join as joinPath } from 'node:path';

export default async function (data: { payload: string; path?: string[] }) {
  if (data.path !== undefined) return { payload: joinPath(...data.path) };
  return { payload: encode(JSON.stringify(chunk(JSON.parse(data.payload), 1))) };
}
`,
  'scripts/encode.js': `exports.encode = (text) => text + '!';
`,
  'scripts/requires.js': `const { encode } = require('./encode.js');
module.exports = async function (data) {
  return { payload: encode(data.payload) };
};
`,
  'scripts/as-it-is.js': `/** Published as it is. */
module.exports = async function (data) {
  // the payload alone
  return { payload: data.payload };
};
`,
  'scripts/assigned.ts': `export = async (data: { payload: string }) => ({ payload: data.payload });
`,
};

const hooks = {
  'days-later': { ...celigo, script: 'hooks/days-later.ts' },
  chunks: { ...celigo, script: 'hooks/chunks.ts' },
  unnamed: { ...celigo, script: 'hooks/unnamed.ts' },
  'platform-style': { ...celigo, script: 'hooks/platform-style.js' },
  tidy: { ...patchworks, script: 'scripts/tidy.ts', recordings: [] },
  requires: { ...patchworks, script: 'scripts/requires.js' },
  'as-it-is': { ...patchworks, script: 'scripts/as-it-is.js' },
  assigned: { ...patchworks, script: 'scripts/assigned.ts' },
};

describe('hooksmith build', () => {
  const folder = useFolder();
  let result: CliResult;

  before(async () => {
    for (const [name, text] of Object.entries(sources)) folder.file(name, text);
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'), 'dir');
    folder.file('orders.rec.jsonl', recordingOf([{ options: optionsOf(1, 2) }, { options: optionsOf(3, 4) }]));
    const payloads = ['[1]', '[1,2]'].map((payload) => JSON.stringify({ payload, flow: { variables: {} }, meta: {} }));
    folder.file('payloads.jsonl', `${payloads.join('\n')}\n`);
    folder.file('hooksmith.json', JSON.stringify({ hooks }));
    result = await folder.run(['build']);
  });

  const read = (name: string): string => folder.read(`dist/${name}`).toString('utf8');
  const loadCommonJs = (name: string): unknown => createRequire(import.meta.url)(join(folder.path, 'dist', name));

  it('writes one script and its map for each hook of the project, and says what is in them', () => {
    expect(result.stderr).to.equal('');
    expect(result.exitCode).to.equal(0);
    const names = Object.keys(hooks).flatMap((name) => [`${name}.js`, `${name}.js.map`]);
    expect(readdirSync(join(folder.path, 'dist'))).to.have.members(names);
    expect(result.stdout).to.contain('✓ dist/days-later.js  celigo/postSubmit, postSubmit of hooks/days-later.ts, ');
    expect(result.stdout).to.match(
      /✓ dist\/chunks\.js .*\n {2}bundled lodash, 2\d\d KB\n {2}does what its source does: 2 pages/,
    );
    expect(result.stdout).to.match(/ of hooks\/chunks\.ts, .* for es2020 \(C-322\)\n/);
    expect(result.stdout).to.match(/ of hooks\/platform-style\.js, \d+ B, as it is\n/);
    expect(result.stdout).to.match(/✓ dist\/tidy\.js .*\n(?: {2}bundled .*\n)+ {2}not replayed\n/);
  });

  describe('for a platform that calls plain functions by name', () => {
    it('heads the script with its source, the hash of its sources, its kind and the version, then imports what is given', () => {
      const { version } = createRequire(import.meta.url)(join(root, 'package.json'));
      const lines = read('days-later.js').split('\n');
      const list = ['hooks/days-later.ts', 'hooks/days.ts'].map((name) => `${sha256(folder.read(name))}  ${name}\n`);

      expect(lines.slice(0, 5)).to.deep.equal([
        `// celigo/postSubmit, built by hooksmith ${version} from hooks/days-later.ts. Change that file, not this one.`,
        `// sha256 of the 2 sources: ${sha256(list.join(''))}`,
        '"use strict";',
        'import dayjs from "dayjs";',
        '',
      ]);
      expect(lines.at(-2)).to.equal('//# sourceMappingURL=days-later.js.map');
    });

    it('names the hash of the file itself where there is but one', () => {
      const hash = sha256(folder.read('hooks/platform-style.js'));
      expect(read('platform-style.js')).to.contain(`\n// sha256 of the source: ${hash}\n`);
    });

    it('declares the function plainly under its own name, even where an imported file has a function of that name', () => {
      const text = read('days-later.js');
      expect(text).to.contain('\nfunction postSubmit(options) {\n  return options.responseData.map(');
      expect(text).not.to.match(/^export/m);
      expect(text).not.to.contain('unused');
    });

    it('writes no newer language than the platform is known to understand, as its assumption says', async () => {
      expect(read('days-later.js')).to.contain('constructor()');
      await folder.run(['build', 'days-later', '--out', 'newer', '--no-replay', '--assume', 'languageLevel=es2022']);
      expect(folder.read('newer/days-later.js').toString()).to.contain('year = dayjs(');
    });

    it('gives a script that plain JavaScript evaluates to the function', async () => {
      const { postSubmit } = await importBuilt('days-later.js', 'postSubmit');
      expect(postSubmit({ responseData: [{ id: '2' }] })).to.deep.equal([
        { id: '2', _json: { at: '2026-03-06T09:00:00.000Z', year: 2026 } },
      ]);
      const chunks = runInNewContext(`${read('chunks.js')}\n;postSubmit`);
      expect(JSON.stringify(chunks({ responseData: [{ id: '1' }] }))).to.equal('[{"id":"1"}]');
    });

    it('gives a default export without a name the usual name of the hook', () => {
      expect(read('unnamed.js')).to.contain('\nfunction postSubmit(options) {\n');
    });

    it('leaves a plain script as it is, under its header', () => {
      const text = read('platform-style.js');
      const own = sources['hooks/platform-style.js'] ?? '';
      expect(text.split('\n').slice(3).join('\n')).to.equal(`${own}//# sourceMappingURL=platform-style.js.map\n`);
    });

    async function importBuilt(name: string, exported: string) {
      const path = folder.file(`check-${name}.mjs`, `${read(name)}\nexport { ${exported} };\n`);
      return await import(pathToFileURL(join(folder.path, path)).href);
    }
  });

  describe('for a platform that loads CommonJS', () => {
    it('assigns the function to module.exports where it is written, and requires what the platform has', async () => {
      const text = read('tidy.js');
      expect(text).to.contain('"use strict";\nconst { join: joinPath } = require("node:path");\n');
      expect(text).to.contain('\nmodule.exports = async function (data) {\n');

      const tidy = loadCommonJs('tidy.js') as (data: object) => Promise<object>;
      expect(await tidy({ payload: '[1,2]' })).to.deep.equal({ payload: '[[1],[2]]!' });
      expect(await tidy({ payload: '', path: ['a', 'b'] })).to.deep.equal({ payload: join('a', 'b') });
    });

    it('bundles what a script requires and the platform lacks', async () => {
      expect(read('requires.js')).not.to.match(/\brequire\(/);
      const encode = loadCommonJs('requires.js') as (data: object) => Promise<object>;
      expect(await encode({ payload: 'a' })).to.deep.equal({ payload: 'a!' });
    });

    it('leaves a script that needs nothing as it is, under its header', () => {
      const own = sources['scripts/as-it-is.js'] ?? '';
      expect(read('as-it-is.js').split('\n').slice(3).join('\n')).to.equal(
        `${own}//# sourceMappingURL=as-it-is.js.map\n`,
      );
    });

    it('takes the export assignment of TypeScript', async () => {
      const assigned = loadCommonJs('assigned.js') as (data: object) => Promise<object>;
      expect(await assigned({ payload: 'x' })).to.deep.equal({ payload: 'x' });
    });
  });

  it('names sources in the map from where the map is, and not where packages lie on this machine in the script', () => {
    const map = JSON.parse(read('days-later.js.map'));
    expect(map.sources).to.have.members(['../hooks/days-later.ts', '../hooks/days.ts']);
    expect(read('chunks.js')).to.contain('\n// node_modules/lodash/lodash.js\n').and.not.to.contain(root);
  });

  it('keeps the licences of what it bundles', () => {
    expect(read('chunks.js')).to.match(/Bundled license information:[\s\S]*Released under MIT license/);
  });

  it('gives the same bytes again, from another folder of the project as well', async () => {
    const again = await folder.run(['build', '--out', 'again', '--no-replay']);
    expect(again.exitCode).to.equal(0);
    for (const name of readdirSync(join(folder.path, 'dist'))) {
      expect(folder.read(`again/${name}`).equals(folder.read(`dist/${name}`)), name).to.equal(true);
    }
  });

  it('makes short scripts that keep the name of the function, of --minify', async () => {
    const [short, plain] = await runTogether([
      () => folder.report(['build', 'chunks', '--minify', '--out', 'short']),
      () => folder.report(['build', 'platform-style', '--minify', '--out', 'short']),
    ]);
    expect([short?.exitCode, plain?.exitCode]).to.deep.equal([0, 0]);
    const text = folder.read('short/chunks.js').toString();
    expect(text.length).to.be.lessThan(read('chunks.js').length / 2);
    expect(runInNewContext(`${text}\n;postSubmit`)({ responseData: [1, 2] })).to.have.length(2);
    expect(folder.read('short/platform-style.js').toString()).to.contain('function postSubmit(');
  });

  it('tells all of it as JSON', async () => {
    const { stdout, exitCode } = await folder.run(['build', 'chunks', '--json', '--out', 'told']);
    const { schema, built } = JSON.parse(stdout);
    const [chunks] = built;

    expect(exitCode).to.equal(0);
    expect(schema).to.equal(1);
    expect(chunks).to.include({ name: 'chunks', contract: 'celigo/postSubmit', function: 'postSubmit', written: true });
    expect(chunks).to.include({ script: 'hooks/chunks.ts', out: 'told/chunks.js' });
    expect(chunks.bytes).to.equal(folder.read('told/chunks.js').length);
    expect(
      chunks.parts.map(({ name, isPackage }: { name: string; isPackage: boolean }) => [name, isPackage]),
    ).to.deep.equal([
      ['chunks.ts', false],
      ['lodash', true],
    ]);
    expect(chunks.comparison.report.totals).to.include({ pages: 2, passedPages: 2 });
    expect(chunks.comparison.differences).to.deep.equal([]);
  });

  it('builds a script that no project names, of its path and its kind', async () => {
    const args = ['build', 'hooks/days-later.ts#unused', '--contract', 'celigo/preMap', '--out', 'single'];
    const { stdout, exitCode } = await folder.run(args);
    expect(exitCode).to.equal(0);
    expect(stdout).to.contain('✓ single/days-later.js  celigo/preMap, unused of hooks/days-later.ts, ');
    expect(folder.read('single/days-later.js').toString()).to.contain('\nfunction unused() {\n');
  });
});

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
