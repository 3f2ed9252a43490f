import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { platforms } from '../../sdk/platforms.ts';
import { root } from './commands/run-cli.ts';

describe('the emulator', () => {
  it('knows platforms by their list alone: no file of it reads the folder of one, but for the stand-in of that very one', () => {
    const emulator = join(root, 'emulator');
    const files = readdirSync(emulator, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const folders = Object.keys(platforms).join('|');
    const reads = new RegExp(`from '[./]+/sdk/(${folders})/`, 'g');
    /** `server/trifacta-router.ts` stands in for Trifacta, and for no other. */
    const readsAnother = (name: string): boolean =>
      [...readFileSync(join(emulator, name), 'utf8').matchAll(reads)].some(
        ([, platform]) => !name.startsWith(join('server', `${platform}-`)),
      );

    expect(files.length).to.be.greaterThan(100);
    expect(files.filter(readsAnother)).to.deep.equal([]);
  });
});
