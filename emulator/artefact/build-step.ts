import type { AnyContract, Assumption } from '../../sdk/contract.ts';
import { assumptionsOfHttpStep } from '../../sdk/http/http-step.ts';
import { assumptionsOf } from '../../sdk/step.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getHttpStep, getStep } from '../replay/find-step.ts';
import type {
  BuiltScript,
  HttpStepTarget,
  ReplayOptions,
  ReplayTarget,
  ScriptFile,
  StageTarget,
  StepTarget,
} from '../replay/replay-options.ts';
import { type BuildOptions, buildOne, type Ready } from './build-hooks.ts';
import { type Comparison, compareReplays } from './compare-replays.ts';

/** A step whose scripts are to be built. */
export interface StepToBuild {
  readonly name: string;
  readonly target: StepTarget | HttpStepTarget;
}

/** The built script of a stage, in memory. */
export interface ReadyStage {
  readonly stage: string;
  readonly ready: Ready;
}

/**
 * Builds the scripts of a step's stages, in memory alone: those that the platform runs, not what stands in for its own work.
 * Throws HooksmithError for what cannot be built.
 */
export async function buildStep(
  { name, target }: StepToBuild,
  options: Omit<BuildOptions, 'replay'>,
): Promise<readonly ReadyStage[]> {
  const { owner, assumptions: known, places } = await readStep(target);
  const assumptions = chooseAssumptions(owner, known, { ...target.assumptions, ...options.assumptions });
  const ready: ReadyStage[] = [];
  for (const { stage, file, functionName } of listScripts(target)) {
    const place = places.find((one) => one.name === stage);
    if (place === undefined) throw new Error(`${owner} has no stage ${stage}`);
    if (!place.isBuilt) continue;
    const { platform, hook, assumptions: own } = place.contract;
    const chosen = Object.fromEntries(Object.keys(own).map((key) => [key, assumptions[key] ?? null]));
    const hookTarget = { script: file, contract: `${platform}/${hook}`, assumptions: chosen, recordings: [] };
    const one = { ...hookTarget, ...(functionName === undefined ? {} : { functionName }) };
    const built = await buildOne({ name: `${name}.${stage}`, target: one }, { ...options, assumptions: {} });
    ready.push({ stage, ready: built });
  }
  return ready;
}

/** Replays the whole step with all that was built of it, beside its sources; null for a step without recordings. */
export async function tryOutStep(
  target: StepTarget | HttpStepTarget,
  stages: readonly ReadyStage[],
  options: ReplayOptions,
): Promise<Comparison | null> {
  return target.recordings.length === 0 ? null : compareReplays(target, withBuilt(target, stages), options);
}

/** A place of a step where a script can be attached. */
interface Place {
  readonly name: string;
  readonly contract: AnyContract;
  /** The platform runs the script; else it stands in for work of the platform itself. */
  readonly isBuilt: boolean;
}

async function readStep(target: StepTarget | HttpStepTarget): Promise<{
  readonly owner: string;
  readonly assumptions: Readonly<Record<string, Assumption>>;
  readonly places: readonly Place[];
}> {
  if ('httpStep' in target) {
    const step = await getHttpStep(target.httpStep);
    const places = step.scripts.map(({ name, contract }) => ({ name, contract, isBuilt: true }));
    return { owner: target.httpStep, assumptions: assumptionsOfHttpStep(step), places };
  }
  const step = getStep(target.step);
  const places = step.stages.map(({ name, contract, kind }) => ({ name, contract, isBuilt: kind === 'hook' }));
  return { owner: target.step, assumptions: assumptionsOf(step), places };
}

function listScripts(
  target: StepTarget | HttpStepTarget,
): readonly { readonly stage: string; readonly file: string; readonly functionName: string | undefined }[] {
  if ('httpStep' in target) {
    return Object.entries(target.scripts).map(([stage, { file, functionName }]) => ({ stage, file, functionName }));
  }
  return Object.entries(target.stages).flatMap(([stage, one]) =>
    'url' in one ? [] : [{ stage, file: one.script, functionName: one.functionName }],
  );
}

function withBuilt(target: StepTarget | HttpStepTarget, stages: readonly ReadyStage[]): ReplayTarget {
  const builds = new Map(stages.map(({ stage, ready }) => [stage, buildOf(ready)]));
  if ('httpStep' in target) {
    const scripts = Object.entries(target.scripts).map(([stage, one]): readonly [string, ScriptFile] => [
      stage,
      { ...one, ...builds.get(stage) },
    ]);
    return { ...target, scripts: Object.fromEntries(scripts) };
  }
  const parts = Object.entries(target.stages).map(([stage, one]): readonly [string, StageTarget] => [
    stage,
    'url' in one ? one : { ...one, ...builds.get(stage) },
  ]);
  return { ...target, stages: Object.fromEntries(parts) };
}

function buildOf({ facts, built }: Ready): { readonly built: BuiltScript; readonly functionName?: string } {
  const script = { text: built.text, map: JSON.stringify(built.map) };
  return { built: script, ...(facts.function === 'module.exports' ? {} : { functionName: facts.function }) };
}
