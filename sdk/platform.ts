import type { AnyContract, Assumption } from './contract.ts';
import type { HookRecorder, RecordingSource } from './recording-source.ts';
import type { Rule } from './rule.ts';
import type { StackProtocol } from './stack-protocol.ts';
import type { AnyStep } from './step.ts';

/** All that hooksmith knows of one platform, as data: nothing outside the platform's folder asks which one it is. */
export interface Platform {
  /** As in recordings and in `hooksmith.json`: `celigo`, `patchworks`. */
  readonly name: string;
  /** The name that people read. */
  readonly title: string;
  /** The hooks that can be replayed, one contract each. */
  readonly hooks: readonly AnyContract[];
  /** The sequences of stages that can be replayed as a whole. */
  readonly steps: readonly AnyStep[];
  /** The files of the platform that recordings are made of. */
  readonly sources: readonly RecordingSource[];
  /** The hooks that hooksmith writes to record what the platform passes. */
  readonly recorders: readonly HookRecorder[];
  /** Every rule that contracts, checks and messages of this platform cite, and those that `explain` knows besides. */
  readonly rules: readonly Rule[];
  /** How it calls functions that their author hosts himself; absent where it does not. */
  readonly stack?: StackProtocol;
  /** Options of what is no hook, such as the stack server; absent when there are none. */
  readonly assumptions?: Readonly<Record<string, Assumption>>;
}
