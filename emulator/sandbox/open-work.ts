import { schemas, stepSchemas, stepValidators, validators } from '#validators';
import type { AnyContract, Assumptions } from '../../sdk/contract.ts';
import { findContract, findStep } from '../../sdk/platforms.ts';
import type { AnyStep } from '../../sdk/step.ts';
import type { Judge, ReadPage } from '../replay/judge.ts';
import { judgePage } from '../replay/judge-page.ts';
import { judgeStepPage, type StagePart } from '../replay/judge-step.ts';
import type { Judgement } from '../replay/judgement.ts';
import { type Guest, loadGuest } from './compartment.ts';
import type { PagePowers } from './endowments/endowment.ts';
import type { HookJob, Job, LoadedGuest, StageWork, StepJob } from './protocol.ts';
import type { GuestScript } from './script/load.ts';

/** A job with its scripts loaded. */
export interface Work {
  readonly loaded: readonly LoadedGuest[];
  judge(read: ReadPage): Promise<Judgement>;
  /** Loads all scripts anew, so that no module variable lives on. */
  reload(): void;
}

/** What the runner lends to a job. */
export interface WorkPowers {
  readonly page: PagePowers;
  takeLateErrors(): readonly string[];
  /** Tells the parent that a page has come to a stage. */
  announce(stage: string): void;
}

/** Loads the scripts of a job, each into a compartment of its own (C-332). */
export function openWork(job: Job, powers: WorkPowers): Work {
  return job.kind === 'hook' ? openHook(job, powers) : openStep(job, powers);
}

function openHook(job: HookJob, powers: WorkPowers): Work {
  const contract = findContract(job.platform, job.hook);
  if (contract === undefined) throw new Error(`no contract ${job.platform}/${job.hook}`);
  const judge = makeJudge(contract, job, powers);
  const player = openPlayer(job, contract, powers);
  return {
    loaded: [describe(null, player.guest())],
    judge: (read) => judgePage(judge, player.guest(), read),
    reload: player.reload,
  };
}

function openStep(job: StepJob, powers: WorkPowers): Work {
  const step = findStep(job.platform, job.step);
  const compiled = stepValidators[`${job.platform}/${job.step}`];
  const schema = stepSchemas[`${job.platform}/${job.step}`];
  if (step === undefined || compiled === undefined || schema === undefined) {
    throw new Error(`no step ${job.platform}/${job.step}`);
  }
  const players = step.stages.flatMap((stage) => {
    const work = job.stages[stage.name];
    return work === undefined ? [] : [openStage(stage, work, job, powers)];
  });
  return {
    loaded: players.flatMap(({ name, guest }) => (guest === null ? [] : [describe(name, guest())])),
    judge: (read) =>
      judgeStepPage(
        {
          step,
          validateInput: compiled.input,
          inputSchema: schema.input,
          assumptions: job.assumptions,
          setup: job.setup,
          parts: new Map(players.map(({ name, part }) => [name, part()])),
          tellsAll: job.only !== null,
          announce: powers.announce,
        },
        read,
      ),
    reload: () => {
      for (const player of players) player.reload();
    },
  };
}

function openStage(
  { name, contract }: AnyStep['stages'][number],
  work: StageWork,
  job: StepJob,
  powers: WorkPowers,
): {
  readonly name: string;
  readonly guest: (() => Guest | null) | null;
  readonly part: () => StagePart;
  readonly reload: () => void;
} {
  if (work.kind === 'endpoint') throw new Error('endpoints are asked by the parent');
  const { script, maxResultBytes } = work;
  const judge = makeJudge(contract, { ...job, maxResultBytes, returnResults: true }, powers);
  const player = openPlayer({ ...job, script }, contract, powers);
  return {
    name,
    guest: player.guest,
    part: () => ({ kind: 'script', judge, guest: player.guest() }),
    reload: player.reload,
  };
}

/** One script in its compartment; its guest is null when the script did not load within its limits. */
function openPlayer(
  {
    script,
    assumptions,
    skipScript,
  }: { readonly script: GuestScript; readonly assumptions: Assumptions; readonly skipScript: boolean },
  { calls }: AnyContract,
  { page }: WorkPowers,
): { readonly guest: () => Guest | null; readonly reload: () => void } {
  const implicitGlobals = calls.allowsImplicitGlobals(assumptions);
  const load = (): Guest | null => (skipScript ? null : loadGuest(script, { calls, page, implicitGlobals }));
  let guest = load();
  return {
    guest: () => guest,
    reload: () => {
      guest = load();
    },
  };
}

function makeJudge(
  contract: AnyContract,
  job: Pick<HookJob, 'assumptions' | 'setup' | 'maxResultBytes' | 'returnResults'>,
  { takeLateErrors }: WorkPowers,
): Judge {
  const name = `${contract.platform}/${contract.hook}`;
  const compiled = validators[name];
  const schema = schemas[name];
  if (compiled === undefined || schema === undefined) throw new Error(`no validators for ${name}`);
  return {
    contract,
    validateInput: compiled.input,
    validateOutput: compiled.output,
    inputSchema: schema.input,
    outputSchema: schema.output,
    assumptions: job.assumptions,
    setup: job.setup,
    maxResultBytes: job.maxResultBytes,
    returnResults: job.returnResults,
    takeLateErrors,
  };
}

function describe(stage: string | null, guest: Guest | null): LoadedGuest {
  return { stage, problem: guest?.problem ?? null, trapped: guest?.trapped ?? [] };
}
