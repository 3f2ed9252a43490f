import { type AnyStep, assumptionsOf } from '../../sdk/step.ts';
import { HooksmithError } from '../errors.ts';
import type { RecordingReader } from '../recording/read.ts';
import { loadScript } from '../sandbox/script/load.ts';
import { suggest } from '../suggest.ts';
import { chooseAssumptions } from './assumptions.ts';
import type { Cast, Part } from './cast.ts';
import { getStep } from './find-step.ts';
import { chooseLimits, planStep } from './plan-job.ts';
import type { Prepared, Preparing } from './prepare-hook.ts';
import { readablePaths } from './readable-paths.ts';
import type { StepTarget } from './replay-options.ts';

/** Finds the step, starts a runner while the scripts of the stages are loaded, and plans the job. Throws HooksmithError. */
export async function prepareStep(given: Preparing<StepTarget>): Promise<Prepared> {
  const { target, options, reader, canonicalPath, pool } = given;
  const step = getStep(target.step);
  checkHeader(step, reader);
  const known = assumptionsOf(step);
  const assumptions = chooseAssumptions(target.step, known, { ...target.assumptions, ...options.assumptions });
  const limits = chooseLimits(
    target,
    options,
    step.stages.map(({ contract }) => contract.limits),
    assumptions,
  );
  pool.open({ ...limits, readable: await readablePaths(target.recordings) });
  const { parts, endpoints } = await loadStages(step, target);
  const cast: Cast = {
    platform: step.platform,
    name: step.step,
    parts,
    countRecords: (value) => step.countRecords(value),
  };
  const plan = planStep({
    target,
    options,
    reader,
    assumptions,
    canonicalPath,
    limits,
    step,
    known,
    parts,
    endpoints,
  });
  return { cast, plan, stripes: reader.stripes() };
}

/** Stages in the order of the step, so that findings about loading come in that order too. */
async function loadStages(
  step: AnyStep,
  { stages, step: name }: StepTarget,
): Promise<{ readonly parts: ReadonlyMap<string, Part>; readonly endpoints: Readonly<Record<string, string>> }> {
  const known = step.stages.map((stage) => stage.name);
  const slip = Object.keys(stages).find((stage) => !known.includes(stage));
  if (slip !== undefined) {
    throw new HooksmithError('ERR_USAGE', `${name} has no stage called ${JSON.stringify(slip)}`, {
      next: [suggest(slip, known)],
    });
  }
  const loaded = await Promise.all(
    step.stages.map(async ({ name: stage, contract, readAnswer }) => {
      const target = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
      if (target === undefined) return null;
      if ('url' in target) {
        if (readAnswer === null) throw noEndpoint(stage, step);
        return { stage, url: target.url };
      }
      const script = await loadScript({ file: target.script, contract, functionName: target.functionName });
      return { stage, part: { contract, script } };
    }),
  );
  const all = loaded.filter((one) => one !== null);
  return {
    parts: new Map(all.flatMap(({ stage, part }) => (part === undefined ? [] : [[stage, part] as const]))),
    endpoints: Object.fromEntries(all.flatMap(({ stage, url }) => (url === undefined ? [] : [[stage, url]]))),
  };
}

function noEndpoint(stage: string, { stages }: AnyStep): HooksmithError {
  const may = stages.filter(({ readAnswer }) => readAnswer !== null).map(({ name }) => name);
  return new HooksmithError('ERR_USAGE', `no endpoint can stand in for the stage ${stage}`, {
    next: [`Give it a script; a "url" is understood for: ${may.join(', ')}.`],
  });
}

/** A recording of a hook, or of another step, has not what this one needs. */
function checkHeader({ platform, step }: AnyStep, { path, header, form }: RecordingReader): void {
  const own = `${platform}/${step}`;
  const recorded = header.platform === null ? null : `${header.platform}/${header.step ?? header.hook ?? ''}`;
  // Bare options, and a header without step and hook, say nothing against it.
  if (form === 'options' || recorded === own || (header.step === null && header.hook === null)) return;
  throw new HooksmithError('ERR_RECORDING', `${path} was recorded for ${recorded}, not for the step ${own}`, {
    place: { file: path, line: 1 },
    next: [
      header.step === null
        ? `Replay it through the hook alone: hooksmith replay <script> ${path}`
        : `Name a step of hooksmith.json whose "step" is ${JSON.stringify(header.step)}.`,
    ],
  });
}
