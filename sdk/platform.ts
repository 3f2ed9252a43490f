import type { AnyContract, Assumption } from './contract.ts';
import type { AnyHttpStep } from './http/http-step.ts';
import type { Pasting, Publisher } from './publisher.ts';
import type { HookRecorder, RecordingSource } from './recording-source.ts';
import type { Rule } from './rule.ts';
import type { StackProtocol } from './stack-protocol.ts';
import type { PlatformStandIn } from './stand-in.ts';
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
  /** The steps that send HTTP requests. */
  readonly httpSteps: HttpSteps;
  /** The files of the platform that recordings are made of. */
  readonly sources: readonly RecordingSource[];
  /** The hooks that hooksmith writes to record what the platform passes. */
  readonly recorders: readonly HookRecorder[];
  /** Every rule that contracts, checks and messages of this platform cite, and those that `explain` knows besides. */
  readonly rules: readonly Rule[];
  /** How it calls functions that their author hosts himself; absent where it does not. */
  readonly stack?: StackProtocol;
  /** How it is published to and read; loaded when a command needs it, as a replay does not. Absent where it has no API. */
  readonly publisher?: () => Promise<Publisher>;
  /** What a person pastes where, as the platform has no API to publish to; absent where it has one. */
  readonly paste?: () => Promise<Pasting>;
  /** A local server that answers as its API does; absent where there is none. */
  readonly standIn?: () => Promise<PlatformStandIn>;
  /** Options of what is no hook, such as the stack server; absent when there are none. */
  readonly assumptions?: Readonly<Record<string, Assumption>>;
}

/** Steps that send HTTP requests; loaded when one is asked for, as they bring libraries that a replay of hooks does not need. */
export interface HttpSteps {
  /** Their names, in the order of `load`. */
  readonly names: readonly string[];
  load(): Promise<readonly AnyHttpStep[]>;
}

/** For a platform that has none. */
export const noHttpSteps: HttpSteps = { names: [], load: async () => [] };
