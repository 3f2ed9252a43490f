import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FileWatch, watchFiles } from '../../../emulator/watch/file-watch.ts';

describe('watchFiles', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-watch-')));
  const path = (name: string): string => join(folder, name);
  let heard: (readonly string[])[] = [];
  let tell: () => void = () => undefined;
  let files: FileWatch;

  beforeEach(() => {
    heard = [];
    mkdirSync(path('in'), { recursive: true });
    for (const name of ['a', 'b', 'in/c']) writeFileSync(path(name), name);
    files = watchFiles({
      onChange(paths) {
        heard.push(paths);
        tell();
      },
    });
    files.follow([path('a'), path('b'), path('in/c'), path('in'), path('later')]);
  });
  afterEach(() => files.close());
  after(() => rmSync(folder, { recursive: true }));

  const next = (): Promise<readonly string[]> =>
    new Promise((resolve) => {
      tell = () => resolve(heard.at(-1) ?? []);
    });

  it('tells of a file that was written, again and again when it is replaced by renaming', async () => {
    writeFileSync(path('a'), 'other');
    expect(await next()).to.deep.equal([path('a')]);
    for (const text of ['more', 'still more']) {
      writeFileSync(path('a.tmp'), text);
      renameSync(path('a.tmp'), path('a'));
      expect(await next()).to.deep.equal([path('a')]);
    }
  });

  it('takes what is written in one go for one change, an empty file between included, and leaves other files out', async () => {
    writeFileSync(path('a'), '');
    writeFileSync(path('x'), 'not asked for');
    setTimeout(() => {
      writeFileSync(path('a'), 'whole');
      writeFileSync(path('b'), 'other');
    }, 60);
    expect(await next()).to.have.members([path('a'), path('b')]);
    expect(heard).to.have.lengthOf(1);
  });

  it('believes that a file is empty or gone when it stays so', async () => {
    rmSync(path('b'));
    const startedAt = performance.now();
    expect(await next()).to.deep.equal([path('b')]);
    expect(performance.now() - startedAt).to.be.greaterThan(200);
  });

  it('tells of a file that comes to be, and of a folder that gets another file', async () => {
    writeFileSync(path('later'), 'now');
    expect(await next()).to.deep.equal([path('later')]);
    writeFileSync(path('in/d'), 'new');
    expect(await next()).to.deep.equal([path('in')]);
  });

  it('goes on in a folder that was removed and made again', async () => {
    rmSync(path('in'), { recursive: true });
    expect(await next()).to.have.members([path('in'), path('in/c')]);
    mkdirSync(path('in'));
    writeFileSync(path('in/c'), 'back');
    expect(await next()).to.include(path('in/c'));
    writeFileSync(path('in/c'), 'and other');
    expect(await next()).to.deep.equal([path('in/c')]);
  });

  it('tells of a file that is new in the list and was written after the time given', async () => {
    writeFileSync(path('late'), 'late');
    const told = next();
    files.follow([path('a'), path('late')], Date.now() - 60_000);
    expect(await told).to.deep.equal([path('late')]);
  });
});
