import { HooksmithError } from '../errors.ts';
import type { PageLine } from '../recording/format.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { Stripe } from '../recording/stripe.ts';
import { readStripeLine } from '../recording/stripe-line.ts';
import { startError } from './inspect.ts';
import type { Assignment, Lane, LaneMessage, Stop } from './lane.ts';
import type { FromRunner, HostCall, Job, PageVerdict, ToCaller } from './protocol.ts';

/** What happens in a job, in the order of the recording whatever the number of lanes. */
export type JobEvent =
  | Extract<FromRunner, { kind: 'loaded' }>
  /** The script itself did not load within its limits: no page can be run. */
  | { readonly kind: 'load-stopped'; readonly stop: Stop }
  | { readonly kind: 'page'; readonly verdict: PageVerdict; readonly stripe: Stripe }
  /** A page went beyond a limit; its runner was replaced and the rest goes on. */
  | { readonly kind: 'stopped'; readonly stop: Stop; readonly page: PageLine; readonly stripe: Stripe }
  | {
      readonly kind: 'fault';
      readonly stripe: Stripe;
      readonly line: number;
      readonly index: number;
      readonly what: string;
    }
  /** A page that was not asked for. */
  | { readonly kind: 'passed-over'; readonly seq: number }
  | { readonly kind: 'changed-file' }
  | { readonly kind: 'stripe-end'; readonly stripe: Stripe };

/** Work for a set of lanes. */
export interface JobWork {
  readonly job: Job;
  readonly lanes: readonly Lane[];
  readonly stripes: AsyncIterable<Stripe>;
  /** Answers calls of the platform's module; absent when nothing stands in for the platform. */
  readonly onCall?: ((call: HostCall) => Promise<ToCaller>) | undefined;
  /** Ends the job: it throws the signal's reason, and lanes that were at work are disposed of. */
  readonly signal?: AbortSignal | undefined;
}

const assignmentsPerLane = 2; // S-108: two in flight keep a runner busy, more gain nothing
const watchEveryMs = 4;
/** At first more often: a short run is mostly waiting. */
const watchCloselyMs = 500;

/** Events of one stripe that wait for their turn. */
interface Waiting {
  readonly stripe: Stripe;
  readonly events: JobEvent[];
  done: boolean;
}

/**
 * Spreads the stripes of a recording over lanes and yields what happens in the order of the recording.
 * Throws ERR_RUNNER when a runner cannot be started, and whatever the stripes throw.
 */
export async function* runJob({ job, lanes, stripes, onCall, signal }: JobWork): AsyncGenerator<JobEvent> {
  const source = stripes[Symbol.asyncIterator]();
  const waiting = new Map<number, Waiting>();
  const early: JobEvent[] = [];
  let present = job;
  let failure: unknown = null;
  let nextIn = 0;
  let nextOut = 0;
  let exhausted = false;
  let reading = false;
  let loaded = false;
  let wake: () => void = () => undefined;

  function fail(error: unknown): void {
    failure ??= error;
    wake();
  }

  const cancel = (): void => fail(signal?.reason);

  function receive(message: LaneMessage): void {
    if (message.kind === 'loaded') {
      if (!loaded && !present.skipScript) early.push(message);
      loaded = true;
    } else {
      const entry = waiting.get(message.stripe);
      if (entry === undefined) return;
      entry.events.push(toEvent(message, entry.stripe));
      if (message.kind === 'stripe-end') entry.done = true;
    }
    wake();
  }

  function stopped(lane: Lane, stop: Stop, lastLine: number | null): void {
    if (lastLine === null) {
      // Without the script there is nothing left that could stop it: the fault is ours, and starting again would not end.
      if (present.skipScript) {
        fail(new HooksmithError('ERR_RUNNER', `a runner ended before its first page: ${stop.lastWords}`));
        return;
      }
      early.push({ kind: 'load-stopped', stop });
      present = { ...present, skipScript: true };
      lane.restart(present, lane.queue);
      wake();
      return;
    }
    const [current, ...later] = lane.queue;
    if (current === undefined) return;
    const culprit = findPage(job, current, lastLine + 1);
    const entry = waiting.get(current.id);
    if (culprit === null || entry === undefined) {
      fail(new HooksmithError('ERR_RUNNER', `a runner ended between two pages: ${stop.lastWords}`));
      return;
    }
    entry.events.push({ kind: 'stopped', stop, page: culprit.page, stripe: current.stripe });
    const from = culprit.line + 1;
    const rest = from < current.stripe.lineEnds.length ? [{ ...current, from }] : [];
    if (rest.length === 0) {
      entry.events.push({ kind: 'stripe-end', stripe: current.stripe });
      entry.done = true;
    }
    lane.restart(present, [...rest, ...later]);
    wake();
  }

  async function readNext(): Promise<void> {
    reading = true;
    try {
      const next = await source.next();
      if (next.done === true) exhausted = true;
      else place(next.value);
    } catch (error) {
      fail(error);
    }
    reading = false;
    wake();
  }

  function place(stripe: Stripe): void {
    const id = nextIn;
    nextIn += 1;
    waiting.set(id, { stripe, events: [], done: false });
    findShortest()?.assign({ id, stripe, from: 0 });
  }

  function findShortest(): Lane | undefined {
    return [...lanes].sort((a, b) => a.queue.length - b.queue.length)[0];
  }

  function hasRoom(): boolean {
    return (findShortest()?.queue.length ?? 0) < assignmentsPerLane;
  }

  for (const lane of lanes) {
    lane.begin(job, {
      onMessage: receive,
      onStop: (stop, lastLine) => stopped(lane, stop, lastLine),
      onFailure: ({ lastWords }) => fail(startError(lastWords)),
      onCall,
    });
  }
  const startedAt = performance.now();
  let watch = setTimeout(watchAll, 1);
  function watchAll(): void {
    for (const lane of lanes) lane.watch();
    watch = setTimeout(watchAll, performance.now() - startedAt < watchCloselyMs ? 1 : watchEveryMs);
  }

  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cancel, { once: true });
    for (;;) {
      if (failure !== null) throw failure;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // A slow reader of the events must not let finished stripes pile up.
      if (!reading && !exhausted && nextIn - nextOut < lanes.length * assignmentsPerLane * 2 && hasRoom())
        void readNext();
      yield* early.splice(0);
      const entry = waiting.get(nextOut);
      if (entry !== undefined && (entry.events.length > 0 || entry.done)) {
        yield* entry.events.splice(0);
        // While a slow reader was busy with those, more may have come, and the end with them.
        if (entry.done && entry.events.length === 0) {
          waiting.delete(nextOut);
          nextOut += 1;
        }
        continue;
      }
      // Lanes that were disposed of, as when a live script is closed, report no more.
      if (exhausted && (nextOut === nextIn || lanes.every((lane) => lane.isDisposed()))) return;
      await woken;
    }
  } finally {
    clearTimeout(watch);
    signal?.removeEventListener('abort', cancel);
    for (const lane of lanes) if (!lane.isIdle()) lane.dispose();
  }
}

function toEvent(message: Exclude<LaneMessage, { kind: 'loaded' }>, stripe: Stripe): JobEvent {
  switch (message.kind) {
    case 'page':
      return { kind: 'page', verdict: message, stripe };
    case 'fault':
      return { kind: 'fault', stripe, line: message.line, index: message.index, what: message.what };
    case 'changed-file':
      return { kind: 'changed-file' };
    case 'stripe-end':
      return { kind: 'stripe-end', stripe };
    case 'passed-over':
      return { kind: 'passed-over', seq: message.seq };
  }
}

/** The page that was running: the first page line that the runner had not yet reported. */
function findPage(
  job: Job,
  { stripe }: Assignment,
  from: number,
): { readonly page: PageLine; readonly line: number } | null {
  for (let line = from; line < stripe.lineEnds.length; line += 1) {
    const page = parsePageLine(
      readStripeLine(job.recording?.path ?? '', stripe, line),
      job.form,
      stripe.firstSeq + line,
    );
    if (page.kind === 'page') return { page, line };
  }
  return null;
}
