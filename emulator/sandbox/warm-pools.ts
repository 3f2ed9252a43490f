import type { LaneSettings } from './lane.ts';
import { type LanePool, openLanePool } from './lane-pool.ts';

/**
 * Pools for replays that come again and again: while nothing runs, a runner that has not run anything yet is kept ready for
 * what ran last. No runner serves two replays, so each begins as a cold one does.
 */
export interface WarmPools {
  /** A pool for the target of that name, with its runner started where one was kept ready. */
  take(name: string): LanePool;
  /** Ends the runners of a pool that was taken, and remembers how they were set. */
  giveBack(name: string, pool: LanePool): void;
  /** Starts a fresh runner for what ran last; call it when nothing runs. */
  warm(): void;
  dispose(): void;
}

/** A runner takes some 50 MB: kept ready for this many targets. */
const keptReady = 2;

/** Makes the pools of a session; call `dispose` when it is over. */
export function openWarmPools(): WarmPools {
  const settings = new Map<string, LaneSettings>();
  const ready = new Map<string, LanePool>();

  return {
    take(name) {
      const pool = ready.get(name) ?? openLanePool();
      ready.delete(name);
      return pool;
    },
    giveBack(name, pool) {
      const used = pool.settings;
      pool.dispose();
      settings.delete(name); // what ran last comes last
      if (used !== null) settings.set(name, used);
    },
    warm() {
      const last = new Map([...settings].slice(-keptReady));
      for (const [name, pool] of ready) {
        if (last.has(name)) continue;
        pool.dispose();
        ready.delete(name);
      }
      for (const [name, wanted] of last) {
        if (ready.has(name)) continue;
        const pool = openLanePool();
        pool.open(wanted);
        ready.set(name, pool);
      }
    },
    dispose() {
      for (const pool of ready.values()) pool.dispose();
      ready.clear();
    },
  };
}
