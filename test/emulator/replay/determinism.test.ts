import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

/** Keeps no state, so its pages may spread over several processes. */
const chance = `function postSubmit(options) {
  const id = [Date.now(), new Date().toISOString(), Math.random(), Math.random()].join(' ');
  console.log(id);
  if (Math.random() < 0.1) throw new Error('unlucky at ' + Math.random());
  if (Math.random() < 0.1) return options.responseData.slice(1);
  return options.responseData.map((item) => ({ ...item, id }));
}
`;

describe('replay, twice', () => {
  const folder = useFolder();
  folder.file('chance.js', chance);
  const text = 'lorem ipsum '.repeat(3_500);
  const pages = Array.from({ length: 110 }, (_, seq) => {
    const options = { ...optionsOf(seq), settings: { import: { text } } };
    return { options, result: options.responseData };
  });
  const content = recordingOf(pages);
  folder.file('day.rec.jsonl', content);
  folder.file('day.rec.jsonl.gz', gzipSync(content, { level: 1 }));

  async function replay(...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await folder.run(['replay', 'chance.js', ...args, '--json']);
    expect(stderr).to.equal('');
    return stdout.replace(/,\n {2}"durationMs": \d+\n/, '\n');
  }

  it('gives the same bytes, also with other numbers of workers and for a packed recording', async function () {
    this.timeout(30_000);
    const once = await replay('day.rec.jsonl', '--workers', '1');
    const others = [
      await replay('day.rec.jsonl', '--workers', '2'),
      await replay('day.rec.jsonl', '--workers', '3'),
      (await replay('day.rec.jsonl.gz', '--workers', '2')).replaceAll('day.rec.jsonl.gz', 'day.rec.jsonl'),
    ];

    const report = JSON.parse(once);
    expect(content.length).to.be.greaterThan(4_000_000);
    expect(report.recordings[0].moduleState.mode).to.equal('none');
    expect(report.totals.failedPages).to.be.greaterThan(1);
    expect(
      new Set(report.console.flatMap(({ lines }: { lines: readonly string[] }) => lines.map(String))).size,
    ).to.equal(110);
    for (const other of others) expect(other === once, 'the same bytes').to.equal(true);
  });

  it('changes with the seed, and with nothing else', async () => {
    const [own, seeded, again] = await Promise.all([
      replay('day.rec.jsonl', '--page', '7'),
      replay('day.rec.jsonl', '--page', '7', '--seed', 'alder'),
      replay('day.rec.jsonl', '--page', '7', '--seed', 'alder'),
    ]);

    expect(seeded).to.equal(again).and.not.equal(own);
    expect(JSON.parse(seeded).recordings[0].seed).to.equal('alder');
  });

  it('gives a page the same chance whether it is replayed alone or among others', async () => {
    const all = JSON.parse(await replay('day.rec.jsonl'));
    const alone = JSON.parse(await replay('day.rec.jsonl', '--page', '7'));

    const consoleOf = ({ console: pagesOf }: { console: readonly { page: number }[] }): unknown =>
      pagesOf.find(({ page }) => page === 7);
    expect(consoleOf(alone)).to.deep.equal(consoleOf(all));
  });
});

describe('the clock and chance of a hook', () => {
  const folder = useFolder();
  folder.file(
    'ids.js',
    `function postSubmit(options) {
  const id = [Date.now(), new Date().toISOString(), Math.random(), crypto.randomUUID()].join(' ');
  return options.responseData.map((item) => ({ ...item, id }));
}
`,
  );
  folder.file('page.json', JSON.stringify(optionsOf(1)));
  folder.file('page.rec.jsonl', recordingOf([{ options: optionsOf(1), result: optionsOf(2).responseData }]));

  async function idOf(...args: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await folder.run(['run', 'ids.js', '-i', '@page.json', ...args]);
    return JSON.parse(stdout)[0].id.split(' ');
  }

  it('start at 2026 for bare options, and where --now says', async () => {
    expect((await idOf()).slice(0, 2)).to.deep.equal([String(Date.UTC(2026, 0, 1)), '2026-01-01T00:00:00.000Z']);
    expect((await idOf('--now', '2030-05-06T07:08:09+02:00')).slice(0, 2)).to.deep.equal([
      String(Date.UTC(2030, 4, 6, 5, 8, 9)),
      '2030-05-06T05:08:09.000Z',
    ]);
  });

  it('start when the recording was made', async () => {
    const { recordings, findings } = await folder.report(['replay', 'ids.js', 'page.rec.jsonl']);

    expect(recordings[0]?.now).to.equal('2026-03-04T09:00:00.000Z');
    expect(findings[0]?.message).to.contain(`is "${Date.UTC(2026, 2, 4, 9)} 2026-03-04T09:00:00.000Z`);
  });

  it('give the same numbers and UUIDs for the same seed, others for another', async () => {
    const [, , random, uuid] = await idOf('--seed', 'alder');
    const [again, other] = await Promise.all([idOf('--seed', 'alder'), idOf('--seed', 'finch')]);

    expect(again.slice(2)).to.deep.equal([random, uuid]);
    expect(other.slice(2)).to.not.include.members([random, uuid]);
    expect(uuid).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
