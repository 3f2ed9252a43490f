import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { findScriptFiles } from '../../../emulator/watch/script-files.ts';

describe('findScriptFiles', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-files-')));
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));

  it('follows imports and requires at any depth, and not into packages', async () => {
    write('node_modules/pack/index.js', 'module.exports = 1;');
    const script = write('a.ts', "import { b } from './lib/b';\nimport pack from 'pack';\nexport default [b, pack];");
    const b = write('lib/b.ts', "import c from '../c.js';\nexport const b = c;");
    const c = write(
      'c.js',
      "import dayjs from 'dayjs';\nmodule.exports = [require('./d.json'), require('fs'), dayjs];",
    );
    const d = write('d.json', '{}');

    const { files, missing } = await findScriptFiles(script);

    expect(files).to.have.members([script, b, c, d]);
    expect(missing).to.deep.equal([]);
  });

  it('names where a missing import would have to come, and a file with a mistake in it', async () => {
    const wrong = write('wrong.ts', 'export const = 1;');
    const script = write('e.ts', "import './gone';\nimport './wrong';\n");

    const { files, missing } = await findScriptFiles(script);

    expect(files).to.have.members([script, wrong]);
    expect(missing).to.include.members([join(folder, 'gone.ts'), join(folder, 'gone/index.ts')]);
  });
});
