import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { divide, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { plainEnvironment } from './measured-child.ts';
import { writeRecording } from './recordings.ts';
import { assertPassed, timeNode } from './time-process.ts';
import type { Workspace } from './workspace.ts';

const recordings = 10;
const pages = 25;
const records = 20;

/** Less than half of a replay by hand. */
const firstWanted: Wanted = { better: 'lower', least: 0.5, aim: 0.3 };
const firstMsWanted: Wanted = { better: 'lower', least: 250, aim: 150 };

/** Measures what an author waits for after a save: from the save of the hook to the first line of what is different. */
export async function measureWatch(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const folder = workspace.path('watch');
  const hook = `${folder}/hooks/name-orders.js`;
  const plain = readFileSync(workspace.hook('name-orders.js'), 'utf8');
  const other = plain.replace('padStart(9', 'padStart(8');
  if (other === plain) throw new Error('the hook has no padStart(9 that could be changed');
  mkdirSync(`${folder}/hooks`, { recursive: true });
  mkdirSync(`${folder}/recordings`);
  writeFileSync(hook, plain);
  const days = Array.from({ length: recordings }, (_, index) => `${folder}/recordings/day-${index}.rec.jsonl`);
  for (const path of days) {
    await writeRecording(path, { pages, records, resultsOf: workspace.hook('name-orders.js') });
  }
  const entry = {
    platform: 'celigo',
    hook: 'postSubmit',
    script: 'hooks/name-orders.js',
    recordings: ['recordings/*.rec.jsonl'],
  };
  writeFileSync(`${folder}/hooksmith.json`, JSON.stringify({ hooks: { 'name-orders': entry } }));
  const watch = await startWatch(workspace.cli, folder);
  const wholes: number[] = [];
  try {
    const times = await interleave(
      { rounds },
      {
        bare: async () => (await timeNode(['-e', '0'])).ms,
        cold: async () => {
          const { ms, stdout } = await timeNode([
            workspace.cli,
            'replay',
            workspace.hook('name-orders.js'),
            ...days,
            '--json',
          ]);
          assertPassed(stdout, recordings * pages);
          return ms;
        },
        watch: async () => {
          const { first, whole } = await watch.save(hook, wholes.length % 2 === 0 ? other : plain);
          wholes.push(whole);
          return first;
        },
      },
    );
    const firsts = times('watch');
    return {
      title: `Watch: a save of a hook with ${recordings} recordings of ${pages} pages of ${records} records`,
      figures: [
        { what: 'save to the first line of the result', unit: 'ms', values: firsts, wanted: firstMsWanted },
        {
          what: 'the same against node -e 0',
          unit: 'x',
          values: divide(firsts, times('bare')),
          wanted: null,
        },
        {
          what: 'the same against a cold replay, spawn to exit',
          unit: 'x',
          values: divide(firsts, times('cold')),
          wanted: firstWanted,
        },
        { what: 'save to the verdict on everything', unit: 'ms', values: wholes, wanted: null },
        { what: 'cold replay, spawn to exit', unit: 'ms', values: times('cold'), wanted: null },
      ],
      notes: ['A change is believed after 20 ms in which nothing else is written; that is part of each figure.'],
    };
  } finally {
    watch.stop();
  }
}

/** A watch that waits for saves. */
interface Watch {
  /** Saves a file; gives the ms to the first line on stdout and to the last. */
  save(file: string, text: string): Promise<{ readonly first: number; readonly whole: number }>;
  stop(): void;
}

async function startWatch(cli: string, cwd: string): Promise<Watch> {
  const child = spawn(process.execPath, [cli, 'replay', '--watch'], {
    cwd,
    env: { ...plainEnvironment(), CI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let first: number | null = null;
  let last = 0;
  child.stdout.on('data', () => {
    last = performance.now();
    first ??= last;
  });
  let whenWaiting: () => void = () => undefined;
  child.stderr.on('data', (chunk) => {
    if (String(chunk).includes('waiting for changes')) whenWaiting();
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the watch ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const untilWaiting = (): Promise<void> =>
    Promise.race([
      new Promise<void>((resolve) => {
        whenWaiting = resolve;
      }),
      ended,
    ]);
  await untilWaiting();

  return {
    async save(file, text) {
      // The runner that is kept ready has started by the time that somebody has read a result and typed.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const waiting = untilWaiting();
      first = null;
      const savedAt = performance.now();
      writeFileSync(file, text);
      await waiting;
      if (first === null) throw new Error('the watch said nothing of a save that changes results');
      return { first: first - savedAt, whole: last - savedAt };
    },
    stop: () => void child.kill('SIGTERM'),
  };
}
