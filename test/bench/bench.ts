import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { type BenchOptions, type PartName, readOptions, usage } from './bench-options.ts';
import { measureCore } from './core-part.ts';
import { measureDeadlines } from './deadlines-part.ts';
import type { FigureGroup } from './figures.ts';
import { measureFiles } from './files-part.ts';
import { bundleChildren } from './measured-child.ts';
import { measureMemory } from './memory-part.ts';
import { installPeers, type Peers } from './peers.ts';
import { measurePipeline } from './pipeline-part.ts';
import { formatGroup } from './print.ts';
import { measureSend } from './send-part.ts';
import { measureStack } from './stack-part.ts';
import { measureStart } from './start-part.ts';
import { measureWatch } from './watch-part.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/**
 * `npm run bench`: measures hooksmith against the physical limit, against no sandbox at all and, with `--peers`, against
 * other sandboxes (S-220 to S-229). It prints ratios and asserts none: a busy machine is no failure.
 */
async function main(words: readonly string[]): Promise<void> {
  if (words.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const options = readOptions(words);
  const startedAt = performance.now();
  const workspace = openWorkspace();
  process.once('exit', workspace.dispose);
  process.once('SIGINT', () => process.exit(130));
  try {
    await bundleChildren(workspace);
    const peers = options.peers ? tryInstall(options.peersFolder ?? workspace.path('peers')) : null;
    process.stdout.write(describeRun(options, peers));
    for (const part of options.parts) {
      process.stderr.write(`measuring: ${part}\n`);
      process.stdout.write(
        await measure(part, workspace, options, peers).then(
          formatGroup,
          (error: unknown) => `\n${part}: not measured: ${messageOf(error)}\n`,
        ),
      );
    }
  } finally {
    workspace.dispose();
  }
  process.stdout.write(`\n${((performance.now() - startedAt) / 1_000).toFixed(0)} s in all\n`);
}

function measure(
  part: PartName,
  workspace: Workspace,
  { rounds, accents }: BenchOptions,
  peers: Peers | null,
): Promise<FigureGroup> {
  switch (part) {
    case 'core':
      return measureCore(workspace, { rounds, peers: peers?.folder ?? null });
    case 'files':
      return measureFiles(workspace, { rounds, accents });
    case 'start':
      return measureStart(workspace, { rounds });
    case 'deadlines':
      return measureDeadlines(workspace, { rounds });
    case 'pipeline':
      return measurePipeline(workspace, { rounds });
    case 'stack':
      return measureStack(workspace, { rounds });
    case 'send':
      return measureSend(workspace, { rounds });
    case 'watch':
      return measureWatch(workspace, { rounds });
    case 'memory':
      return measureMemory(workspace);
  }
}

function describeRun({ rounds }: BenchOptions, peers: Peers | null): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `machine  ${cpu?.model ?? 'unknown'}, ${availableParallelism()} cores, ${memory}, ${process.platform} ${release()}`,
    `node     ${process.version}, V8 ${process.versions.v8}`,
    ...(peers === null ? [] : [`peers    ${peers.versions.join(', ')}`]),
    `rounds   ${rounds}, interleaved; a ratio is the median of the rounds' own ratios`,
    '',
  ].join('\n');
}

/** The rest is worth measuring without them. */
function tryInstall(folder: string): Peers | null {
  process.stderr.write('installing isolated-vm and quickjs-emscripten; without a prebuilt binary this takes minutes\n');
  try {
    return installPeers(folder);
  } catch (error) {
    process.stdout.write(`peers    not measured: ${messageOf(error)}\n`);
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
});
