import type { UnsteadySource } from '../../sdk/lints.ts';
import type { GuestPosition } from './protocol.ts';
import { findGuestFrame } from './thrown.ts';

/** The first read of the clock or of chance in a stage. */
export interface Read {
  readonly source: UnsteadySource;
  /** Stage of a step; empty where the job is one hook. */
  readonly stage: string;
  /** Where the script read; null when no line of it is on the stack. */
  readonly at: GuestPosition | null;
}

/** Notes whether scripts read the clock or chance while a page runs. */
export interface Reads {
  note(source: UnsteadySource, stage: string): void;
  /** What was read since the last time, each source once; starts anew. */
  takeSources(): readonly UnsteadySource[];
  /** Where it was read, first place for each source and stage; empty unless places are kept. Starts anew. */
  takePlaces(): readonly Read[];
}

/** `keepsPlaces` costs a stack for the first read of each source and stage. */
export function makeReads({ keepsPlaces }: { readonly keepsPlaces: boolean }): Reads {
  let clock = false;
  let chance = false;
  let places: readonly Read[] = [];

  return {
    note(source, stage) {
      if (source === 'clock') clock = true;
      else chance = true;
      if (!keepsPlaces || places.some((read) => read.source === source && read.stage === stage)) return;
      places = [...places, { source, stage, at: findGuestFrame(String(new Error('read').stack)) }];
    },
    takeSources() {
      const sources: readonly UnsteadySource[] = [
        ...(clock ? ['clock' as const] : []),
        ...(chance ? ['chance' as const] : []),
      ];
      clock = false;
      chance = false;
      return sources;
    },
    takePlaces() {
      const taken = places;
      places = [];
      return taken;
    },
  };
}
