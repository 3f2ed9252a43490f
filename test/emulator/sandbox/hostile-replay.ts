import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRecording } from '../../../emulator/recording/write.ts';
import type { Report } from '../../../emulator/report/report.ts';

/** Pages of each recording. */
export const pages = 5;
/** The page whose options tell the hook to misbehave. */
export const hostilePage = 2;

/** What the child prints of one replay. */
export interface Replayed extends Pick<Report, 'totals' | 'findings' | 'omittedFindings' | 'console'> {
  readonly grownBytes: number;
  readonly error?: string;
}

/** One replay: arguments of `replay`. */
export interface Job {
  readonly target: object;
  readonly options: object;
}

const driver = fileURLToPath(new URL('./replay-in-child.mjs', import.meta.url));

/** Runs jobs in a process of its own through the built library. */
export async function replayInChild(jobs: readonly Job[]): Promise<readonly Replayed[]> {
  const child = spawn(process.execPath, ['--expose-gc', driver], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(JSON.stringify(jobs));
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the host itself has ended with ${code}`);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Five pages of two records each, with the results of a hook that returns its records. */
export async function recordCeligo(folder: string): Promise<string> {
  return record(join(folder, 'celigo.rec.jsonl'), { platform: 'celigo', hook: 'postSubmit', records: 2 }, (seq) => {
    const responseData = [0, 1].map((index) => ({
      statusCode: 200,
      id: `${seq}-${index}`,
      errors: [],
      ignored: false,
    }));
    const settings = { flow: { attack: seq === hostilePage } };
    return { options: { settings, preMapData: [{}, {}], postMapData: [{}, {}], responseData }, result: responseData };
  });
}

/** Five pages of a response script that returns its payload. */
export async function recordPatchworks(folder: string): Promise<string> {
  return record(
    join(folder, 'patchworks.rec.jsonl'),
    { platform: 'patchworks', hook: 'response-script', records: 1 },
    (seq) => {
      const payload = `page ${seq}`;
      const response = { status: 200, headers: {}, body: '' };
      return {
        options: { payload, variables: { attack: seq === hostilePage }, meta: {}, response },
        result: { payload },
      };
    },
  );
}

async function record(
  path: string,
  { platform, hook, records }: { readonly platform: string; readonly hook: string; readonly records: number },
  makePage: (seq: number) => { readonly options: object; readonly result: unknown },
): Promise<string> {
  const createdAt = new Date('2026-03-04T09:00:00.000Z');
  await rm(path, { force: true });
  const writer = createRecording(path, {
    platform,
    hook,
    source: 'hostile hooks',
    createdAt,
    countRecords: () => records,
  });
  for (let seq = 0; seq < pages; seq += 1) await writer.writePage(makePage(seq));
  await writer.end();
  return path;
}
