import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Assumptions, JsonValue } from '../../sdk/contract.ts';
import { findContract } from '../../sdk/platforms.ts';
import {
  type AttachedFunction,
  type RecordingSource,
  SourceError,
  type SourceNote,
  type SourceReading,
  type SourceRecording,
} from '../../sdk/recording-source.ts';
import { HooksmithError } from '../errors.ts';
import { type ForeignFile, readForeignFile } from './foreign-file.ts';
import { createRecording, type RecordingWriter } from './write.ts';
import { assertReplaceable } from './write-text.ts';

/** What to record, and where to. */
export interface RecordOptions {
  /** Platform of the source, as in recordings. */
  readonly platform: string;
  readonly source: RecordingSource;
  /** Path of the file. */
  readonly path: string;
  /** Path of the recording; absent: the file's name with the ending `.rec.jsonl`, in the current folder. */
  readonly out?: string;
  /** Hook or step to make a recording of; null when the source decides. */
  readonly kind: string | null;
  /** Id or name of a step in the file; null when none was named. */
  readonly step: string | null;
  readonly assumptions: Assumptions;
  readonly functions: readonly AttachedFunction[];
  /** Whether recordings that are there are replaced. */
  readonly overwrite: boolean;
}

/** What was recorded; plain data. */
export interface RecordOutcome {
  readonly recordings: readonly WrittenRecording[];
  /** What could not be rebuilt, and what to know about what was. */
  readonly notes: readonly SourceNote[];
  /** The assumed rules that the reading leaned on. */
  readonly assumed: readonly AssumedRule[];
}

/** A recording on the disk. */
export interface WrittenRecording {
  readonly path: string;
  readonly hook: string | null;
  readonly step: string | null;
  readonly pages: number;
  readonly records: number;
  /** How many secrets were replaced. */
  readonly redactions: number;
}

/** An option that decided about the reading, with the value that it had. */
export interface AssumedRule {
  readonly code: 'assumed-rule';
  readonly rule: string;
  readonly option: string;
  readonly value: JsonValue;
}

/**
 * Makes recordings of a platform's file. All of them are written before the first gets its name, so that a failure leaves
 * nothing behind.
 *
 * @throws HooksmithError `ERR_RECORDING` for a file that the source cannot read, with place and next steps; `ERR_USAGE`
 *   when a recording would replace a file.
 */
export async function record(options: RecordOptions): Promise<RecordOutcome> {
  const { assumptions, path, source } = options;
  const now = new Date();
  const file = await readForeignFile(path);
  const reading = read(file, options, now);
  const targets = chooseTargets(reading.recordings, options);
  const recordings = await writeAll(targets, options, now);
  return {
    recordings,
    notes: [...reading.notes, ...noteInexact(file)],
    assumed: reading.leanedOn.map((option) => ({
      code: 'assumed-rule',
      rule: source.assumptions[option]?.rule ?? '',
      option,
      value: assumptions[option] ?? null,
    })),
  };
}

function read(
  file: ForeignFile,
  { assumptions, functions, kind, path, source, step }: RecordOptions,
  now: Date,
): SourceReading {
  try {
    return source.read(file, { assumptions, functions, kind, step, now });
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    const where = cause.path === '' ? '' : ` at ${cause.path}`;
    throw new HooksmithError('ERR_RECORDING', `${path}${where}: ${cause.message}`, {
      place: { file: path },
      next: [...cause.next, `hooksmith explain ${source.rule} says what the file should be.`],
      cause,
    });
  }
}

interface Target {
  readonly recording: SourceRecording;
  readonly path: string;
}

function chooseTargets(
  recordings: readonly SourceRecording[],
  { out, overwrite, path }: RecordOptions,
): readonly Target[] {
  const names = recordings.map(({ hook, step }) => hook ?? step ?? '');
  if (out !== undefined && recordings.length > 1) {
    throw new HooksmithError(
      'ERR_USAGE',
      `${path} makes ${recordings.length} recordings (${names.join(', ')}), and --out names one file`,
      { next: ['Leave --out away, or choose one of them with --kind.'] },
    );
  }
  const stem = basename(path, extname(path));
  const targets = recordings.map((recording, index) => {
    const part = recordings.length > 1 ? `.${names[index]}` : '';
    return { recording, path: out ?? `${stem}${part}.rec.jsonl` };
  });
  for (const target of targets) assertFree(target.path, path, overwrite);
  return targets;
}

/** The file that is read is never replaced, whatever flags there are. */
function assertFree(target: string, input: string, overwrite: boolean): void {
  const there = statSync(target, { throwIfNoEntry: false });
  const read = statSync(input);
  if (there?.dev === read.dev && there.ino === read.ino) {
    throw new HooksmithError('ERR_USAGE', `${target} is the file that is read; a recording must not replace it`, {
      place: { file: target },
      next: ['Name another file with --out.'],
    });
  }
  assertReplaceable(target, { overwrite });
}

async function writeAll(
  targets: readonly Target[],
  options: RecordOptions,
  now: Date,
): Promise<readonly WrittenRecording[]> {
  const writers: RecordingWriter[] = [];
  try {
    for (const { path, recording } of targets) {
      const writer = begin(path, recording, options, now);
      writers.push(writer);
      for (const page of recording.pages) await writer.writePage(page);
    }
    const written: WrittenRecording[] = [];
    for (const [index, { path, recording }] of targets.entries()) {
      const writer = writers[index];
      if (writer === undefined) continue;
      const { pages, records } = await writer.end();
      written.push({ path, hook: recording.hook, step: recording.step, pages, records, redactions: writer.redactions });
    }
    return written;
  } catch (cause) {
    for (const writer of writers) await writer.abort();
    throw cause;
  }
}

function begin(
  path: string,
  { createdAt, hook, pages, setup, step }: SourceRecording,
  { path: input, platform, source }: RecordOptions,
  now: Date,
): RecordingWriter {
  const contract = hook === null ? undefined : findContract(platform, hook);
  const counts = new Map(pages.map((page) => [page.options, page.records]));
  return createRecording(path, {
    platform,
    hook,
    ...(step === null ? {} : { step }),
    ...(setup === undefined ? {} : { setup }),
    source: { source: source.name, file: basename(input) },
    createdAt: createdAt ?? now,
    // A replay counts by the contract; steps have none.
    countRecords: (options) => contract?.countRecords(options) ?? counts.get(options) ?? 0,
  });
}

function noteInexact({ inexact }: ForeignFile): readonly SourceNote[] {
  return inexact.map((path) => ({
    rule: 'R-214',
    path,
    message: 'the number is beyond 2^53, so reading it has changed it',
  }));
}
