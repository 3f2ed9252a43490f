/** Measures how long a page has worked; the time that the parent works for it does not count (S-118). All times in ms. */
export interface PageClock {
  /** Begins anew, at zero. */
  restart(): void;
  pause(): void;
  resume(): void;
  isPaused(): boolean;
  workedMs(): number;
}

/** Starts a clock. */
export function startPageClock(): PageClock {
  let since = performance.now();
  let pausedAt: number | null = null;

  return {
    restart() {
      since = performance.now();
      pausedAt = null;
    },
    pause() {
      pausedAt ??= performance.now();
    },
    resume() {
      if (pausedAt !== null) since += performance.now() - pausedAt;
      pausedAt = null;
    },
    isPaused: () => pausedAt !== null,
    workedMs: () => (pausedAt ?? performance.now()) - since,
  };
}
