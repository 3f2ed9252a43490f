import type { AnyContract } from '../../sdk/contract.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';

/** A script and the contract that it is held to. */
export interface Part {
  readonly contract: AnyContract;
  readonly script: LoadedScript;
}

/** The scripts of a replay: one for a hook, one for each stage of a step that has one. */
export interface Cast {
  readonly platform: string;
  /** The hook, or the step. */
  readonly name: string;
  /** By stage; the key is null where the replay is of one hook. */
  readonly parts: ReadonlyMap<string | null, Part>;
  countRecords(options: unknown): number;
}

/** The cast of one hook. */
export function castOfHook(part: Part): Cast {
  const { contract } = part;
  return {
    platform: contract.platform,
    name: contract.hook,
    parts: new Map([[null, part]]),
    countRecords: (options) => contract.countRecords(options),
  };
}

/** The part that a stage names; the only part of a hook's replay for null. */
export function findPart({ parts }: Cast, stage: string | null): Part | undefined {
  return parts.get(stage);
}
