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

const withVitest = `import { chai, describe, expect, it } from 'vitest';
import { postSubmit } from 'hooksmith/celigo';
import { assertPasses, hooksmithChai, page, replayHook } from 'hooksmith/testing';

chai.use(hooksmithChai);

describe('ids', () => {
  const replay = (records: number) =>
    replayHook({ script: 'ids.js', hook: postSubmit, pages: [page(postSubmit, records)] });
  it('keeps small pages', async () => {
    const report = await replay(2);
    expect(report).to.pass();
    expect(report).not.to.failPage(0);
    assertPasses(report);
  });
  it('drops one of a large page', async () => {
    expect(await replay(5)).to.failPage(0).with.code('length-changed').and.rule('C-005').at(2);
    expect([1, 2].at(-1)).toBe(2);
  });
  it('keeps large pages', async () => {
    expect(await replay(5)).to.pass();
  });
  it('keeps large pages, without the words of chai', async () => {
    assertPasses(await replay(5));
  });
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
  folder.file('ids.vitest.ts', withVitest);
  symlinkSync(join(root, 'node_modules/vitest'), join(folder.path, 'node_modules/vitest'), 'junction');
  const run = (args: readonly string[]) =>
    runProgram(process.execPath, args, { cwd: folder.path, env: { NO_COLOR: '1' } });

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

  it('works in vitest with the chai inside it, and its messages are the same', async () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = [
      'run',
      '--dir',
      '.',
      '--testTimeout',
      '30000',
      '--config',
      'vitest.config.js',
      '--reporter',
      'verbose',
    ];
    folder.file('vitest.config.js', "export default { test: { include: ['*.vitest.ts'] }, cacheDir: '.vite' };\n");
    const { stdout, stderr, exitCode } = await run([vitest, ...args]);

    expect(exitCode, stdout + stderr).to.equal(1);
    expect(stdout).to.match(/Tests +2 failed \| 2 passed/);
    expect(stderr.match(/expected the replay to pass:/g)).to.have.length(2);
    expect(stderr).to.match(
      /error length-changed {2}C-005 {2}page 0 of <pages>\n[^\n]*returned 4 elements for 5 records/,
    );
    expect(stderr).to.match(/ids\.js:2:\d+\n/);
  });

  it('has the types of its assertions in mocha and in vitest', async () => {
    symlinkSync(join(root, 'node_modules/@types'), join(folder.path, 'node_modules/@types'), 'junction');
    const options = { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', types: ['mocha'] };
    const wrong = "import { expect } from 'vitest';\nexpect(1).to.failPage('one');\n";
    folder.file('wrong.ts', wrong);
    folder.file('right.ts', withChai);
    const compilerOptions = { ...options, skipLibCheck: true };
    folder.file('tsconfig.json', JSON.stringify({ compilerOptions, files: ['ids.vitest.ts', 'right.ts', 'wrong.ts'] }));
    const { stdout } = await run([join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false']);

    expect(stdout.trim()).to.match(/^wrong\.ts\(2,23\): error TS2345: [^\n]*$/);
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
