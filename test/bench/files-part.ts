import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { divide, type Figure, type FigureGroup, interleave, type Times, type Wanted } from './figures.ts';
import { childFile } from './measured-child.ts';
import { writeRecording } from './recordings.ts';
import { assertPassed, timeNode } from './time-process.ts';
import type { Workspace } from './workspace.ts';

/** About 100 MB: long against the start of the processes. */
const pages = 1_200;
const records = 100;
const cores = availableParallelism();

const oneWanted: Wanted = { better: 'higher', least: 0.6, aim: 0.85 };
const allWanted: Wanted = { better: 'higher', least: 1, aim: 1.5 };

/** A kind of recording; one whose figures only inform has no thresholds. */
interface Kind {
  readonly name: string;
  readonly withResults: boolean;
  readonly accents: boolean;
  readonly isJudged: boolean;
}

const kinds: readonly Kind[] = [
  { name: 'with results', withResults: true, accents: false, isJudged: true },
  { name: 'without results', withResults: false, accents: false, isJudged: true },
];
const accented: Kind = { name: 'accented', withResults: true, accents: true, isJudged: false };

/** Measures replays from a file, from spawn to exit, against the file limit over the same file. */
export async function measureFiles(
  workspace: Workspace,
  { rounds, accents }: { readonly rounds: number; readonly accents: boolean },
): Promise<FigureGroup> {
  const hook = workspace.hook('name-orders.js');
  const onePage = workspace.path('one-page.rec.jsonl');
  await writeRecording(onePage, { pages: 1, records: 20, resultsOf: hook });
  const chosen = accents ? [...kinds, accented] : kinds;
  const files = new Map<Kind, string>();
  for (const kind of chosen) {
    const path = workspace.path(`${kind.name.replace(' ', '-')}.rec.jsonl`);
    await writeRecording(path, { pages, records, resultsOf: kind.withResults ? hook : null, accents: kind.accents });
    files.set(kind, path);
  }

  const replay = async (recording: string, count: number, workers: number): Promise<number> => {
    const words = [workspace.cli, 'replay', hook, recording, '--json', '--workers', `${workers}`];
    const { ms, stdout } = await timeNode(words);
    assertPassed(stdout, count);
    return ms;
  };
  const tasks = [...files].flatMap(([{ name }, path]) => [
    [`${name}, limit`, () => readAtLimit(workspace, path)] as const,
    [`${name}, one`, () => replay(path, pages, 1)] as const,
    [`${name}, all`, () => replay(path, pages, cores)] as const,
  ]);
  const times = await interleave<string>(
    { rounds },
    {
      bare: async () => (await timeNode(['-e', '0'])).ms,
      start: () => replay(onePage, 1, 1),
      ...Object.fromEntries(tasks),
    },
  );
  return {
    title: `From a file, spawn to exit (${pages} pages of ${records} records, about 300 MB; ${cores} cores)`,
    figures: [...files].flatMap(([kind, path]) => describe(kind, statSync(path).size / 1e6, times)),
    notes: [
      'file limit: the same file in chunks of 4 MB, split, decoded, parsed, responseData stringified, in one bare process (S-189).',
      'net: less the start, which is a replay of one page on our side and an empty program on the other.',
      'with results: a replay compares every result with the recorded one. accented: some names beyond ASCII.',
    ],
  };
}

async function readAtLimit(workspace: Workspace, recording: string): Promise<number> {
  const { ms, stdout } = await timeNode([childFile(workspace, 'file-limit'), recording]);
  if (Number(stdout) !== pages) throw new Error(`the file limit saw ${stdout.trim()} of ${pages} pages`);
  return ms;
}

function describe({ name, isJudged }: Kind, megabytes: number, times: Times<string>): readonly Figure[] {
  const [bare, start] = [times('bare'), times('start')];
  const [limit, one, all] = [times(`${name}, limit`), times(`${name}, one`), times(`${name}, all`)];
  const without = (whole: readonly number[], part: readonly number[]): readonly number[] =>
    whole.map((ms, round) => ms - (part[round] ?? Number.NaN));
  const netLimit = without(limit, bare);
  const ratio = (what: string, values: readonly number[], wanted: Wanted | null): Figure => ({
    what: `${name}: ${what}`,
    unit: 'x',
    values,
    wanted: isJudged ? wanted : null,
  });
  const speed = netLimit.map((ms) => (megabytes / ms) * 1_000);
  return [
    { ...ratio('file limit, net', speed, null), unit: 'MB/s' },
    ratio('one runner against the file limit', divide(limit, one), oneWanted),
    ratio('one runner, net', divide(netLimit, without(one, start)), null),
    ratio(`${cores} runners against the file limit`, divide(limit, all), allWanted),
    ratio(`${cores} runners, net`, divide(netLimit, without(all, start)), null),
  ];
}
