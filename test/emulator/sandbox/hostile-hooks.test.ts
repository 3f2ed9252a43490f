import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createRecording } from '../../../emulator/recording/write.ts';
import type { Report } from '../../../emulator/report/report.ts';
import { type HostileScript, hostileScripts } from './hostile-scripts.ts';

/** What the child prints of one replay. */
interface Replayed extends Pick<Report, 'totals' | 'findings' | 'omittedFindings' | 'console'> {
  readonly grownBytes: number;
  readonly error?: string;
}

interface Job {
  readonly target: object;
  readonly options: object;
}

const driver = fileURLToPath(new URL('./replay-in-child.mjs', import.meta.url));
const pages = 5;
const hostilePage = 2;
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
    const jobs = await Promise.all(hostileScripts.map((one, index) => makeJob(one, { folder, index, recording: recordings[one.platform] })));
    [first, second] = await Promise.all([replayInChild(jobs), replayInChild(jobs)]);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  hostileScripts.forEach((hostile, index) => {
    it(`goes on when the hook ${hostile.title}`, () => {
      const replayed = first[index];
      if (replayed === undefined || replayed.error !== undefined) throw new Error(replayed?.error ?? 'the child ended early');

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

    const [replayed] = await replayInChild([{ target: { script, recordings: [recording] }, options: { workers: 2, timeoutMs: 300 } }]);

    expect(replayed?.findings.filter(({ page }) => page !== null).map(({ page, code, rule, message, at }) => ({ page, code, rule, message, at }))).to.deep.equal([
      {
        page: 2,
        code: 'timed-out',
        rule: 'C-333',
        message: "not finished within 300 ms (--timeout-ms; the platform's own limit is 300000 ms, C-333): the page was stopped",
        at: { file: script, line: 2, column: 10 },
      },
      {
        page: 2,
        code: 'state-lost',
        rule: 'C-332',
        message: 'page 2 was stopped; the pages after it ran with fresh module variables (`count` (line 1) is changed, line 3.)',
        at: { file: script, line: 3, column: 3 },
      },
    ]);
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
  const page = fails === 'all' ? null : hostilePage;
  const weighty = replayed.findings.filter(({ severity }) => severity !== 'info');
  const own = weighty.filter((finding) => finding.page === page);
  const kinds = [...new Set(own.map(({ code, rule }) => `${code} ${rule}`))];
  expect(kinds).to.deep.equal(findings.map(([code, rule]) => `${code} ${rule}`));
  if (typeof message === 'string') expect(own[0]?.message).to.equal(message);
  if (message instanceof RegExp) expect(own[0]?.message).to.match(message);
  expect(weighty.filter((finding) => finding.page !== page), 'findings of other pages').to.deep.equal([]);

  const { brokenPages, changedPages } = replayed.totals;
  expect(replayed.totals).to.deep.equal(totalsOf(fails, platform, { brokenPages, changedPages }));
  expect(changedPages).to.equal(fails === 'all' || findings.length === 0 ? 0 : 1);
}

function totalsOf(
  fails: HostileScript['fails'],
  platform: HostileScript['platform'],
  { brokenPages, changedPages }: Pick<Report['totals'], 'brokenPages' | 'changedPages'>,
): Report['totals'] {
  const recordsPerPage = platform === 'celigo' ? 2 : 1;
  const failedPages = { none: 0, page: 1, all: pages }[fails];
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

/** Runs jobs in a process of its own through the built library. */
async function replayInChild(jobs: readonly Job[]): Promise<readonly Replayed[]> {
  const child = spawn(process.execPath, ['--expose-gc', driver], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(JSON.stringify(jobs));
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the host itself has ended with ${code}`);
  return output.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Five pages of two records each, with the results of a hook that returns its records. */
async function recordCeligo(folder: string): Promise<string> {
  return record(join(folder, 'celigo.rec.jsonl'), { platform: 'celigo', hook: 'postSubmit', records: 2 }, (seq) => {
    const responseData = [0, 1].map((index) => ({ statusCode: 200, id: `${seq}-${index}`, errors: [], ignored: false }));
    const settings = { flow: { attack: seq === hostilePage } };
    return { options: { settings, preMapData: [{}, {}], postMapData: [{}, {}], responseData }, result: responseData };
  });
}

async function recordPatchworks(folder: string): Promise<string> {
  return record(join(folder, 'patchworks.rec.jsonl'), { platform: 'patchworks', hook: 'response-script', records: 1 }, (seq) => {
    const payload = `page ${seq}`;
    const response = { status: 200, headers: {}, body: '' };
    return { options: { payload, variables: { attack: seq === hostilePage }, meta: {}, response }, result: { payload } };
  });
}

async function record(
  path: string,
  { platform, hook, records }: { readonly platform: string; readonly hook: string; readonly records: number },
  makePage: (seq: number) => { readonly options: object; readonly result: unknown },
): Promise<string> {
  const createdAt = new Date('2026-03-04T09:00:00.000Z');
  await rm(path, { force: true });
  const writer = createRecording(path, { platform, hook, source: 'hostile hooks', createdAt, countRecords: () => records });
  for (let seq = 0; seq < pages; seq += 1) await writer.writePage(makePage(seq));
  await writer.end();
  return path;
}
