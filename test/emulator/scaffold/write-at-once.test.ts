import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeBelow } from '../../../emulator/scaffold/addition.ts';
import { writeAtOnce } from '../../../emulator/scaffold/write-at-once.ts';
import { useFolder } from '../commands/run-cli.ts';

describe('writeAtOnce', () => {
  const { path } = useFolder();

  it('makes the folder and those above it, and gives what is in it', async () => {
    const paths = await writeAtOnce(join(path, 'a/b'), async (temporary) => {
      writeBelow(temporary, 'x/y.txt', 'y');
      writeBelow(temporary, '.z', 'z');
    });

    expect(paths).to.deep.equal(['.z', 'x/y.txt']);
    expect(readdirSync(join(path, 'a'))).to.deep.equal(['b']);
    expect(readFileSync(join(path, 'a/b/x/y.txt'), 'utf8')).to.equal('y');
  });

  it('leaves nothing of a folder when the work fails', async () => {
    const failure = await writeAtOnce(join(path, 'c/d'), async (temporary) => {
      writeBelow(temporary, 'half.txt', 'half');
      throw new Error('the disk is full');
    }).catch((error: Error) => error.message);

    expect(failure).to.equal('the disk is full');
    expect(existsSync(join(path, 'c'))).to.equal(false);
  });

  it('takes back what was moved when a later file cannot be, and replaces nothing', async () => {
    const folder = join(path, 'e');
    mkdirSync(join(folder, 'list.json'), { recursive: true });
    const failure = await writeAtOnce(
      folder,
      async (temporary) => {
        writeBelow(temporary, 'hooks/new.js', 'new');
        writeBelow(temporary, 'list.json', '{}');
      },
      { replaces: ['list.json'] },
    ).catch((error: Error) => error.message);

    expect(failure).to.include('cannot be written');
    expect(readdirSync(folder, { recursive: true })).to.deep.equal(['list.json']);
  });

  it('refuses a file that has come in the meantime', async () => {
    const folder = join(path, 'f');
    mkdirSync(folder);
    const failure = await writeAtOnce(folder, async (temporary) => {
      writeBelow(temporary, 'one.txt', 'ours');
      writeFileSync(join(folder, 'one.txt'), 'theirs');
    }).catch((error: Error) => error.message);

    expect(failure).to.equal(`one.txt in ${folder} would be overwritten`);
    expect(readFileSync(join(folder, 'one.txt'), 'utf8')).to.equal('theirs');
    expect(readdirSync(folder)).to.deep.equal(['one.txt']);
  });
});
