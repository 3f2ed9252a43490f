import { divide, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { writeRecording } from './recordings.ts';
import { assertPassed, timeNode } from './time-process.ts';
import type { Workspace } from './workspace.ts';

const versionWanted: Wanted = { better: 'lower', least: 1.8, aim: 1.4 };
const replayWanted: Wanted = { better: 'lower', least: 5, aim: 3.5 };
const fewestSpawns = 9;

/** Measures what a user waits for before anything happens, from spawn to exit: loading and locking down SES is part of it (C-373). */
export async function measureStart(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const hook = workspace.hook('name-orders.js');
  const recording = workspace.path('start.rec.jsonl');
  await writeRecording(recording, { pages: 1, records: 20, resultsOf: hook });
  const replay = async (): Promise<number> => {
    const { ms, stdout } = await timeNode([workspace.cli, 'replay', hook, recording, '--json']);
    assertPassed(stdout, 1);
    return ms;
  };
  const times = await interleave(
    { rounds: Math.max(rounds, fewestSpawns) },
    {
      bare: async () => (await timeNode(['-e', '0'])).ms,
      version: async () => (await timeNode([workspace.cli, '--version'])).ms,
      first: () => {
        workspace.forgetCodeCache();
        return replay();
      },
      replay: async () => {
        await replay();
        return replay();
      },
    },
  );
  const [bare, later] = [times('bare'), times('replay')];
  return {
    title: 'Start, spawn to exit',
    figures: [
      { what: 'node -e 0', unit: 'ms', values: bare, wanted: null },
      {
        what: 'hooksmith --version against node -e 0',
        unit: 'x',
        values: divide(times('version'), bare),
        wanted: versionWanted,
      },
      {
        what: 'replay of one page of 20 records against node -e 0',
        unit: 'x',
        values: divide(later, bare),
        wanted: replayWanted,
      },
      {
        what: 'the same, the very first after an installation',
        unit: 'x',
        values: divide(times('first'), bare),
        wanted: null,
      },
      { what: 'replay of one page of 20 records', unit: 'ms', values: later, wanted: null },
    ],
    notes: [],
  };
}
