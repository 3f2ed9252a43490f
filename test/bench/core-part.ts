import { loadScript } from '../../emulator/sandbox/script/load.ts';
import { postSubmit } from '../../sdk/celigo/post-submit.ts';
import type { ChildConfig } from './children/serve-tasks.ts';
import { divide, type Figure, type FigureGroup, interleave, type Times, type Wanted } from './figures.ts';
import { type ChildName, type MeasuredChild, startChild } from './measured-child.ts';
import { writeOptions } from './recordings.ts';
import type { Workspace } from './workspace.ts';

const sizes = [20, 100, 1_000] as const;
const bytesPerFile = 4_000_000;
/** One pass of one child takes some 50 ms at the limit: long against a timer tick, short against what else the machine does. */
const bytesPerPass = 8_000_000;
const passes = 3;

/** The flags that a runner gets and that change its speed (S-111). */
const runnerFlags = ['--max-old-space-size=256', '--max-semi-space-size=16', '--stack-size=900'];

const coreWanted: Wanted = { better: 'higher', least: 0.92, aim: 0.98 };
const isolatedWanted: Wanted = { better: 'higher', least: 1.1, aim: 1.4 };
const quickJsWanted: Wanted = { better: 'higher', least: 5, aim: 7 };
const globalsWanted: Wanted = { better: 'lower', least: 2, aim: 1.1 };

/** Measures pages in memory: the limit, the hook without a sandbox, in the sandbox (C-373), and in other sandboxes. */
export async function measureCore(
  workspace: Workspace,
  { rounds, peers }: { readonly rounds: number; readonly peers: string | null },
): Promise<FigureGroup> {
  const { config, pageBytes } = await prepare(workspace, peers);
  const children = new Map<ChildName, MeasuredChild>();
  try {
    for (const name of peers === null ? own : [...own, ...others]) {
      children.set(name, await startChild(workspace, name, { config, flags: flagsOf(name) }));
    }
    const bySize: Figure[] = [];
    for (const [size, bytes] of pageBytes) {
      const figures = describe(
        size,
        bytes,
        await measureTask(children, `${size}`, { rounds, repeats: repeatsOf(bytes) }),
      );
      bySize.push(...figures);
    }
    const two = new Map([...children].filter(([name]) => name === 'raw' || name === 'sandboxed'));
    const globals = await measureTask(two, 'globals', { rounds, repeats: () => 20 });
    return {
      title: 'In memory, one core (pages of 20, 100 and 1,000 records)',
      figures: [...bySize, globalsFigure(globals)],
      notes: [
        `A round takes the fastest of ${passes} passes, so that what else the machine does weighs less.`,
        'limit: JSON.parse(page) + JSON.stringify(responseData) in a bare process. raw: the hook between the two, no sandbox.',
        'sandbox core: the same three steps in a locked-down process with the flags of a runner.',
        'whole page: all that a runner does with a page in memory, checks of input and result included.',
      ],
    };
  } finally {
    for (const child of children.values()) child.dispose();
  }
}

const own: readonly ChildName[] = ['limit', 'raw', 'sandboxed', 'judged'];
const others: readonly ChildName[] = ['isolated-vm', 'quickjs'];

/** The files that the children read, and how many bytes a page has in the mean by its number of records. */
async function prepare(
  workspace: Workspace,
  peers: string | null,
): Promise<{ readonly config: ChildConfig; readonly pageBytes: ReadonlyMap<number, number> }> {
  const hooks = { 'name-orders': workspace.hook('name-orders.js'), 'read-globals': workspace.hook('read-globals.js') };
  const guests = await Promise.all(
    Object.entries(hooks).map(
      async ([name, file]) => [name, (await loadScript({ file, contract: postSubmit })).guest] as const,
    ),
  );
  const pathOf = (records: number): string => workspace.path(`pages-${records}.jsonl`);
  const pageBytes = new Map(
    sizes.map((records) => [records, writeOptions(pathOf(records), { records, bytes: bytesPerFile })] as const),
  );
  const config = {
    pages: Object.fromEntries(sizes.map((records) => [records, pathOf(records)])),
    hooks,
    guests: Object.fromEntries(guests),
    recordings: {},
    emulator: workspace.emulator,
    peers: peers ?? '',
  };
  return { config, pageBytes };
}

function flagsOf(name: ChildName): readonly string[] {
  if (name === 'sandboxed' || name === 'judged') return runnerFlags;
  // isolated-vm needs it from Node 20 on.
  return name === 'isolated-vm' ? ['--no-node-snapshot'] : [];
}

/** QuickJS is several times slower; what counts is the time of one page. */
function repeatsOf(pageBytes: number): (name: ChildName) => number {
  const repeats = bytesPerPass / pageBytes;
  return (name) => Math.max(4, Math.round(name === 'quickjs' ? repeats / 5 : repeats));
}

async function measureTask(
  children: ReadonlyMap<ChildName, MeasuredChild>,
  task: string,
  { rounds, repeats }: { readonly rounds: number; readonly repeats: (name: ChildName) => number },
): Promise<Times<ChildName>> {
  const runs = [...children].map(([name, child]) => [name, () => child.run(task, repeats(name))] as const);
  for (const [, warmUp] of runs) await warmUp();
  return interleave({ rounds, passes }, Object.fromEntries(runs));
}

function describe(size: number, pageBytes: number, times: Times<ChildName>): readonly Figure[] {
  const [limit, raw, core] = [times('limit'), times('raw'), times('sandboxed')];
  const [isolated, quickJs] = [times('isolated-vm'), times('quickjs')];
  const speed = limit.map((ms) => pageBytes / 1e6 / (ms / 1_000));
  const ratio = (what: string, values: readonly number[], wanted: Wanted | null): Figure => ({
    what: `${`${size}`.padStart(4)} records: ${what}`,
    unit: 'x',
    values,
    wanted,
  });
  return [
    { ...ratio('limit', speed, null), unit: 'MB/s' },
    ratio('raw against the limit', divide(limit, raw), null),
    ratio('sandbox core against raw', divide(raw, core), coreWanted),
    ratio('whole page in a runner against the limit', divide(limit, times('judged')), null),
    ...(isolated.length === 0
      ? []
      : [ratio('sandbox core against isolated-vm', divide(isolated, core), isolatedWanted)]),
    ...(quickJs.length === 0
      ? []
      : [ratio('sandbox core against quickjs-emscripten', divide(quickJs, core), quickJsWanted)]),
  ];
}

function globalsFigure(times: Times<ChildName>): Figure {
  const values = divide(times('sandboxed'), times('raw'));
  return { what: 'loop that reads globals: time in the sandbox against raw', unit: 'x', values, wanted: globalsWanted };
}
