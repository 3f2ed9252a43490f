import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import { connectStandIn } from '../delivery/stand-in.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { Stripe } from '../recording/stripe.ts';
import type { LanePool } from '../sandbox/lane-pool.ts';
import type { loadScript } from '../sandbox/script/load.ts';
import { chooseAssumptions } from './assumptions.ts';
import { type Cast, castOfHook } from './cast.ts';
import { findRecordingContract } from './find-contract.ts';
import { chooseLimits, type Plan, planHook } from './plan-job.ts';
import { readablePaths } from './readable-paths.ts';
import type { HookTarget, ReplayOptions } from './replay-options.ts';

/** A replay that is ready to run. */
export interface Prepared {
  readonly cast: Cast;
  readonly plan: Plan;
  readonly stripes: AsyncIterable<Stripe>;
  /** Carries out what runners ask for; null when they may ask for nothing. */
  readonly answer: ((call: ApiCall) => Promise<ApiAnswer>) | null;
}

/** What a replay of one recording is prepared from. */
export interface Preparing<Target> {
  readonly target: Target;
  readonly options: ReplayOptions;
  readonly reader: RecordingReader;
  readonly canonicalPath: string;
  readonly pool: LanePool;
  readonly load: typeof loadScript;
}

/** Finds the contract, starts a runner while the script is loaded, and plans the job. Throws HooksmithError. */
export async function prepareHook(given: Preparing<HookTarget>): Promise<Prepared> {
  const { target, options, reader, canonicalPath, pool, load } = given;
  const { contract, stripes } = await findRecordingContract(reader, target.contract);
  const assumptions = chooseAssumptions(`${contract.platform}/${contract.hook}`, contract.assumptions, {
    ...target.assumptions,
    ...options.assumptions,
  });
  const limits = chooseLimits(target, options, [contract.limits], assumptions);
  const answer = options.standIn === undefined ? null : connectStandIn(options.standIn, contract, assumptions);
  pool.open({
    ...limits,
    readable: await readablePaths(target.recordings),
    asksParent: answer !== null,
    inspect: options.inspect,
  });
  const script = await load({
    file: target.script,
    contract,
    built: target.built,
    debug: options.inspect,
    ...(target.functionName === undefined ? {} : { functionName: target.functionName }),
  });
  const part = { contract, script };
  const plan = planHook({ target, options, reader, assumptions, canonicalPath, limits, part });
  return { cast: castOfHook(part), plan, stripes, answer };
}
