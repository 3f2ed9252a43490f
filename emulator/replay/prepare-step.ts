import type { Assumptions } from '../../sdk/contract.ts';
import { type AnyStep, assumptionsOf } from '../../sdk/step.ts';
import { askEndpoint } from '../delivery/ask-endpoint.ts';
import { connectStandIn, readLocalAddress, type StandIn } from '../delivery/stand-in.ts';
import { HooksmithError } from '../errors.ts';
import type { RecordingReader } from '../recording/read.ts';
import { endpointCall } from '../sandbox/protocol.ts';
import type { loadScript } from '../sandbox/script/load.ts';
import { suggest } from '../suggest.ts';
import { chooseAssumptions } from './assumptions.ts';
import type { Cast, Part } from './cast.ts';
import { getStep } from './find-step.ts';
import { chooseLimits, planStep } from './plan-job.ts';
import type { Prepared, Preparing } from './prepare-hook.ts';
import { readablePaths } from './readable-paths.ts';
import type { ReplayOptions, StepTarget } from './replay-options.ts';

/** Finds the step, starts a runner while the scripts of the stages are loaded, and plans the job. Throws HooksmithError. */
export async function prepareStep(given: Preparing<StepTarget>): Promise<Prepared> {
  const { target, options, reader, canonicalPath, pool, load } = given;
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
  const endpoints = readEndpoints(step, target);
  const answer = makeAnswer(step, endpoints, { standIn: options.standIn, assumptions });
  pool.open({
    ...limits,
    readable: await readablePaths(target.recordings),
    asksParent: answer !== null,
    inspect: options.inspect,
  });
  const parts = await loadStages(step, target, { load, debug: options.inspect });
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
  return { cast, plan, stripes: reader.stripes(), answer };
}

/** Stages in the order of the step, so that findings about loading come in that order too. */
async function loadStages(
  step: AnyStep,
  { stages }: StepTarget,
  { load, debug }: { readonly load: typeof loadScript; readonly debug: ReplayOptions['inspect'] },
): Promise<ReadonlyMap<string, Part>> {
  const loaded = await Promise.all(
    step.stages.map(async ({ name, contract }) => {
      const target = Object.hasOwn(stages, name) ? stages[name] : undefined;
      if (target === undefined || 'url' in target) return [];
      const script = await load({
        file: target.script,
        contract,
        functionName: target.functionName,
        built: target.built,
        debug,
      });
      return [[name, { contract, script }] as const];
    }),
  );
  return new Map(loaded.flat());
}

/** Throws ERR_USAGE for a stage that the step does not have, and for an endpoint that cannot be one. */
function readEndpoints(step: AnyStep, { stages, step: name }: StepTarget): Readonly<Record<string, string>> {
  const known = step.stages.map((stage) => stage.name);
  const slip = Object.keys(stages).find((stage) => !known.includes(stage));
  if (slip !== undefined) {
    throw new HooksmithError('ERR_USAGE', `${name} has no stage called ${JSON.stringify(slip)}`, {
      next: [suggest(slip, known)],
    });
  }
  const urls = Object.entries(stages).flatMap(([stage, target]) => {
    if (!('url' in target)) return [];
    const own = step.stages.find((candidate) => candidate.name === stage);
    if (own?.readAnswer == null) throw noEndpoint(stage, step);
    return [[stage, readLocalAddress(target.url, `"url" of the stage ${stage}`)] as const];
  });
  return Object.fromEntries(urls);
}

/** What runners may ask for: records to be posted to the endpoints, and calls of the platform's module to the stand-in. */
function makeAnswer(
  step: AnyStep,
  endpoints: Readonly<Record<string, string>>,
  { standIn, assumptions }: { readonly standIn: StandIn | undefined; readonly assumptions: Assumptions },
): Prepared['answer'] {
  const contract = step.stages.find(({ contract: { calls } }) => calls.modules.api !== undefined)?.contract;
  const platform =
    standIn === undefined || contract === undefined ? null : connectStandIn(standIn, contract, assumptions);
  if (Object.keys(endpoints).length === 0) return platform;
  return async (call) => {
    const stage = call.call.startsWith(endpointCall) ? call.call.slice(endpointCall.length) : null;
    const url = stage !== null && Object.hasOwn(endpoints, stage) ? endpoints[stage] : undefined;
    if (url !== undefined) return { result: await askEndpoint(url, call.arguments[0]) };
    return platform === null ? { error: { message: `nothing answers ${call.call}` } } : await platform(call);
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
