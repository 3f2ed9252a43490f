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
import { parsePageLine } from '../recording/page-line.ts';
import type { RecordingReader } from '../recording/read.ts';
import { makeRedactor, type RedactionPolicy, type Redactor } from '../recording/redact.ts';
import { replaceResult } from '../recording/replace-result.ts';
import type { Stripe } from '../recording/stripe.ts';
import { readStripeLine } from '../recording/stripe-line.ts';
import type { PageStatus, PageVerdict } from '../sandbox/protocol.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import { makeLineCopier } from './copy-lines.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';

/** The present results of a run, written beside each recording until somebody accepts them. */
export interface ResultUpdates {
  /** The recordings that would change, in the order of the run. */
  readonly recordings: readonly RecordingUpdate[];
  /** Pages that failed, or could not be judged: with one of them nothing should be accepted. */
  readonly blocked: Blocked;
  /** Begins with one recording of the run. */
  open(reader: RecordingReader): Promise<RecordingUpdater>;
  /** Puts each of `recordings` in place of the recording itself. Throws ERR_RECORDING when one was changed meanwhile. */
  commit(): Promise<void>;
  /** Gives up; nothing is left on the disk. */
  discard(): Promise<void>;
}

/** Pages that keep a run from being accepted. */
export interface Blocked {
  readonly failed: number;
  readonly unjudged: number;
  /** Results of given stages were used that had been recorded for other records; accepting would hide that. */
  readonly stale: number;
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
  /** In place of `note`: a stripe whose pages were all replayed. */
  noteStripe(stripe: Stripe, pages: ReadonlyMap<number, JudgedPage>): Promise<void>;
  /** All pages were replayed. */
  end(): Promise<void>;
}

/** What became of a page, as far as an update needs it. */
export interface JudgedPage {
  readonly seq: number;
  readonly records: number;
  readonly status: PageStatus;
  /** Something of it is an error that is neither recorded nor another result. */
  readonly fails: boolean;
  /** A result of a given stage was used that had been recorded for another record. */
  readonly isStale: boolean;
  readonly changed: boolean;
  /** JSON text; null where there is none. */
  readonly result: string | null;
  /** JSON texts of stages that differ. */
  readonly stages: Readonly<Record<string, string>>;
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
  let stale = 0;

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

    /** The new text of the line of a page; the line itself where there is nothing new. */
    function accept(judged: JudgedPage, line: string, page: PageLine): string {
      const { seq, changed, result, stages } = judged;
      if (changed) counts.changed += 1;
      else if (result === null || 'result' in page || page.error !== undefined) return line;
      else counts.added += 1;
      // A step that fails as it was recorded can have other stages; what went on is not known then.
      const kept =
        result === null && page.stages !== undefined && 'result' in page ? JSON.stringify(page.result) : null;
      const text = replaceResult(line, {
        result: result === null ? kept : redact(redactor, result),
        stages: Object.fromEntries(Object.entries(stages).map(([name, stage]) => [name, redact(redactor, stage)])),
      });
      if (Buffer.byteLength(text) <= recordingLimits.lineBytes) return text;
      throw recordingError(reader.path, `page ${seq} would be longer than ${recordingLimits.lineBytes} bytes`, {
        next: ['Such a result cannot be kept (R-510).'],
      });
    }

    async function notePage(judged: JudgedPage, stripe: Stripe): Promise<void> {
      counts.pages += 1;
      counts.records += judged.records;
      if (judged.status === 'unjudged') unjudged += 1;
      else if (judged.fails) failed += 1;
      else if (judged.isStale) stale += 1;
      const isGood = judged.status !== 'unjudged' && !judged.fails;
      await copier.copy(stripe, {
        seq: judged.seq,
        change: (line, page) => (isGood ? accept(judged, line, page) : line),
      });
    }

    /** Pages behind one that ended the flow would not have run: nothing is known of them (C-207). */
    let hasEnded = false;

    return {
      async note(event) {
        switch (event.kind) {
          case 'page': {
            const { verdict, stripe } = event;
            const judged = judgeVerdict(verdict);
            await notePage(hasEnded ? unreached(judged) : judged, stripe);
            hasEnded ||= verdict.step?.status === 'stopped' || verdict.step?.abort === true;
            return;
          }
          case 'stopped': {
            const { page, stripe } = event;
            failed += 1;
            return copier.copy(stripe, { seq: page.seq, change: (line) => line });
          }
          case 'stripe-end':
            return copier.copy(event.stripe, null);
          default:
            return;
        }
      },
      async noteStripe(stripe, pages) {
        for (const [line] of stripe.lineEnds.entries()) {
          const page = parsePageLine(readStripeLine(reader.path, stripe, line), reader.form, 0);
          const judged = page.kind === 'page' ? pages.get(page.seq) : undefined;
          if (judged !== undefined) await notePage(judged, stripe);
        }
        await copier.copy(stripe, null);
      },
      async end() {
        const { changed, added } = counts;
        if (changed + added === 0 || failed + unjudged + stale > 0) {
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
      return { failed, unjudged, stale };
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

function judgeVerdict({ seq, records, status, asRecorded, changed, issues, result, step }: PageVerdict): JudgedPage {
  return {
    seq,
    records,
    status,
    fails: issues.some(isFailure) || (status !== 'passed' && !asRecorded),
    isStale: issues.some(({ code }) => code === 'stale-stage'),
    changed,
    result,
    stages: step?.stages ?? {},
  };
}

function unreached(judged: JudgedPage): JudgedPage {
  return { ...judged, status: 'passed', fails: false, isStale: false, changed: false, result: null };
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
