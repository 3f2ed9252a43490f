import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { platforms } from '../../sdk/platforms.ts';
import { root } from './commands/run-cli.ts';

describe('the emulator', () => {
  it('knows platforms by their list alone: no file of it reads the folder of one', () => {
    const emulator = join(root, 'emulator');
    const files = readdirSync(emulator, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const folders = Object.keys(platforms).join('|');
    const reads = new RegExp(`from '[./]+/sdk/(${folders})/`);
    const readsOne = (name: string): boolean => reads.test(readFileSync(join(emulator, name), 'utf8'));

    expect(files.length).to.be.greaterThan(100);
    expect(files.filter(readsOne)).to.deep.equal([]);
  });
});
