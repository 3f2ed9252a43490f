import type { Stop } from './lane.ts';
import { readResidentBytes, rssSlackMb } from './memory-watch.ts';
import type { CallAnswer, ServeJob, ServeProblem } from './protocol.ts';
import { type RunnerProcess, type RunnerSettings, startRunner } from './runner-process.ts';

/** A runner that stays: it keeps the functions of a stack loaded and answers calls of them. */
export interface Resident {
  /** Carries out one call; `body` is its JSON. Never rejects. */
  call(body: Buffer): Promise<CallOutcome>;
  /** Whether a call would be carried out at once: false while a new runner loads. */
  isReady(): boolean;
  dispose(): void;
}

/** What became of a call. */
export type CallOutcome =
  | { readonly status: 'answered'; readonly answer: CallAnswer; readonly text: Buffer }
  /** It went beyond a limit; its runner was replaced. `index` is the function's, null when it had not begun. */
  | { readonly status: 'stopped'; readonly stop: Stop; readonly index: number | null }
  /** There is no runner that could carry it out. */
  | { readonly status: 'unavailable'; readonly why: string };

/** Limits of a resident. */
export interface ResidentSettings extends RunnerSettings {
  /** Longest time of a call of the job's function at `index`; null: of a call that is still read. */
  timeoutMs(index: number | null): number;
  /** Longest time for loading all scripts. */
  readonly loadTimeoutMs: number;
}

/** How the first start went. */
export type Opened =
  | { readonly status: 'ready'; readonly resident: Resident }
  | { readonly status: 'failed'; readonly problem: ServeProblem }
  | { readonly status: 'stopped'; readonly stop: Stop };

/** A call that is not answered yet. */
interface Pending {
  readonly id: number;
  readonly body: Buffer;
  isSent: boolean;
  settle(outcome: CallOutcome): void;
}

/** More in flight gain nothing (S-108), and are sent again when the runner is stopped. */
const maxInFlight = 4;
const pollEveryMs = 1;
const measureEveryMs = 10; // S-178
/** Short calls can only leak little by little. */
const measureSeldomMs = 250;
const startTimeoutMs = 30_000;
/** What a runner has said stays on the disk until nothing is in flight; at this size calls wait for that. */
const maxHeardBytes = 256 * 1024 * 1024;

/** Starts a runner, loads the functions and waits until they can be called. */
export function openResident(job: ServeJob, settings: ResidentSettings): Promise<Opened> {
  let pending: readonly Pending[] = [];
  let state: 'starting' | 'loading' | 'ready' | 'failed' = 'starting';
  let current: number | null = null;
  let since = performance.now();
  let measuredAt = 0;
  let lastId = 0;
  let disposed = false;
  let timer: NodeJS.Timeout | null = null;
  let opened: (how: Opened) => void = () => undefined;
  let runner = start();
  // A runner that spins would not notice that its parent has ended.
  process.once('exit', dispose);

  function start(): RunnerProcess {
    state = 'starting';
    since = performance.now();
    current = null;
    const isPresent = (): boolean => started === runner && !disposed;
    const started: RunnerProcess = startRunner(settings, {
      onMessage({ kind }) {
        if (!isPresent()) return;
        if (kind === 'ready') load();
        else breakProtocol(kind);
      },
      onServing(message) {
        if (!isPresent()) return;
        if (message.kind === 'serving') loaded(message.problem);
        else began(message.id, message.index);
      },
      onAnswer: (answer, text) => {
        if (isPresent()) answered(answer, text);
      },
      onExit: (exit) => {
        if (isPresent()) stop(exit);
      },
    });
    watch();
    return started;
  }

  function load(): void {
    state = 'loading';
    since = performance.now();
    runner.send({ kind: 'serve', job });
  }

  function loaded(problem: ServeProblem | null): void {
    if (problem !== null) {
      giveUp({ status: 'failed', problem }, problem.message);
      return;
    }
    state = 'ready';
    since = performance.now();
    opened({ status: 'ready', resident });
    sendMore();
  }

  function began(id: number, index: number): void {
    if (pending[0]?.id !== id || job.functions[index] === undefined) {
      breakProtocol('began');
      return;
    }
    current = index;
    since = performance.now();
  }

  function answered(answer: CallAnswer, text: Buffer): void {
    const [first, ...rest] = pending;
    if (first === undefined || first.id !== answer.id || !first.isSent) {
      breakProtocol('answer');
      return;
    }
    pending = rest;
    current = null;
    since = performance.now();
    first.settle({ status: 'answered', answer, text });
    // A crash takes the process with it, and what the functions had kept in it (C-711).
    if (answer.status === null) replace();
    else sendMore();
  }

  function breakProtocol(kind: string): void {
    stop({ reason: 'crashed', lastWords: `it sent an unexpected message of kind ${kind}` });
  }

  /** The call that was running is lost; those behind it are sent to a new runner. */
  function stop(reason: Omit<Stop, 'stage' | 'carriedOut'>): void {
    const why: Stop = { ...reason, stage: null, carriedOut: [] };
    const index = current;
    if (state !== 'ready') {
      giveUp({ status: 'stopped', stop: why }, `${why.reason} while it loaded the functions`);
      return;
    }
    const [first, ...rest] = pending;
    if (first?.isSent === true) {
      pending = rest;
      first.settle({ status: 'stopped', stop: why, index });
    }
    replace();
  }

  /** The functions cannot be loaded; the next call tries again. */
  function giveUp(how: Opened, why: string): void {
    state = 'failed';
    runner.kill();
    for (const call of pending) call.settle({ status: 'unavailable', why });
    pending = [];
    opened(how);
  }

  function replace(): void {
    runner.kill();
    for (const call of pending) call.isSent = false;
    runner = start();
  }

  function sendMore(): void {
    if (state !== 'ready') return;
    const inFlight = pending.filter(({ isSent }) => isSent).length;
    if (runner.heardBytes() > maxHeardBytes) {
      if (inFlight > 0) return;
      runner.forget();
    }
    for (const call of pending.slice(inFlight, maxInFlight)) {
      if (call === pending[0]) since = performance.now();
      call.isSent = true;
      runner.send({ kind: 'call', id: call.id, nowMs: Date.now() }, call.body);
    }
    watch();
  }

  /** Hears the runner every millisecond while there is something to hear, then looks at its time and memory. */
  function watch(): void {
    timer ??= setTimeout(() => {
      timer = null;
      if (disposed || state === 'failed') return;
      runner.poll();
      judge();
      if (state !== 'ready' || pending.length > 0) watch();
    }, pollEveryMs);
  }

  function judge(): void {
    // Read before it is judged: a parent that was kept waiting must not blame the runner.
    const nowMs = performance.now();
    if (state === 'ready' && pending.length === 0) return;
    const limitMs = limitOf(state);
    if (nowMs - since > limitMs) {
      stop({ reason: 'timed-out', lastWords: '' });
      return;
    }
    const everyMs = nowMs - since < measureEveryMs ? measureSeldomMs : measureEveryMs;
    if (nowMs - measuredAt < everyMs || runner.pid === null) return;
    measuredAt = nowMs;
    const resident = readResidentBytes(runner.pid);
    if (resident !== null && resident > (settings.memoryMb + rssSlackMb) * 1_048_576) {
      stop({ reason: 'out-of-memory', lastWords: '' });
    }
  }

  function limitOf(present: typeof state): number {
    if (present === 'starting') return startTimeoutMs;
    return present === 'loading' ? settings.loadTimeoutMs : settings.timeoutMs(current);
  }

  function dispose(): void {
    disposed = true;
    process.off('exit', dispose);
    if (timer !== null) clearTimeout(timer);
    runner.kill();
    for (const call of pending) call.settle({ status: 'unavailable', why: 'the server is closing' });
    pending = [];
  }

  const resident: Resident = {
    call: (body) =>
      new Promise((settle) => {
        if (disposed) {
          settle({ status: 'unavailable', why: 'the server is closing' });
          return;
        }
        if (state === 'failed') runner = start();
        lastId += 1;
        pending = [...pending, { id: lastId, body, isSent: false, settle }];
        sendMore();
      }),
    isReady: () => state === 'ready' && !disposed,
    dispose,
  };
  return new Promise((resolve) => {
    opened = (how) => {
      opened = () => undefined;
      if (how.status !== 'ready') dispose();
      resolve(how);
    };
  });
}
