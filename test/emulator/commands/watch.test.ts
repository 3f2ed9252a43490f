import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';
import { outlived, saveByRenaming, startWatch, type WatchProgram } from './watch-program.ts';

const ids = (value: string): string =>
  `import { idOf } from './id-of';
export function postSubmit(options: { responseData: object[] }): object[] {
  return options.responseData.map((item, index) => ({ ...item, id: idOf(${value}) }));
}
`;
const idOf = (prefix: string): string => `export const idOf = (index: number): string => '${prefix}-' + index;\n`;
const other = 'function postSubmit(options) {\n  return options.responseData;\n}\n';
const entry = (script: string, recordings: string): object => ({
  platform: 'celigo',
  hook: 'postSubmit',
  script,
  recordings: [recordings],
});
const project = (more: object = {}): string =>
  JSON.stringify({
    hooks: {
      ids: entry('hooks/ids.ts', 'recordings/ids*.rec.jsonl'),
      other: entry('hooks/other.js', 'other.rec.jsonl'),
    },
    ...more,
  });
const recording = (...pages: readonly (readonly string[])[]): string =>
  recordingOf(pages.map((page) => ({ options: optionsOf(...page) })));

/** A project of two hooks, one of which imports a file. */
function useProject() {
  const folder = useFolder();
  folder.file('hooks/ids.ts', ids('index'));
  folder.file('hooks/id-of.ts', idOf('n'));
  folder.file('hooks/other.js', other);
  folder.file('recordings/ids-1.rec.jsonl', recording(['a', 'b'], ['c'], ['d']));
  folder.file('other.rec.jsonl', recording(['x']));
  folder.file('hooksmith.json', project());
  return folder;
}

describe('hooksmith replay --watch, without a terminal', () => {
  const folder = useProject();
  const path = (name: string): string => join(folder.path, name);
  const waiting = /waiting for changes\n/;
  let watch: WatchProgram;

  before(() => {
    watch = startWatch(folder.path, []);
  });
  after(() => watch.child.kill('SIGKILL'));

  it('replays everything first, and then says that it waits', async () => {
    const text = await watch.until(waiting);

    expect(text).to.match(/^running ids\n/);
    expect(text).to.include('running other\n').and.include('✓ 4 pages, 5 records: all 4 pages pass');
  });

  it('runs only the hook whose script was saved by renaming, and says what is different', async () => {
    saveByRenaming(path('hooks/other.js'), other.replace('responseData;', 'responseData.slice(1);'));
    const broken = await watch.until(waiting);
    saveByRenaming(path('hooks/other.js'), other);
    const mended = await watch.until(waiting);

    expect(broken).to.match(/^running other\n✗ page 0 of other\.rec\.jsonl fails now: length-changed\n/);
    expect(broken).to.include('error length-changed  C-005  page 0 of other.rec.jsonl').and.include('hooks/other.js:');
    expect(broken).to.include('1 breaks the contract').and.include('(other ran as hooks/other.js changed, ');
    expect(broken).to.not.include('running ids');
    expect(mended).to.match(/^running other\n✓ page 0 of other\.rec\.jsonl passes now\n✓ 4 pages/);
  });

  it('runs the hook that imports a file which was saved, and names the first other value of each record', async () => {
    folder.file('hooks/id-of.ts', idOf('m'));
    const text = await watch.until(waiting);

    expect(text).to.match(/^running ids\n/);
    expect(text).to.include(
      '~ page 0, record 1, of recordings/ids-1.rec.jsonl: result[1].id was "n-1" and is "m-1" now\n',
    );
    expect(text).to.include('(ids ran as hooks/id-of.ts changed');
  });

  it('says that nothing is different after a save that changes nothing', async () => {
    folder.file('hooks/ids.ts', `${ids('index')}// a word\n`);

    expect(await watch.until(waiting)).to.include('; nothing is different (ids ran as hooks/ids.ts changed');
  });

  it('takes a file that is empty for a moment and written twice as one save', async () => {
    writeFileSync(path('hooks/other.js'), '');
    writeFileSync(path('hooks/other.js'), `${other}\n`);
    writeFileSync(path('hooks/other.js'), `${other}\n\n`);
    const text = await watch.until(waiting);

    expect(text.match(/running/g)).to.have.lengthOf(1);
    expect(text).to.include('nothing is different').and.not.include('empty');
  });

  it('shows a mistake in a script with its line, and goes on with the next save', async () => {
    folder.file('hooks/ids.ts', ids('index').replace(');', ''));
    const wrong = await watch.until(waiting);
    folder.file('hooks/ids.ts', ids('index'));
    const mended = await watch.until(waiting);

    expect(wrong).to.match(/error .*hooks\/ids\.ts:\d+:\d+.*\[ERR_HOOK\]/);
    expect(wrong).to.include('1 recording could not be replayed');
    expect(mended).to.include('✓ 4 pages, 5 records');
  });

  it('runs again when a file comes that an import lacked', async () => {
    const text = folder.read('hooks/id-of.ts');
    rmSync(path('hooks/id-of.ts'));
    const wrong = await watch.until(waiting);
    folder.file('hooks/id-of.ts', text);
    const mended = await watch.until(waiting);

    expect(wrong).to.include('[ERR_HOOK]').and.include('id-of');
    expect(mended).to.include('✓ 4 pages, 5 records');
  });

  it('sees a recording that was added, and replays that one alone', async () => {
    folder.file('recordings/ids-2.rec.jsonl', recording(['e']));
    const text = await watch.until(waiting);

    expect(text).to.include('✓ 5 pages, 6 records').and.include('ids ran as recordings/ids-2.rec.jsonl changed');
  });

  it('shows a mistake in hooksmith.json, goes on, and takes what the file says when it is mended', async () => {
    folder.file('hooksmith.json', project({ hocks: {} }));
    const wrong = await watch.until(/waiting for changes/);
    folder.file('hooksmith.json', project({ mocks: { 'exports.run': [{ result: { data: [], errors: [] } }] } }));
    const mended = await watch.until(/ran .*\n(?:.*\n)*?waiting for changes\n/);

    expect(wrong).to.include('[ERR_CONFIG]').and.include('hocks');
    expect(mended).to.include('hooksmith.json can be read again').and.include('✓ 5 pages');
  });

  it('sees changes in a folder that was removed and made again', async () => {
    const script = folder.read('hooks/ids.ts');
    const lib = folder.read('hooks/id-of.ts');
    rmSync(path('hooks'), { recursive: true });
    await watch.until(/could not be replayed.*\n(?:.*\n)*?waiting for changes\n/);
    folder.file('hooks/id-of.ts', lib);
    folder.file('hooks/ids.ts', script);
    folder.file('hooks/other.js', other);
    await watch.until(/✓ 5 pages.*\n(?:.*\n)*?waiting for changes\n/);
    folder.file('hooks/other.js', `${other}\n`);

    expect(await watch.until(waiting)).to.include('other ran as hooks/other.js changed');
  });

  it('moves no cursor, and leaves no process behind when it is interrupted', async () => {
    const processes = watch.started();
    watch.child.kill('SIGINT');

    expect(await watch.ended()).to.equal(130);
    expect(processes).to.not.deep.equal([]);
    expect(await outlived(processes)).to.deep.equal([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(watch.text()).to.not.match(/[\u001b\r]/);
  });
});

describe('hooksmith replay --watch --json', () => {
  const folder = useProject();

  it('prints a line for each run whose report is that of a replay of everything, and begins anew when a save comes', async () => {
    const watch = startWatch(folder.path, ['--json', '--timeout-ms', '60000']);
    try {
      await watch.until(/waiting for changes\n/);
      const first = await folder.report(['replay', '--timeout-ms', '60000']);
      folder.file('hooks/ids.ts', ids('index').replace('return', 'for (;;);\n  return'));
      await watch.until(/running ids\n/);
      const hanging = watch.started();
      folder.file('hooks/ids.ts', ids('index + 1').replace('.map', '.slice(1).map'));
      await watch.until(/waiting for changes\n/);
      const second = await folder.report(['replay', '--timeout-ms', '60000']);
      const lines = watch
        .text()
        .split('\n')
        .filter((line) => line.startsWith('{'));
      const runs: readonly Record<string, unknown>[] = lines.map((line) => JSON.parse(line));

      // A busy machine may see a save in two parts, and then runs once more; the loop never ends a run.
      const broken = runs.find(({ report }) => JSON.stringify(report).includes('length-changed'));
      expect(runs.length).to.be.within(2, 3);
      expect(plain(runs[0]?.['report'])).to.deep.equal(plain(first));
      expect(plain(runs.at(-1)?.['report'])).to.deep.equal(plain(second));
      expect(broken).to.deep.include({ schema: 1, changed: ['hooks/ids.ts'], refused: [] });
      expect(broken?.['ran']).to.have.nested.property('[0].differences.broken[0].codes[0]', 'length-changed');
      // The runner of the loop is gone; what was kept ready or serves the build may stay.
      expect(await outlived(hanging.filter((pid) => !watch.started().includes(pid)))).to.deep.equal([]);
    } finally {
      watch.child.kill('SIGTERM');
    }
    expect(await watch.ended()).to.equal(130);
  });
});

describe('hooksmith replay --watch, on a terminal', () => {
  const folder = useProject();

  it('goes by keys: failing pages, all, accept after asking, help, and quit with the last verdict', async () => {
    folder.file('hooks/other.js', other.replace('responseData;', 'responseData.slice(1);'));
    const watch = startWatch(folder.path, [], { terminal: true, env: { NO_COLOR: '1' } });
    const waiting = /waiting for changes; a all, f failed, n\/p page, u accept, q quit, \? help/;
    const first = await watch.until(waiting);
    watch.press('n');
    const page = await watch.until(waiting);
    watch.press('f');
    const failed = await watch.until(/ran.*ms\)/);
    await watch.until(waiting);
    watch.press('u');
    const blocked = await watch.until(/nothing was updated: 1 page fails/);
    await watch.until(waiting);
    folder.file('hooks/other.js', other);
    const mended = await watch.until(/passes now/);
    await watch.until(waiting);
    watch.press('n');
    await watch.until(/no page fails/);
    watch.press('u');
    await watch.until(/other\.rec\.jsonl: 1 result new/);
    await watch.until(/\[y\/N\] /);
    watch.press('y\n');
    await watch.until(/updated other\.rec\.jsonl: 1 result added/);
    await watch.until(/ran as .*\.rec\.jsonl/);
    await watch.until(waiting);
    watch.press('a');
    const all = await watch.until(/\(ids, other ran, \d+ ms\)/);
    await watch.until(waiting);
    watch.press('?');
    await watch.until(/q {2}quits with the exit code of the last verdict/);
    const processes = watch.started();
    watch.press('q');

    expect(await watch.ended()).to.equal(0);
    expect(first)
      .to.include('error length-changed')
      .and.match(/running ids/);
    expect(page).to.include('input').and.include('preMapData').and.include('result').and.include('length-changed');
    expect(failed).to.include('other ran').and.not.include('ids ran');
    expect(blocked).to.include('running all, to accept the results');
    expect(mended).to.include('page 0 of other.rec.jsonl passes now');
    expect(all).to.include('nothing is different');
    expect(folder.read('other.rec.jsonl').toString('utf8')).to.include('"result"');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
    expect(watch.text()).to.not.match(/\u001b\[\d+m/);
    expect(await outlived(processes)).to.deep.equal([]);
  });

  it('ends with 130 on Control-C while a hook hangs, and with 1 when the last verdict was bad', async () => {
    folder.file('hooks/other.js', other.replace('return', 'for (;;);\n  return'));
    const hanging = startWatch(folder.path, ['other', '--timeout-ms', '60000'], { terminal: true });
    folder.file('bad.js', other.replace('options.responseData', '[]'));
    const bad = startWatch(folder.path, ['bad.js', 'other.rec.jsonl'], { terminal: true });
    await hanging.until(/running other/);
    const processes = hanging.started();
    hanging.press('\u0003');
    await bad.until(/waiting for changes/);
    bad.press('q');

    expect(await hanging.ended()).to.equal(130);
    expect(await bad.ended(), bad.text()).to.equal(1);
    expect(await outlived(processes)).to.deep.equal([]);
  });
});

describe('hooksmith replay --watch, refused', () => {
  const folder = useProject();

  it('does not begin in CI, nor with flags that make no sense with it', async () => {
    const ci = await folder.run(['replay', '--watch'], { env: { CI: 'true' } });
    const update = await folder.run(['replay', '--watch', '--update'], { env: { CI: '' } });
    const unknown = await folder.run(['replay', 'odrer', '--watch'], { env: { CI: '' } });

    expect(ci.stderr).to.include('--watch waits for somebody to save files').and.include('without --watch');
    expect(update.stderr).to.include('--watch does not go with --update').and.include('press u');
    expect([ci, update, unknown].map(({ exitCode }) => exitCode)).to.deep.equal([2, 2, 2]);
  });
});

/** A report without the time that it took. */
function plain(report: unknown): unknown {
  const { durationMs: _, exitCode: __, ...rest } = JSON.parse(JSON.stringify(report));
  return rest;
}
