import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { HooksmithError } from '../../../../emulator/errors.ts';
import { loadScript } from '../../../../emulator/sandbox/script/load.ts';
import { findContract } from '../../../../sdk/platforms.ts';

describe('files that a script is built from', () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-files-')));
    mkdirSync(join(folder, 'project/hooks'), { recursive: true });
    writeFileSync(join(folder, 'project/package.json'), '{}');
    writeFileSync(join(folder, 'secret.json'), '{"token":"s3cret"}');
    writeFileSync(join(folder, 'project/rates.json'), '{"vat":20}');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function load(
    text: string,
    name = 'hook.ts',
    contract: readonly [string, string] = ['celigo', 'postSubmit'],
  ): Promise<string> {
    const file = join(folder, 'project/hooks', name);
    writeFileSync(file, text);
    const [platform, hook] = contract;
    const found = findContract(platform, hook);
    if (found === undefined) throw new Error('no such contract');
    return loadScript({ file, contract: found }).then(
      (script) => script.guest.text + script.guest.modules.map((module) => module.text).join(''),
      (error: unknown) => (error instanceof HooksmithError ? error.message : String(error)),
    );
  }

  const using = (path: string): string =>
    `import data from ${JSON.stringify(path)};\nexport const postSubmit = () => [data];\n`;

  it('takes files of the project', async () => {
    expect(await load(using('../rates.json'))).to.contain('vat: 20');
  });

  it('refuses a file outside the project, by path', async () => {
    const said = await load(using('../../secret.json'));

    expect(said).to.contain(`${join(folder, 'secret.json')} lies outside the project`);
    expect(said).not.to.contain('s3cret');
  });

  it('refuses an absolute path outside the project', async () => {
    expect(await load(using(join(folder, 'secret.json')))).to.contain('lies outside the project');
  });

  it('refuses a link that leads out of the project', async () => {
    symlinkSync(join(folder, 'secret.json'), join(folder, 'project/link.json'));

    expect(await load(using('../link.json'))).to.contain('lies outside the project');
  });

  it('refuses what a CommonJS script requires from outside the project', async () => {
    const script = `const data = require(${JSON.stringify(join(folder, 'secret.json'))});\nmodule.exports = async () => data;\n`;

    const said = await load(script, 'script.js', ['patchworks', 'response-script']);

    expect(said).to.contain('lies outside the project');
    expect(said).not.to.contain('s3cret');
  });
});
