import { readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import type { FigureGroup, Wanted } from './figures.ts';
import { writeRecording } from './recordings.ts';
import { assertPassed, timeNode } from './time-process.ts';
import type { Workspace } from './workspace.ts';

const recordingBytes = 1_000_000_000;
const records = 100;
const sampleEveryMs = 20;
const wanted: Wanted = { better: 'lower', least: 250, aim: 150 };

/** Measures the largest resident memory of each process of a replay of 1 GB; Linux only. */
export async function measureMemory(workspace: Workspace): Promise<FigureGroup> {
  const title = 'Memory at a recording of 1 GB (largest resident set, one replay)';
  const { bavail, bsize } = statfsSync(tmpdir());
  if (process.platform !== 'linux') return { title, figures: [], notes: ['Not measured: needs /proc.'] };
  if (bavail * bsize < recordingBytes * 1.5)
    return { title, figures: [], notes: ['Not measured: too little room on the disk.'] };

  const hook = workspace.hook('name-orders.js');
  const recording = workspace.path('large.rec.jsonl');
  const sample = workspace.path('sample.rec.jsonl');
  const { bytes } = await writeRecording(sample, { pages: 10, records, resultsOf: hook });
  const pages = Math.ceil(recordingBytes / (bytes / 10));
  await writeRecording(recording, { pages, records, resultsOf: hook });
  const peaks = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const words = [workspace.cli, 'replay', hook, recording, '--json'];
  const { ms, stdout } = await timeNode(words, ({ pid }) => {
    timer = setInterval(() => notePeaks(pid ?? 0, peaks), sampleEveryMs);
  }).finally(() => clearInterval(timer));
  assertPassed(stdout, pages);
  rmSync(recording);
  return {
    title,
    figures: [...peaks].map(([who, peak]) => ({ what: who, unit: 'MiB', values: [peak], wanted })),
    notes: [`${pages} pages in ${(ms / 1_000).toFixed(1)} s on ${availableParallelism()} cores.`],
  };
}

/** Notes `VmHWM`, which only grows, of a process and of its children. */
function notePeaks(pid: number, peaks: Map<string, number>): void {
  note('host', pid, peaks);
  for (const [index, child] of readChildren(pid).entries()) note(`runner ${index + 1}`, child, peaks);
}

function note(who: string, pid: number, peaks: Map<string, number>): void {
  const match = /^VmHWM:\s+(\d+) kB/m.exec(readProc(`${pid}/status`));
  if (match !== null) peaks.set(who, Math.max(peaks.get(who) ?? 0, Number(match[1]) / 1_024));
}

function readChildren(pid: number): readonly number[] {
  return readProc(`${pid}/task/${pid}/children`)
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
}

/** A process may end between two looks. */
function readProc(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, 'latin1');
  } catch {
    return '';
  }
}
