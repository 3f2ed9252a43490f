import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, runProgram, useFolder } from '../commands/run-cli.ts';

const script =
  'export function postSubmit(options) {\n  return options.responseData.slice(options.responseData.length > 3 ? 1 : 0);\n}\n';

const withChai = `import { expect, use } from 'chai';
import { postSubmit } from 'hooksmith/celigo';
import { hooksmithChai, page, replayHook } from 'hooksmith/testing';

use(hooksmithChai);

describe('ids', () => {
  it('keeps small pages', async () => {
    const report = await replayHook({ script: 'ids.js', hook: postSubmit, pages: [page(postSubmit, 2)] });
    expect(report).to.pass();
  });
  it('keeps large pages', async () => {
    const report = await replayHook({ script: 'ids.js', hook: postSubmit, pages: [page(postSubmit, 5)] });
    expect(report).to.failPage(0).with.code('length-changed').and.rule('C-005');
    expect(report).to.pass();
  });
});
`;

const withNodeTest = `import { test } from 'node:test';
import { assertPasses, page, replayHook } from 'hooksmith/testing';

const hook = 'celigo/postSubmit';
test('keeps small pages', async () => {
  assertPasses(await replayHook({ script: new URL('./ids.js', import.meta.url), hook, pages: [page(hook, 2)] }));
});
test('keeps large pages', async () => {
  assertPasses(await replayHook({ script: new URL('./ids.js', import.meta.url), hook, pages: [page(hook, 5)] }));
});
`;

describe('hooksmith/testing in a project of its own', () => {
  const folder = useFolder();
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(root, join(folder.path, 'node_modules/hooksmith'), 'junction');
  symlinkSync(join(root, 'node_modules/chai'), join(folder.path, 'node_modules/chai'), 'junction');
  folder.file('package.json', '{"type":"module"}');
  folder.file('ids.js', script);
  folder.file('ids.mocha.js', withChai);
  folder.file('ids.node.js', withNodeTest);
  const run = (args: readonly string[]) => runProgram(process.execPath, args, { cwd: folder.path });

  it('works in mocha with chai, and the message says what the terminal says', async () => {
    const { stdout, exitCode } = await run([
      join(root, 'node_modules/mocha/bin/mocha.js'),
      '--timeout',
      '30000',
      'ids.mocha.js',
    ]);

    expect(exitCode, stdout).to.equal(1);
    expect(stdout).to.include('1 passing').and.include('1 failing');
    expect(stdout).to.include('expected the replay to pass:');
    expect(stdout).to.match(
      /error length-changed {2}C-005 {2}page 0 of <pages>\n[^\n]*returned 4 elements for 5 records/,
    );
    expect(stdout).to.match(/ids\.js:2:\d+\n/);
  });

  it('works in node:test without chai', async () => {
    const { stdout, exitCode } = await run(['--test', '--test-reporter=tap', 'ids.node.js']);

    expect(exitCode, stdout).to.equal(1);
    expect(stdout)
      .to.match(/^ok 1 - keeps small pages$/m)
      .and.match(/^not ok 2 - keeps large pages$/m);
    expect(stdout).to.include('expected the replay to pass:').and.include('returned 4 elements for 5 records');
  });

  it('never loads chai by itself', () => {
    const files = readdirSync(join(root, 'dist/emulator'), { recursive: true, encoding: 'utf8' });
    const texts = files
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(root, 'dist/emulator', name), 'utf8'));

    expect(texts).to.have.length.greaterThan(3);
    expect(texts.filter((text) => /(?:from|import|require)\s*\(?["']chai["']/.test(text))).to.deep.equal([]);
  });
});
