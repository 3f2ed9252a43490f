import { readFileSync, writeFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import type { RecordingSummary } from '../../emulator/recording/line-output.ts';
import { createRecording } from '../../emulator/recording/write.ts';
import { makeOrders, type OrderPage } from './orders.ts';

/** What a recording of the benchmark is made of. */
export interface RecordingWanted {
  readonly pages: number;
  readonly records: number;
  /** Hook whose results are recorded, so that a replay compares; null: no results. */
  readonly resultsOf: string | null;
  /** Letters beyond ASCII in some names. @default false */
  readonly accents?: boolean;
  /** What the settings of every page ask the hook for. */
  readonly way?: string;
}

/** Writes a recording with the product's own writer. */
export async function writeRecording(path: string, wanted: RecordingWanted): Promise<RecordingSummary> {
  const orders = makeOrders(`${wanted.records}`, { accents: wanted.accents ?? false });
  const hook = wanted.resultsOf === null ? null : loadPlainHook(wanted.resultsOf);
  const recording = createRecording<OrderPage>(path, {
    platform: 'celigo',
    hook: 'postSubmit',
    source: 'test/bench',
    createdAt: new Date(Date.UTC(2026, 2, 4, 9)),
    countRecords: (options) => options.responseData.length,
  });
  for (let seq = 0; seq < wanted.pages; seq += 1) {
    const page = orders.next(wanted.records);
    const import_ = wanted.way === undefined ? {} : { way: wanted.way };
    const options = { ...page, settings: { ...page.settings, import: import_ } };
    await recording.writePage(hook === null ? { options } : { options, result: hook(structuredClone(options)) });
  }
  return recording.end();
}

/** Writes about `bytes` of bare options, one page a line; gives the mean bytes of a page. */
export function writeOptions(
  path: string,
  { records, bytes }: { readonly records: number; readonly bytes: number },
): number {
  const orders = makeOrders(`${records}`);
  const lines: string[] = [];
  for (let written = 0; written < bytes; written += lines.at(-1)?.length ?? 0) {
    lines.push(JSON.stringify(orders.next(records)));
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
}

function loadPlainHook(path: string): (options: unknown) => unknown {
  const context = createContext({});
  const script = new Script(`${readFileSync(path, 'utf8')}\n;postSubmit`, { filename: path });
  const hook: unknown = script.runInContext(context);
  if (typeof hook !== 'function') throw new Error(`${path} has no postSubmit`);
  return (options) => hook(options);
}
