import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';

describe('hooksmith build, when it replays what it has built', () => {
  const folder = useFolder();
  folder.file('orders.rec.jsonl', recordingOf([{ options: optionsOf(1, 2) }, { options: optionsOf(3, 4) }]));
  folder.file(
    'throws.ts',
    `import dayjs from 'dayjs';

interface Item { readonly nope: { readonly at: string } }

export const postSubmit = (options: { responseData: Item[] }) =>
  options.responseData.map((item) => dayjs(item.nope.at));
`,
  );
  folder.file(
    'reads-itself.ts',
    `export function postSubmit(options: { responseData: object[] }) {
  return options.responseData.map((item) => ({ ...item, _json: { length: String(postSubmit).length } }));
}
`,
  );
  folder.file(
    'prints.ts',
    `export function unused() { leaked = 1; }
export function postSubmit(options: { responseData: object[] }) {
  console.log('page of', options.responseData.length);
  return options.responseData.map((item) => ({ ...item, _json: { at: Date.now(), lot: Math.random() } }));
}
`,
  );
  const hook = { platform: 'celigo', hook: 'postSubmit', recordings: ['orders.rec.jsonl'] };
  folder.file(
    'hooksmith.json',
    JSON.stringify({
      hooks: {
        throws: { ...hook, script: 'throws.ts' },
        'reads-itself': { ...hook, script: 'reads-itself.ts' },
        prints: { ...hook, script: 'prints.ts' },
      },
    }),
  );

  it('tells the findings of the hook at the lines of its TypeScript, and exits 1, as replay does', async () => {
    const { stdout, exitCode } = await folder.run(['build', 'throws']);
    const source = await folder.report(['replay', 'throws']);

    expect(exitCode).to.equal(1);
    expect(stdout).to.contain('✓ dist/throws.js');
    expect(stdout).to.contain('does what its source does: 2 pages, 4 records: 0 pages pass, 2 fail as a whole');
    const [at] = source.findings.map((finding) => finding.at);
    expect(at).to.include({ file: 'throws.ts', line: 6 });
    expect(stdout).to.contain(`  throws.ts:${at?.line}:${at?.column}\n`);
  });

  it('tells them at the same lines of a script that was made short', async () => {
    const { stdout } = await folder.run(['build', 'throws', '--minify', '--out', 'short']);
    expect(stdout).to.match(/^ {2}throws\.ts:6:\d+$/m);
  });

  it('writes nothing that behaves in another way than its source, says on which pages, and exits 1', async () => {
    const { stdout, exitCode } = await folder.run(['build', 'reads-itself', '--minify', '--out', 'other']);

    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/^✗ other\/reads-itself\.js not written {2}celigo\/postSubmit, /);
    for (const page of [0, 1]) {
      expect(stdout).to.contain(
        `  error page ${page} of orders.rec.jsonl: the built script gives another result than its source\n`,
      );
    }
    expect(stdout).to.contain('hooksmith build reads-itself --no-replay writes it all the same.');
    expect(existsSync(join(folder.path, 'other'))).to.equal(false);
  });

  it('writes it unseen on request', async () => {
    const args = ['build', 'reads-itself', '--minify', '--no-replay', '--out', 'unseen'];
    const { stdout, exitCode } = await folder.run(args);
    expect(exitCode).to.equal(0);
    expect(stdout).to.contain('  not replayed\n');
    expect(existsSync(join(folder.path, 'unseen/reads-itself.js'))).to.equal(true);
  });

  it('takes clock, chance and console as the source has them, and no account of functions that it leaves out', async () => {
    const { stdout, exitCode } = await folder.run(['build', 'prints']);
    expect(stdout).to.contain('does what its source does: 2 pages, 4 records: all 2 pages pass');
    expect(exitCode).to.equal(0);
    expect(folder.read('dist/prints.js').toString()).not.to.contain('leaked');
  });
});
