import type { Endowment, PagePowers } from './endowment.ts';

/** A timer of the page that is still to fire. */
interface Timer {
  readonly id: number;
  readonly dueMs: number;
  readonly everyMs: number | null;
  readonly fire: () => void;
}

/** Timers on virtual time: they fire in order of their due time when the hook has nothing else to do (S-152). */
export interface VirtualTimers {
  readonly endowment: Endowment;
  /** How far virtual time has moved in this page, in ms. */
  elapsedMs(): number;
  /** Fires the next timer and moves the clock to it; false when none is left. Throws what its callback throws. */
  fireNext(): boolean;
  /** Forgets all timers: they die with their page. */
  clear(): void;
}

/** Makes the timers of one compartment. */
export function makeVirtualTimers(): VirtualTimers {
  let pending: readonly Timer[] = [];
  let elapsed = 0;
  let lastId = 0;

  function add(callback: unknown, delay: unknown, parts: readonly unknown[], repeats: boolean): number {
    if (typeof callback !== 'function') throw new TypeError('The callback of a timer must be a function');
    const delayMs = Math.max(1, Number(delay) || 0);
    lastId += 1;
    pending = [
      ...pending,
      { id: lastId, dueMs: elapsed + delayMs, everyMs: repeats ? delayMs : null, fire: () => callback(...parts) },
    ];
    return lastId;
  }

  function remove(id: unknown): void {
    pending = pending.filter((timer) => timer.id !== id);
  }

  function fireNext(): boolean {
    const next = pending.reduce<Timer | undefined>(
      (first, timer) => (first === undefined || timer.dueMs < first.dueMs ? timer : first),
      undefined,
    );
    if (next === undefined) return false;
    remove(next.id);
    elapsed = next.dueMs;
    if (next.everyMs !== null) pending = [...pending, { ...next, dueMs: next.dueMs + next.everyMs }];
    next.fire();
    return true;
  }

  const endowment: Endowment = {
    names: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'queueMicrotask',
    ],
    make: (_powers: PagePowers) => ({
      setTimeout: (callback: unknown, delay?: unknown, ...parts: unknown[]) => add(callback, delay, parts, false),
      clearTimeout: (id?: unknown) => remove(id),
      setInterval: (callback: unknown, delay?: unknown, ...parts: unknown[]) => add(callback, delay, parts, true),
      clearInterval: (id?: unknown) => remove(id),
      setImmediate: (callback: unknown, ...parts: unknown[]) => add(callback, 0, parts, false),
      clearImmediate: (id?: unknown) => remove(id),
      queueMicrotask: (callback: unknown) => {
        if (typeof callback !== 'function') throw new TypeError('queueMicrotask takes a function');
        void Promise.resolve().then(() => callback());
      },
    }),
  };

  return {
    endowment,
    elapsedMs: () => elapsed,
    fireNext,
    clear: () => {
      pending = [];
      elapsed = 0;
    },
  };
}
