/** How the waits between attempts grow. */
export interface Backoff {
  /** The first ceiling, in ms. */
  readonly baseMs: number;
  /** By which each ceiling is the last one multiplied. */
  readonly factor: number;
  /** No ceiling is higher, in ms. */
  readonly capMs: number;
  /**
   * How much of the ceiling is waited: `none`: all of it; `full`: a random part of it (H-230); `decorrelated`: a random time
   * between the base and three times the last wait, at most the cap (H-231).
   */
  readonly jitter: 'none' | 'full' | 'decorrelated';
}

/** The wait that is asked for. */
export interface BackoffMoment {
  /** Which wait it is, from 1. */
  readonly n: number;
  /** The wait before this one, in ms; null before the first. */
  readonly previousMs: number | null;
  /** At least 0, below 1. */
  random(): number;
}

/** The longest that the n-th wait (from 1) can be without decorrelated jitter: `min(cap, base * factor^(n - 1))`, in ms. */
export function backoffCeiling({ baseMs, factor, capMs }: Backoff, n: number): number {
  return Math.min(capMs, baseMs * factor ** (n - 1));
}

/**
 * The n-th wait, in whole ms.
 *
 * @example
 * backoffDelay({ baseMs: 10_000, factor: 2, capMs: 3_600_000, jitter: 'none' }, { n: 3, previousMs: 20_000, random }); // 40_000
 */
export function backoffDelay(backoff: Backoff, { n, previousMs, random }: BackoffMoment): number {
  const { baseMs, capMs, jitter } = backoff;
  switch (jitter) {
    case 'none':
      return Math.round(backoffCeiling(backoff, n));
    case 'full':
      return Math.round(random() * backoffCeiling(backoff, n));
    case 'decorrelated': {
      const highest = Math.max(baseMs, (previousMs ?? baseMs) * 3);
      return Math.round(Math.min(capMs, baseMs + random() * (highest - baseMs)));
    }
  }
}
