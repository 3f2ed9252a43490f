import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './emulator/commands/run-cli.ts';

/** Names that a subpath of the package exports, sorted. */
interface Surface {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const api: Readonly<Record<string, Surface>> = JSON.parse(readFileSync(join(root, 'test/api.json'), 'utf8'));
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Type names of a declaration file that exports by lists only. */
function findTypes(declarations: string): readonly string[] {
  const lists = [...declarations.matchAll(/^export (type )?\{([^}]*)\}/gm)];
  const names = lists.flatMap(([, allTypes, list = '']) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && (allTypes !== undefined || name.startsWith('type ')))
      .map((name) => name.replace(/^type /, '')),
  );
  return names.sort();
}

// A change of these lists is a decision: write it into test/api.json and CHANGELOG.md.
describe('the public surface', () => {
  const subpaths = Object.keys(exports).filter((subpath) => typeof exports[subpath] === 'object');

  it('has the subpaths of test/api.json', () => {
    expect(subpaths.map((subpath) => join('hooksmith', subpath)).sort()).to.deep.equal(Object.keys(api).sort());
  });

  for (const subpath of subpaths) {
    const name = join('hooksmith', subpath);
    it(`exports from ${name} what test/api.json says`, async () => {
      const values = Object.keys(await import(join(root, exports[subpath].default))).sort();
      const declarations = readFileSync(join(root, exports[subpath].types), 'utf8');

      expect(declarations).to.not.match(/^export (?:\*|default|declare|const|function|interface|class)/m);
      expect({ values, types: findTypes(declarations) }).to.deep.equal(api[name]);
    });
  }
});
