import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSourceLine } from '../../../emulator/terminal/source-line.ts';

describe('readSourceLine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-source-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'hook.js');
  writeFileSync(file, 'first\r\nsecond\nthird');

  it('gives a line without its end, counted from 1', () => {
    expect([1, 2, 3].map((line) => readSourceLine(file, line))).to.deep.equal(['first', 'second', 'third']);
  });

  it('gives undefined where there is no such line or file', () => {
    expect([0, 4].map((line) => readSourceLine(file, line))).to.deep.equal([undefined, undefined]);
    expect(readSourceLine(join(folder, 'none.js'), 1)).to.equal(undefined);
  });
});
