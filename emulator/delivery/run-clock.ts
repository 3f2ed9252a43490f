/** The time of a run, as steps see it. */
export interface RunClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Lets time pass. */
  wait(ms: number): Promise<void>;
  /** Starts the time of an exchange; `onDue` is called when `timeoutMs` of it are over, unless it has ended before. */
  begin(timeoutMs: number, onDue: () => void): RunTimer;
}

/** The time of one exchange. */
export interface RunTimer {
  /** Ends it and gives how long it took, in ms of the clock. */
  end(): number;
}

/** The clock of the machine: waits are waited. */
export function makeRealClock(): RunClock {
  return {
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    begin(timeoutMs, onDue) {
      const startedAt = performance.now();
      const timer = setTimeout(onDue, timeoutMs);
      return {
        end() {
          clearTimeout(timer);
          return Math.round(performance.now() - startedAt);
        },
      };
    },
  };
}

/**
 * A clock that jumps over waits and goes on by as much as exchanges really take, so that a day of retries takes no longer
 * than its sockets (H-273). A time-out is the platform's on this clock, and `deadlineMs` at most on the machine's (H-215).
 */
export function makeVirtualClock({
  startMs,
  deadlineMs = Number.POSITIVE_INFINITY,
}: {
  readonly startMs: number;
  /** How long an exchange may really take before its time is taken to be up. */
  readonly deadlineMs?: number;
}): RunClock {
  let present = startMs;
  return {
    now: () => present,
    async wait(ms) {
      present += ms;
    },
    begin(timeoutMs, onDue) {
      const startedAt = performance.now();
      let isDue = false;
      const timer = setTimeout(
        () => {
          isDue = true;
          onDue();
        },
        Math.min(timeoutMs, deadlineMs),
      );
      return {
        end() {
          clearTimeout(timer);
          const ms = isDue ? timeoutMs : Math.min(timeoutMs, Math.round(performance.now() - startedAt));
          present += ms;
          return ms;
        },
      };
    },
  };
}
