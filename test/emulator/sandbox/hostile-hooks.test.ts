import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import type { Finding } from '../../../sdk/contract.ts';
import {
  hostilePage,
  type Job,
  pages,
  type Replayed,
  recordCeligo,
  recordPatchworks,
  replayInChild,
} from './hostile-replay.ts';
import { type HostileScript, hostileScripts } from './hostile-scripts.ts';

const megabyte = 1_048_576;

describe('a replay with a hostile hook', function () {
  // Two processes replay all scripts before the first test; memory and time limits take their time.
  this.timeout(240_000);
  let folder = '';
  let first: readonly Replayed[] = [];
  let second: readonly Replayed[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hooksmith-hostile-'));
    const recordings = { celigo: await recordCeligo(folder), patchworks: await recordPatchworks(folder) };
    const jobs = await Promise.all(
      hostileScripts.map((one, index) => makeJob(one, { folder, index, recording: recordings[one.platform] })),
    );
    [first, second] = await Promise.all([replayInChild(jobs), replayInChild(jobs)]);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  hostileScripts.forEach((hostile, index) => {
    it(`goes on when the hook ${hostile.title}`, () => {
      const replayed = first[index];
      if (replayed === undefined || replayed.error !== undefined)
        throw new Error(replayed?.error ?? 'the child ended early');

      expectVerdict(hostile, replayed);
      expect(replayed.grownBytes / megabyte, 'growth of the host in MB').to.be.below(50);
      expect(second[index]?.findings, 'two runs give the same findings').to.deep.equal(replayed.findings);
    });
  });

  it('keeps at most 1,000 lines of 2,000 characters from a page that floods its console', () => {
    const index = hostileScripts.findIndex(({ title }) => title === 'prints 200,000 lines');

    const [printed] = first[index]?.console ?? [];

    expect(printed?.page).to.equal(hostilePage);
    expect(printed?.lines.length).to.equal(1_000);
    expect(printed?.omitted).to.equal(199_000);
    expect(printed?.lines[999]).to.deep.equal(['log', 'line 999']);
  });
});

describe('a replay with a hook that keeps state', function () {
  this.timeout(60_000);
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hooksmith-state-'));
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('says that the state of the job is lost when a page is stopped, and goes on with fresh module variables', async () => {
    const script = join(folder, 'counts.js');
    await writeFile(script, counting);
    const recording = await recordCeligo(folder);

    const [replayed] = await replayInChild([
      { target: { script, recordings: [recording] }, options: { workers: 2, timeoutMs: 300 } },
    ]);

    expect(
      replayed?.findings
        .filter(({ page }) => page !== null)
        .map(({ page, code, rule, message }) => ({ page, code, rule, message })),
    ).to.deep.equal([
      {
        page: 2,
        code: 'timed-out',
        rule: 'C-333',
        message:
          "not finished within 300 ms (--timeout-ms; the platform's own limit is 300000 ms, C-333): the page was stopped",
      },
      {
        page: 2,
        code: 'state-lost',
        rule: 'C-332',
        message:
          'page 2 was stopped; the pages after it ran with fresh module variables (`count` (line 1) is changed, line 3.)',
      },
    ]);
    expect(replayed?.findings.find(({ code }) => code === 'state-lost')?.at).to.deep.equal({
      file: script,
      line: 3,
      column: 3,
    });
    expect(replayed?.console.map(({ page, lines }) => [page, lines[0]?.[1]])).to.deep.equal([
      [0, 'call 1'],
      [1, 'call 2'],
      [3, 'call 1'],
      [4, 'call 2'],
    ]);
    expect(replayed?.totals).to.deep.equal(totalsOf('page', 'celigo', { brokenPages: 0, changedPages: 1 }));
  });

  it('loses the state when the memory is gone as well, where the job keeps its state by request', async () => {
    const script = join(folder, 'fills.js');
    await writeFile(script, filling);
    const recording = await recordCeligo(folder);

    const options = { moduleState: 'job', memoryMb: 64, timeoutMs: 20_000 };
    const [replayed] = await replayInChild([{ target: { script, recordings: [recording] }, options }]);

    const found = replayed?.findings.filter(({ page }) => page !== null).map(({ page, code }) => [page, code]);
    expect(found).to.deep.equal([
      [2, 'out-of-memory'],
      [2, 'state-lost'],
    ]);
  });
});

const counting = `var count = 0;
function postSubmit(options) {
  count += 1;
  console.log('call ' + count);
  if (options.settings.flow.attack) for (;;);
  return options.responseData;
}
`;

const filling = `var kept = [];
function postSubmit(options) {
  kept.push(options.responseData.length);
  while (options.settings.flow.attack) kept.push(new Array(1000).fill(1.5));
  return options.responseData;
}
`;

function expectVerdict({ fails, findings, message, platform }: HostileScript, replayed: Replayed): void {
  const weighty = replayed.findings.filter(({ severity }) => severity !== 'info');
  const isOwn = ({ page }: Finding): boolean =>
    fails === 'all' ? page === null : fails === 'each' || page === hostilePage;
  const own = weighty.filter(isOwn);
  const kinds = [...new Set(own.map(({ code, rule }) => `${code} ${rule}`))];
  expect(kinds).to.deep.equal(findings.map(([code, rule]) => `${code} ${rule}`));
  if (typeof message === 'string') expect(own[0]?.message).to.equal(message);
  if (message instanceof RegExp) expect(own[0]?.message).to.match(message);
  expect(
    weighty.filter((finding) => !isOwn(finding)),
    'findings of other pages',
  ).to.deep.equal([]);
  const longest = Math.max(0, ...own.map((finding) => finding.path.length + finding.message.length));
  expect(longest, 'characters of a finding (S-207)').to.be.below(6_000);
  expect(own.length, 'findings of one page').to.be.below(100);
  if (fails === 'each') expect([...new Set(own.map(({ page }) => page))]).to.deep.equal([0, 1, 2, 3, 4]);

  const { brokenPages, changedPages } = replayed.totals;
  expect(replayed.totals).to.deep.equal(totalsOf(fails, platform, { brokenPages, changedPages }));
}

function totalsOf(
  fails: HostileScript['fails'],
  platform: HostileScript['platform'],
  { brokenPages, changedPages }: Pick<Report['totals'], 'brokenPages' | 'changedPages'>,
): Report['totals'] {
  const recordsPerPage = platform === 'celigo' ? 2 : 1;
  const failedPages = { none: 0, page: 1, all: pages, each: pages }[fails];
  return {
    pages,
    records: pages * recordsPerPage,
    passedPages: pages - failedPages,
    failedPages,
    brokenPages,
    failedAsRecorded: 0,
    failedRecords: failedPages * recordsPerPage,
    changedPages,
    unjudgedPages: 0,
    unreachedPages: 0,
  };
}

async function makeJob(
  { script, timeoutMs, memoryMb }: HostileScript,
  { folder, index, recording }: { readonly folder: string; readonly index: number; readonly recording: string },
): Promise<Job> {
  const file = join(folder, `hostile-${index}.js`);
  await writeFile(file, script);
  return { target: { script: file, recordings: [recording] }, options: { workers: 2, timeoutMs, memoryMb } };
}
