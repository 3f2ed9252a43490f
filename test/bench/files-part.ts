import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { divide, type Figure, type FigureGroup, interleave, type Times, type Wanted } from './figures.ts';
import { childFile } from './measured-child.ts';
import { writeRecording } from './recordings.ts';
import { assertPassed, timeNode } from './time-process.ts';
import type { Workspace } from './workspace.ts';

const pages = 280;
const records = 100;
const cores = availableParallelism();

const oneWanted: Wanted = { better: 'higher', least: 0.6, aim: 0.85 };
const allWanted: Wanted = { better: 'higher', least: 1, aim: 1.5 };

/** The recordings: as a test has them, as a live import gives them, and as the first with names beyond ASCII. */
const kinds = [
  { name: 'with results', withResults: true, accents: false },
  { name: 'without results', withResults: false, accents: false },
  { name: 'accented', withResults: true, accents: true },
] as const;

/** Measures replays from a file, from spawn to exit, against the file limit over the same file. */
export async function measureFiles(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const hook = workspace.hook('name-orders.js');
  const onePage = workspace.path('one-page.rec.jsonl');
  await writeRecording(onePage, { pages: 1, records: 20, resultsOf: hook });
  const replay = async (recording: string, count: number, workers: number): Promise<number> => {
    const words = [workspace.cli, 'replay', hook, recording, '--json', '--workers', `${workers}`];
    const { ms, stdout } = await timeNode(words);
    assertPassed(stdout, count);
    return ms;
  };

  const figures: Figure[] = [];
  let megabytes = 0;
  for (const { name, withResults, accents } of kinds) {
    const recording = workspace.path(`${name.replace(' ', '-')}.rec.jsonl`);
    await writeRecording(recording, { pages, records, resultsOf: withResults ? hook : null, accents });
    megabytes = statSync(recording).size / 1e6;
    const tasks = {
      bare: async () => (await timeNode(['-e', '0'])).ms,
      limit: () => readAtLimit(workspace, recording),
      start: () => replay(onePage, 1, 1),
      one: () => replay(recording, pages, 1),
      all: () => replay(recording, pages, cores),
    };
    await tasks.limit();
    await tasks.all();
    figures.push(...describe(name, megabytes, await interleave({ rounds }, tasks)));
  }
  return {
    title: `From a file, spawn to exit (${pages} pages of ${records} records, about ${Math.round(megabytes)} MB; ${cores} cores)`,
    figures,
    notes: [
      'file limit: the same file in chunks of 4 MB, split, decoded, parsed, responseData stringified, in one bare process (S-189).',
      'net: less the start, which is a replay of one page on our side and an empty program on the other.',
      'with results: a replay compares every result with the recorded one; accented: some names beyond ASCII.',
    ],
  };
}

async function readAtLimit(workspace: Workspace, recording: string): Promise<number> {
  const { ms, stdout } = await timeNode([childFile(workspace, 'file-limit'), recording]);
  if (Number(stdout) !== pages) throw new Error(`the file limit saw ${stdout.trim()} of ${pages} pages`);
  return ms;
}

type TaskName = 'bare' | 'limit' | 'start' | 'one' | 'all';

function describe(name: string, megabytes: number, times: Times<TaskName>): readonly Figure[] {
  const [bare, limit, start] = [times('bare'), times('limit'), times('start')];
  const [one, all] = [times('one'), times('all')];
  const without = (whole: readonly number[], part: readonly number[]): readonly number[] =>
    whole.map((ms, round) => ms - (part[round] ?? Number.NaN));
  const netLimit = without(limit, bare);
  const isPlain = name !== 'accented';
  const ratio = (what: string, values: readonly number[], wanted: Wanted | null): Figure => ({
    what: `${name}: ${what}`,
    unit: 'x',
    values,
    wanted: isPlain ? wanted : null,
  });
  return [
    {
      ...ratio(
        'file limit, net',
        netLimit.map((ms) => (megabytes / ms) * 1_000),
        null,
      ),
      unit: 'MB/s',
    },
    ratio('one runner against the file limit', divide(limit, one), oneWanted),
    ratio('one runner, net', divide(netLimit, without(one, start)), null),
    ratio(`${cores} runners against the file limit`, divide(limit, all), allWanted),
    ratio(`${cores} runners, net`, divide(netLimit, without(all, start)), null),
  ];
}
