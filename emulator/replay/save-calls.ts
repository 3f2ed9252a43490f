import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { isJsonObject } from '../../sdk/json-object.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError } from '../recording/fault.ts';
import type { PageLine, RecordedCall } from '../recording/format.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { Stripe } from '../recording/stripe.ts';
import { readStripeLine } from '../recording/stripe-line.ts';
import { createRecording } from '../recording/write.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import type { Cast } from './cast.ts';
import type { Plan, RecordingFacts } from './plan-job.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';

/** Writes a copy of a recording while it is replayed; each page of it holds the calls that it made, with their answers. */
export interface CallSaver {
  note(event: JobEvent): Promise<void>;
  /** Gives the copy its name. */
  end(): Promise<void>;
  /** Gives up; nothing is left on the disk. */
  abort(): Promise<void>;
}

/**
 * Checks that a run can save its calls: one recording, all of its pages.
 *
 * @throws HooksmithError `ERR_USAGE` when it cannot.
 */
export async function checkSaveCalls(
  targets: readonly ReplayTarget[],
  { saveCalls, page, bail }: Pick<ReplayOptions, 'saveCalls' | 'page' | 'bail'>,
): Promise<void> {
  if (saveCalls === undefined) return;
  const recordings = targets.flatMap((target) => target.recordings);
  const [only, ...others] = recordings;
  if (only === undefined || others.length > 0) {
    throw usage(`--save-calls writes a copy of one recording, and this run has ${recordings.length}`, [
      'Name one hook and one recording.',
    ]);
  }
  if (page !== undefined || bail === true) {
    throw usage(`--save-calls needs all pages, which --${page === undefined ? 'bail' : 'page'} leaves out`, [
      'Replay the whole recording.',
    ]);
  }
  const [source, copy] = await Promise.all([only, saveCalls].map((path) => realpath(path).catch(() => path)));
  if (source === copy) throw usage('--save-calls would write over the recording itself', ['Name another file.']);
}

/**
 * Begins the copy. It keeps what decides over the verdicts: clock, chance, and how hook or step are configured. Secrets are
 * redacted as in every recording.
 */
export function openCallSaver(
  path: string,
  { reader, cast, plan }: { readonly reader: RecordingFacts; readonly cast: Cast; readonly plan: Plan },
): CallSaver {
  const { step, hook, setup } = reader.header;
  const writer = createRecording(path, {
    platform: cast.platform,
    hook: plan.job.kind === 'hook' ? (hook ?? cast.name) : null,
    ...(plan.job.kind === 'step' ? { step: step ?? cast.name } : {}),
    ...(Object.keys(setup).length === 0 ? {} : { setup }),
    source: { copyOf: basename(reader.path), with: 'calls' },
    createdAt: new Date(plan.job.nowMs),
    seed: plan.job.seed,
    countRecords: (options) => cast.countRecords(options),
  });
  /** The stripe that is being copied, and its first line that is not copied yet. */
  let place: { readonly stripe: Stripe; readonly line: number } | null = null;

  /** Copies the lines of a stripe up to the page that was judged; without one, all that are left. */
  async function copy(stripe: Stripe, judged: { readonly seq: number; readonly calls: Calls } | null): Promise<void> {
    let line = place?.stripe === stripe ? place.line : 0;
    while (line < stripe.lineEnds.length) {
      const text = readStripeLine(reader.path, stripe, line);
      const page = parsePageLine(text, reader.form, stripe.firstSeq + line);
      line += 1;
      place = { stripe, line };
      if (page.kind === 'page') {
        if (judged === null || page.seq !== judged.seq)
          throw new Error(`page ${page.seq} was copied before it was judged`);
        await writer.writePage(withCalls(page, judged.calls));
        return;
      }
      await copyOther(text);
    }
  }

  async function copyOther(text: string): Promise<void> {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return;
    const { kind, page, entry } = value;
    if (kind === 'http' && typeof page === 'number' && isJsonObject(entry)) return writer.writeHttp(page, entry);
    throw recordingError(reader.path, `a line of kind ${JSON.stringify(kind)} cannot be copied`, {
      next: ['Use the version of hooksmith that wrote the recording, or leave --save-calls out.'],
    });
  }

  return {
    async note(event) {
      switch (event.kind) {
        case 'page': {
          const { seq, status, calls } = event.verdict;
          return copy(event.stripe, { seq, calls: status === 'unjudged' ? 'recorded' : calls });
        }
        case 'stopped':
          return copy(event.stripe, { seq: event.page.seq, calls: 'recorded' });
        case 'stripe-end':
          return copy(event.stripe, null);
        default:
          return;
      }
    },
    async end() {
      await writer.end();
    },
    abort: () => writer.abort(),
  };
}

/** Calls that were made; or those of the recording, where nobody knows what was called. */
type Calls = readonly RecordedCall[] | 'recorded';

function withCalls(
  { options, result, error, stages, calls: recorded }: PageLine,
  calls: Calls,
): object & { options: object } {
  const kept = calls === 'recorded' ? (recorded ?? []) : calls;
  return {
    options,
    ...(kept.length === 0 ? {} : { calls: kept }),
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
    ...(stages === undefined ? {} : { stages }),
  };
}

function usage(message: string, next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, { next });
}
