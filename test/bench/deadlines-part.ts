import { limitMs } from './children/limit-ms.ts';
import { type Figure, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { startChild } from './measured-child.ts';
import { writeRecording } from './recordings.ts';
import type { Workspace } from './workspace.ts';

const wanted: Wanted = { better: 'lower', least: 100, aim: 50 };
const ways = ['spin', 'flood', 'backtrack'] as const;

/** Measures how long after its limit a page that does not end is judged. */
export async function measureDeadlines(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const recordings = await Promise.all(
    ['clean', ...ways].map(async (way) => {
      const path = workspace.path(`${way}.rec.jsonl`);
      await writeRecording(path, { pages: 1, records: 20, resultsOf: null, way });
      return [way, path] as const;
    }),
  );
  const child = await startChild(workspace, 'stopped', {
    config: {
      pages: {},
      hooks: { misbehave: workspace.hook('misbehave.js') },
      guests: {},
      recordings: Object.fromEntries(recordings),
      emulator: workspace.emulator,
      peers: '',
    },
  });
  try {
    const replay = (name: string) => () => child.run(name, 1);
    await child.run('clean', 1);
    const times = await interleave(
      { rounds },
      {
        clean: replay('clean'),
        spin: replay('spin'),
        flood: replay('flood'),
        backtrack: replay('backtrack'),
      },
    );
    const figures = ways.map((way): Figure => {
      const values = times(way).map((ms, round) => ms - (times('clean')[round] ?? Number.NaN) - limitMs);
      return { what: `${way}: page judged after its limit`, unit: 'ms', values, wanted };
    });
    return {
      title: `A hook that does not end, limit ${limitMs} ms`,
      figures,
      notes: ['A replay of that page, less the limit and less a replay of the same page that ends at once.'],
    };
  } finally {
    child.dispose();
  }
}
