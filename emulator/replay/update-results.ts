import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, type Stats, statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { JsonValue } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError } from '../recording/fault.ts';
import type { PageLine } from '../recording/format.ts';
import { buildIndex, indexPath } from '../recording/index.ts';
import { recordingLimits } from '../recording/limits.ts';
import { type LineOutput, openLineOutput } from '../recording/line-output.ts';
import type { RecordingReader } from '../recording/read.ts';
import { makeRedactor, type RedactionPolicy, type Redactor } from '../recording/redact.ts';
import { replaceResult } from '../recording/replace-result.ts';
import type { PageVerdict } from '../sandbox/protocol.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import { makeLineCopier } from './copy-lines.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';

/** The present results of a run, written beside each recording until somebody accepts them. */
export interface ResultUpdates {
  /** The recordings that would change, in the order of the run. */
  readonly recordings: readonly RecordingUpdate[];
  /** Pages that failed, or could not be judged: with one of them nothing should be accepted. */
  readonly blocked: { readonly failed: number; readonly unjudged: number };
  /** Begins with one recording of the run. */
  open(reader: RecordingReader): Promise<RecordingUpdater>;
  /** Puts each of `recordings` in place of the recording itself. Throws ERR_RECORDING when one was changed meanwhile. */
  commit(): Promise<void>;
  /** Gives up; nothing is left on the disk. */
  discard(): Promise<void>;
}

/** How a recording would change. */
export interface RecordingUpdate {
  readonly recording: string;
  /** Pages whose result would be another one. */
  readonly changed: number;
  /** Pages that had no result. */
  readonly added: number;
  /** Secrets in results that are not written, so that a replay will find them different again. */
  readonly redacted: number;
}

/** Follows the replay of one recording. */
export interface RecordingUpdater {
  note(event: JobEvent): Promise<void>;
  /** All pages were replayed. */
  end(): Promise<void>;
}

interface Pending extends RecordingUpdate {
  readonly output: LineOutput;
  readonly path: string;
  readonly before: Stats;
}

/**
 * Checks that the results of a run can be accepted: those of whole recordings, each through one hook, under the clock and
 * seed of the recording.
 *
 * @throws HooksmithError `ERR_USAGE` when they cannot.
 */
export async function checkUpdate(
  targets: readonly ReplayTarget[],
  options: Pick<ReplayOptions, 'page' | 'bail' | 'seed' | 'now' | 'allowTruncated' | 'saveCalls'>,
): Promise<void> {
  const against: readonly (readonly [flag: string, given: boolean, why: string])[] = [
    ['--page', options.page !== undefined, 'replaces all results of a recording'],
    ['--bail', options.bail === true, 'replaces all results of a recording'],
    ['--allow-truncated', options.allowTruncated === true, 'writes whole recordings only'],
    ['--save-calls', options.saveCalls !== undefined, 'writes the recording itself'],
    ['--seed', options.seed !== undefined, 'accepts results under the seed of the recording'],
    ['--now', options.now !== undefined, 'accepts results at the time of the recording'],
  ];
  const found = against.find(([, given]) => given);
  if (found !== undefined) throw usage(`--update ${found[2]}, so it does not go with ${found[0]}`, ['Leave it out.']);
  const step = targets.find((target) => !('script' in target));
  if (step !== undefined) {
    const name = 'step' in step ? step.step : 'httpStep' in step ? step.httpStep : '';
    throw usage(`--update accepts results of hooks, and ${name} is a step`, [
      'Name the hooks to update: hooksmith replay <hook> --update',
    ]);
  }
  const paths = targets.flatMap(({ recordings }) => recordings);
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  const twice = paths.find((_, index) => real.indexOf(real[index] ?? '') !== index);
  if (twice === undefined) return;
  throw usage(`${twice} is replayed twice in this run, and can hold the results of one hook only`, [
    'Name the hook whose results it shall hold: hooksmith replay <hook> --update',
  ]);
}

/** Begins the updates of a run; call `commit` or `discard` when it is over. */
export function openResultUpdates(): ResultUpdates {
  const pending: Pending[] = [];
  const outputs = new Set<LineOutput>();
  let failed = 0;
  let unjudged = 0;

  async function open(reader: RecordingReader): Promise<RecordingUpdater> {
    const { headerText } = reader;
    if (headerText === null) {
      throw usage(`${reader.path} holds bare options, which have no place for results`, [
        'Make a recording of it: hooksmith replay <hook> <file> --save-calls NAME.rec.jsonl',
      ]);
    }
    const path = await realpath(reader.path);
    const before = await stat(path);
    const output = openLineOutput(path, { isGzip: reader.isGzip, mode: before.mode & 0o777 });
    outputs.add(output);
    const redactor = makeRedactor({ key: randomBytes(32), policy: policyOf(headerText) });
    const copier = makeLineCopier(reader, output);
    const counts = { pages: 0, records: 0, changed: 0, added: 0 };
    await output.write(Buffer.from(`${headerText}\n`));

    /** The new text of the line of a page that passed; the line itself where there is nothing new. */
    function accept(verdict: PageVerdict, line: string, page: PageLine): string {
      if (verdict.changed) counts.changed += 1;
      else if (verdict.result === null || 'result' in page || page.error !== undefined) return line;
      else counts.added += 1;
      const text = replaceResult(line, verdict.result === null ? null : redact(redactor, verdict.result));
      if (Buffer.byteLength(text) <= recordingLimits.lineBytes) return text;
      throw recordingError(reader.path, `page ${verdict.seq} would be longer than ${recordingLimits.lineBytes} bytes`, {
        next: ['Such a result cannot be kept (R-510).'],
      });
    }

    return {
      async note(event) {
        switch (event.kind) {
          case 'page': {
            const { verdict, stripe } = event;
            counts.pages += 1;
            counts.records += verdict.records;
            const passes = verdict.status === 'passed' && !verdict.issues.some(isFailure);
            if (verdict.status === 'unjudged') unjudged += 1;
            else if (!passes && !verdict.asRecorded) failed += 1;
            return copier.copy(stripe, {
              seq: verdict.seq,
              change: (line, page) => (passes ? accept(verdict, line, page) : line),
            });
          }
          case 'stopped':
            counts.pages += 1;
            failed += 1;
            return copier.copy(event.stripe, { seq: event.page.seq, change: (line) => line });
          case 'stripe-end':
            return copier.copy(event.stripe, null);
          default:
            return;
        }
      },
      async end() {
        const { changed, added } = counts;
        if (changed + added === 0 || failed + unjudged > 0) {
          outputs.delete(output);
          await output.discard();
          return;
        }
        await output.finish(counts);
        pending.push({ recording: reader.path, changed, added, redacted: redactor.count, output, path, before });
      },
    };
  }

  return {
    open,
    get recordings() {
      return pending;
    },
    get blocked() {
      return { failed, unjudged };
    },
    async commit() {
      for (const { path, recording, before, output } of pending) {
        if (!isSame(before, statSync(path, { throwIfNoEntry: false }))) {
          throw recordingError(recording, 'was changed since it was replayed, so it was left as it is', {
            next: ['Replay it again.'],
          });
        }
        await output.commit();
        outputs.delete(output);
        if (existsSync(indexPath(path))) await buildIndex(path);
      }
    },
    async discard() {
      for (const output of outputs) await output.discard();
      outputs.clear();
    },
  };
}

function isFailure({ code, severity }: PageVerdict['issues'][number]): boolean {
  return severity === 'error' && code !== 'result-changed';
}

function redact(redactor: Redactor, result: string): string {
  const value: JsonValue = JSON.parse(result);
  const before = redactor.count;
  const redacted = redactor.redact(value);
  // What holds no secret is kept to the byte: a replay then sees at once that it is the same.
  return redactor.count === before ? result : JSON.stringify(redacted);
}

/** How the recording was redacted: what joins it is redacted in the same way. */
function policyOf(headerText: string): RedactionPolicy {
  const { redaction }: { readonly redaction?: unknown } = JSON.parse(headerText);
  const isOff =
    typeof redaction === 'object' && redaction !== null && 'policy' in redaction && redaction.policy === 'off';
  return isOff ? 'off' : 'default';
}

function isSame(before: Stats, now: Stats | undefined): boolean {
  return (
    now !== undefined &&
    before.dev === now.dev &&
    before.ino === now.ino &&
    before.size === now.size &&
    before.mtimeMs === now.mtimeMs
  );
}

function usage(message: string, next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, { next });
}
