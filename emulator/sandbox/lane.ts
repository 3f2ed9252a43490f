import type { Stripe } from '../recording/stripe.ts';
import { lineStart } from '../recording/stripe-line.ts';
import { readResidentBytes, rssSlackMb } from './memory-watch.ts';
import { startPageClock } from './page-clock.ts';
import type { FromRunner, HostCall, Job, ToCaller } from './protocol.ts';
import { type RunnerExit, type RunnerProcess, type RunnerSettings, startRunner } from './runner-process.ts';

/** Why a runner was stopped or ended in the middle of its work. */
export interface Stop {
  readonly reason: 'timed-out' | 'out-of-memory' | 'crashed';
  /** Stage of a step that was running; null where the job is one hook, and while scripts are loading. */
  readonly stage: string | null;
  readonly lastWords: string;
  /** Calls that the parent had carried out for the page by then, in order; the last 100. Their effects stay (S-181). */
  readonly carriedOut: readonly string[];
}

/** A stripe that a lane still has to finish, or the rest of one after a stop. */
export interface Assignment {
  readonly id: number;
  readonly stripe: Stripe;
  /** Lines of the stripe before this one are done. */
  readonly from: number;
}

/** Limits of one runner. */
export interface LaneSettings extends RunnerSettings {
  /** 0: no limit, as under a debugger. */
  readonly timeoutMs: number;
}

/** What a runner says while it works. */
export type LaneMessage = Exclude<FromRunner, { kind: 'ready' | 'code-cache' | 'stage' | 'host-call' }>;

/** Who hears of a lane. `line` counts within the whole stripe. */
export interface LaneEvents {
  onMessage(message: LaneMessage): void;
  /** `lastLine` is the last line of the first assignment that was reported; null while the script was loading. */
  onStop(stop: Stop, lastLine: number | null): void;
  /** No runner could be started at all. */
  onFailure(exit: RunnerExit): void;
  /** Answers a call of the platform's module; never rejects. Absent when the job asks nobody. */
  readonly onCall?: ((call: HostCall) => Promise<ToCaller>) | undefined;
}

/** One runner with its queue: work goes in order, one page at a time, each page with its own deadline (S-155). */
export interface Lane {
  readonly queue: readonly Assignment[];
  begin(job: Job, events: LaneEvents): void;
  assign(assignment: Assignment): void;
  /** Replaces the runner and gives it the job again with what is left to do. */
  restart(job: Job, left: readonly Assignment[]): void;
  /** Called every few milliseconds while a job runs: hears the runner, then looks at its time and memory. */
  watch(): void;
  isIdle(): boolean;
  isDisposed(): boolean;
  dispose(): void;
}

const startTimeoutMs = 30_000;
const measureEveryMs = 10; // S-178
const mostCarriedOut = 100;
const mostNameChars = 60;

/** Starts a runner and keeps it for one job after another. */
export function openLane(settings: LaneSettings): Lane {
  let queue: readonly Assignment[] = [];
  let job: Job | null = null;
  let events: LaneEvents | null = null;
  let state: 'starting' | 'idle' | 'loading' | 'running' = 'starting';
  let lastLine = -1;
  let stage: string | null = null;
  const clock = startPageClock();
  let carriedOut: readonly string[] = [];
  let disposed = false;
  let measuredAt = 0;
  let runner = start();

  function start(): RunnerProcess {
    state = 'starting';
    carriedOut = [];
    clock.restart();
    const started: RunnerProcess = startRunner(settings, {
      onMessage: (message) => {
        if (started === runner) receive(message);
      },
      onExit: (exit) => {
        if (started === runner) ended(exit);
      },
    });
    return started;
  }

  function receive(message: Exclude<FromRunner, { kind: 'code-cache' }>): void {
    if (clock.isPaused()) {
      breakProtocol(message.kind);
      return;
    }
    if (message.kind === 'host-call') {
      void answer(message);
      return;
    }
    clock.restart();
    // A stage has a time of its own, but it is still the same page.
    if (message.kind !== 'stage') carriedOut = [];
    if (message.kind === 'ready') {
      state = 'idle';
      load();
      return;
    }
    if (message.kind === 'loaded') {
      state = 'running';
      for (const assignment of queue) send(assignment);
    } else {
      const current = queue[0];
      if (current === undefined || message.stripe !== current.id) {
        breakProtocol(message.kind);
        return;
      }
      if (message.kind === 'stage') {
        stage = message.stage;
        return;
      }
      stage = null;
      if ('line' in message) {
        const line = message.line + current.from;
        if (line <= lastLine || line >= current.stripe.lineEnds.length) {
          breakProtocol(message.kind);
          return;
        }
        lastLine = line;
        events?.onMessage({ ...message, line });
        return;
      }
      if (message.kind === 'stripe-end') {
        queue = queue.slice(1);
        lastLine = (queue[0]?.from ?? 0) - 1;
      }
    }
    events?.onMessage(message);
  }

  async function answer(call: HostCall): Promise<void> {
    const caller = runner;
    const reply = state === 'running' ? events?.onCall?.(call) : undefined;
    if (reply === undefined) {
      breakProtocol(call.kind);
      return;
    }
    clock.pause();
    carriedOut = [...carriedOut.slice(1 - mostCarriedOut), String(call.call).slice(0, mostNameChars)];
    const answered = await reply;
    if (caller !== runner || !clock.isPaused()) return;
    clock.resume();
    runner.answer(answered);
  }

  function breakProtocol(kind: string): void {
    runner.kill();
    ended({ reason: 'crashed', lastWords: `it sent an unexpected message of kind ${kind}` });
  }

  function load(): void {
    if (job === null) return;
    state = 'loading';
    clock.restart();
    runner.send({ kind: 'job', job });
  }

  function send({ id, stripe, from }: Assignment): void {
    const start = lineStart(stripe, from);
    runner.send(
      {
        kind: 'stripe',
        id,
        offset: stripe.offset + start,
        firstSeq: stripe.firstSeq + from,
        lineEnds: stripe.lineEnds.slice(from).map((end) => end - start),
        inline: stripe.bytes !== null,
        ...(stripe.nowMs === undefined ? {} : { nowMs: stripe.nowMs }),
      },
      stripe.bytes === null ? null : stripe.bytes.subarray(start),
    );
  }

  function ended(exit: RunnerExit): void {
    if (state === 'starting') {
      // Nobody waits for it yet: its pool starts another when there is a job.
      if (events === null) disposed = true;
      events?.onFailure(exit);
    } else if (state !== 'idle') stop({ ...exit, stage });
    else runner = start();
  }

  function stop(why: Omit<Stop, 'carriedOut'>): void {
    events?.onStop({ ...why, carriedOut }, state === 'loading' ? null : lastLine);
    stage = null;
  }

  return {
    get queue() {
      return queue;
    },
    begin(nextJob, nextEvents) {
      job = nextJob;
      events = nextEvents;
      queue = [];
      lastLine = -1;
      if (state !== 'starting') load();
    },
    assign(assignment) {
      if (queue.length === 0) {
        lastLine = assignment.from - 1;
        clock.restart();
      }
      queue = [...queue, assignment];
      if (state === 'running') send(assignment);
    },
    restart(nextJob, left) {
      runner.kill();
      job = nextJob;
      queue = left;
      lastLine = (left[0]?.from ?? 0) - 1;
      runner = start();
    },
    watch() {
      const watched = runner;
      watched.poll();
      if (watched !== runner) return;
      // Read before it is judged: a parent that was kept waiting must not blame the runner.
      const nowMs = performance.now();
      const workedMs = clock.workedMs();
      if (state === 'starting' && settings.inspect === undefined && workedMs > startTimeoutMs) {
        runner.kill();
        events?.onFailure({ reason: 'crashed', lastWords: `it was not ready after ${startTimeoutMs} ms` });
        return;
      }
      if (state !== 'loading' && (state !== 'running' || queue.length === 0)) return;
      // A page that stands at a breakpoint is not late, and what a debugger holds is not the hook's.
      if (settings.inspect !== undefined) return;
      if (workedMs > settings.timeoutMs) {
        runner.kill();
        stop({ reason: 'timed-out', stage, lastWords: '' });
        return;
      }
      if (nowMs - measuredAt < measureEveryMs || runner.pid === null) return;
      measuredAt = nowMs;
      const resident = readResidentBytes(runner.pid);
      if (resident !== null && resident > (settings.memoryMb + rssSlackMb) * 1_048_576) {
        runner.kill();
        stop({ reason: 'out-of-memory', stage, lastWords: '' });
      }
    },
    isIdle: () => queue.length === 0,
    isDisposed: () => disposed,
    dispose() {
      disposed = true;
      job = null;
      events = null;
      runner.kill();
    },
  };
}
