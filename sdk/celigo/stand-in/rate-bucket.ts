/** The requests that an account has left (C-603). */
export interface RateBucket {
  /** Takes one; gives the whole seconds to wait when there is none, else 0. */
  take(nowMs: number): number;
}

const longestWaitSeconds = 3600;

/** Makes a full bucket of `size` requests that fills up by `refillPerSecond`. */
export function makeRateBucket({
  size,
  refillPerSecond,
}: {
  readonly size: number;
  readonly refillPerSecond: number;
}): RateBucket {
  let left = size;
  let filledAt: number | null = null;
  return {
    take(nowMs) {
      // A clock that was set back fills nothing.
      const passed = Math.max(0, nowMs - (filledAt ?? nowMs)) / 1000;
      filledAt = nowMs;
      left = Math.min(size, left + passed * refillPerSecond);
      if (left >= 1) {
        left -= 1;
        return 0;
      }
      return Math.min(longestWaitSeconds, Math.max(1, Math.ceil((1 - left) / refillPerSecond)));
    },
  };
}
