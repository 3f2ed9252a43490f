import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { divide, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { assertPassed, timeNode } from './time-process.ts';
import { projectFolder, type Workspace } from './workspace.ts';

const wanted: Wanted = { better: 'lower', least: 2.5, aim: 1.5 };
const pages = 50;

/**
 * Measures the replay of a whole import, five hooks over 50 pages of the sample celigo-order-flow, against the replay of its
 * postSubmit alone with the same pages, spawn to exit.
 */
export async function measurePipeline(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const sample = join(projectFolder, 'samples/celigo-order-flow');
  const script = join(sample, 'hooks/import.ts');
  const alone = workspace.path('post-submit-alone.jsonl');
  writeFileSync(alone, postSubmitPages(join(sample, 'recordings/import.rec.jsonl')));
  const replay = async (words: readonly string[]): Promise<number> => {
    const { ms, stdout } = await timeNode([workspace.cli, 'replay', ...words, '--json'], () => {}, { cwd: sample });
    assertPassed(stdout, pages);
    return ms;
  };
  const times = await interleave(
    { rounds, passes: 2 },
    {
      alone: () => replay([`${script}#postSubmit`, alone]),
      whole: () => replay(['ship-orders']),
    },
  );
  return {
    title: `A pipeline of ${pages} pages, spawn to exit (${dirname(script).split('/').at(-2)})`,
    figures: [
      { what: 'postSubmit alone', unit: 'ms', values: times('alone'), wanted: null },
      { what: 'the whole import', unit: 'ms', values: times('whole'), wanted: null },
      {
        what: 'the whole import against its postSubmit alone',
        unit: 'x',
        values: divide(times('whole'), times('alone')),
        wanted,
      },
    ],
    notes: [],
  };
}

/** Options of postSubmit as the recorded pages lead to them, one a line; records that did not get there are ignored. */
function postSubmitPages(recording: string): string {
  const lines = readFileSync(recording, 'utf8').trimEnd().split('\n').slice(1, -1);
  const options = lines.map((line) => {
    const {
      options: { data, traceKeys: _, ...context },
      stages,
    } = JSON.parse(line);
    const responseData = stages.submit.result.map(
      (item: unknown) => item ?? { statusCode: 200, errors: [], ignored: true },
    );
    return JSON.stringify({ ...context, preMapData: data, postMapData: stages.mapping.result, responseData });
  });
  return `${options.join('\n')}\n`;
}
