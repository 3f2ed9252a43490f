import { type Lane, type LaneSettings, openLane } from './lane.ts';

/** Runners kept warm over the recordings of one hook. */
export interface LanePool {
  /** Starts the first runner, so that it boots while the script is being read; other settings replace all runners. */
  open(settings: LaneSettings): void;
  /** Settings of its runners; null before it was opened. */
  readonly settings: LaneSettings | null;
  /** That many lanes, started as needed. */
  take(count: number): readonly Lane[];
  dispose(): void;
}

/** Makes an empty pool; call `dispose` when done. */
export function openLanePool(): LanePool {
  let settings: LaneSettings | null = null;
  let lanes: readonly Lane[] = [];
  // A runner that spins would not notice that its parent has ended.
  process.once('exit', killAll);

  function killAll(): void {
    for (const lane of lanes) lane.dispose();
    lanes = [];
  }

  return {
    get settings() {
      return settings;
    },
    open(wanted) {
      if (JSON.stringify(wanted) === JSON.stringify(settings)) return;
      killAll();
      settings = wanted;
      lanes = [openLane(wanted)];
    },
    take(count) {
      const present = settings;
      if (present === null) throw new Error('the pool was not opened');
      const alive = lanes.filter((lane) => !lane.isDisposed());
      const missing = Math.max(0, count - alive.length);
      lanes = [...alive, ...Array.from({ length: missing }, () => openLane(present))];
      return lanes.slice(0, count);
    },
    dispose() {
      killAll();
      process.off('exit', killAll);
    },
  };
}
