import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { expandPattern } from '../../../emulator/project/expand.ts';

describe('expandPattern', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-expand-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const name of ['a/2.rec.jsonl', 'a/10.rec.jsonl', 'b/1.rec.jsonl', 'b/1-rec.jsonl', 'b/.hidden.rec.jsonl']) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  const names = (pattern: string): readonly string[] =>
    expandPattern(folder, pattern).map((path) => path.slice(folder.length + 1));

  it('finds files by a part of their name, sorted, hidden ones left out', () => {
    expect(names('a/*.rec.jsonl')).to.deep.equal(['a/10.rec.jsonl', 'a/2.rec.jsonl']);
    expect(names('b/*.rec.jsonl')).to.deep.equal(['b/1.rec.jsonl']);
  });

  it('takes a star in a folder name, but not across folders', () => {
    expect(names('*/1*')).to.deep.equal(['b/1-rec.jsonl', 'b/1.rec.jsonl', 'a/10.rec.jsonl'].sort());
    expect(names('*.rec.jsonl')).to.deep.equal([]);
  });

  it('gives a name without a star as it is, whether there is such a file or not', () => {
    expect(names('c/none.rec.jsonl')).to.deep.equal(['c/none.rec.jsonl']);
  });

  it('takes every other sign as itself', () => {
    expect(names('b/1.rec.js*')).to.deep.equal(['b/1.rec.jsonl']);
    expect(names('b/(1)*')).to.deep.equal([]);
  });

  it('finds nothing in a folder that is not there', () => {
    expect(names('none/*.rec.jsonl')).to.deep.equal([]);
  });
});
