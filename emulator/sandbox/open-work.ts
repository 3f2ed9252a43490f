import { schemas, stepInputSchemas, stepInputValidators, validators } from '#validators';
import type { AnyContract, Assumptions, JsonValue } from '../../sdk/contract.ts';
import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import { findContract, findStep } from '../../sdk/platforms.ts';
import type { AnyStep, EndpointAnswer } from '../../sdk/step.ts';
import type { RecordedCall } from '../recording/format.ts';
import type { Judge, ReadPage } from '../replay/judge.ts';
import { judgePage } from '../replay/judge-page.ts';
import { judgeStepPage } from '../replay/judge-step.ts';
import type { StagePart } from '../replay/judge-step-types.ts';
import type { Judgement } from '../replay/judgement.ts';
import type { ObservedCall } from '../replay/outcomes.ts';
import { type MadeCalls, makeApiCalls } from './api-calls.ts';
import { type Guest, loadGuest } from './compartment.ts';
import type { PagePowers } from './endowments/endowment.ts';
import { endpointCall, type HookJob, type Job, type LoadedGuest, type StageWork, type StepJob } from './protocol.ts';
import type { GuestScript } from './script/load.ts';

/** A job with its scripts loaded. */
export interface Work {
  readonly loaded: readonly LoadedGuest[];
  judge(read: ReadPage): Promise<Judgement>;
  /** Loads all scripts anew, so that no module variable lives on. */
  reload(): void;
  /** Carries one call of the platform's module, as `PagePowers` says. */
  call(name: string, argumentsText: string): string | undefined;
  /** Opens a page with its recorded calls; until then, and after `closeCalls`, every call throws. */
  openCalls(recorded: readonly RecordedCall[]): void;
  closeCalls(): void;
}

/** What the runner lends to a job. */
export interface WorkPowers {
  readonly page: PagePowers;
  takeLateErrors(): readonly string[];
  /** Tells the parent that a page has come to a stage. */
  announce(stage: string): void;
  /** Asks the parent and waits for its answer. */
  ask(call: ApiCall): ApiAnswer;
  /** Is told how each call of a hook ended, with its stage; absent where nobody compares. */
  readonly observe?: ((call: ObservedCall) => void) | undefined;
}

/** Loads the scripts of a job, each into a compartment of its own (C-332). */
export function openWork(job: Job, powers: WorkPowers): Work {
  const contracts = job.kind === 'hook' ? [getContract(job)] : getStep(job).stages.map(({ contract }) => contract);
  const platformApi = contracts.find(({ calls }) => calls.modules.api !== undefined)?.calls.modules.api;
  const { assumptions, mocks, returnCalls: keeps } = job;
  const ask = job.asksParent ? powers.ask : null;
  const api = platformApi === undefined ? null : makeApiCalls({ api: platformApi, assumptions, mocks, ask, keeps });
  // Scripts may call while they are loaded, before there is work to give.
  const page: PagePowers = { ...powers.page, call: (name, text) => api?.call(name, text) };
  const given = { ...powers, page, takeCalls: () => api?.take() ?? noCalls };
  return {
    ...(job.kind === 'hook' ? openHook(job, given) : openStep(job, given)),
    call: (name, text) => api?.call(name, text),
    openCalls: (recorded) => api?.open(recorded),
    closeCalls: () => api?.close(),
  };
}

const noCalls: MadeCalls = { calls: [], issues: [], assumed: [] };

type JudgePowers = WorkPowers & Pick<Judge, 'takeCalls'>;
type ScriptedWork = Pick<Work, 'loaded' | 'judge' | 'reload'>;

function getContract({ platform, hook }: HookJob): AnyContract {
  const contract = findContract(platform, hook);
  if (contract === undefined) throw new Error(`no contract ${platform}/${hook}`);
  return contract;
}

function getStep({ platform, step: name }: StepJob): AnyStep {
  const step = findStep(platform, name);
  if (step === undefined) throw new Error(`no step ${platform}/${name}`);
  return step;
}

function openHook(job: HookJob, powers: JudgePowers): ScriptedWork {
  const contract = getContract(job);
  const judge = makeJudge({ contract, stage: null }, job, powers);
  const player = openPlayer(job, contract, powers);
  return {
    loaded: [describe(null, player.guest())],
    judge: (read) => judgePage(judge, player.guest(), read),
    reload: player.reload,
  };
}

function openStep(job: StepJob, powers: JudgePowers): ScriptedWork {
  const step = getStep(job);
  const compiled = stepInputValidators[`${job.platform}/${job.step}`];
  const schema = stepInputSchemas[`${job.platform}/${job.step}`];
  if (compiled === undefined || schema === undefined) throw new Error(`no validators for step ${job.step}`);
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
          validateInput: compiled,
          inputSchema: schema,
          assumptions: job.assumptions,
          setup: job.setup,
          parts: new Map(players.map(({ name, part }) => [name, part()])),
          tellsAll: job.only !== null,
          returnResults: job.returnResults,
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
  powers: JudgePowers,
): {
  readonly name: string;
  readonly guest: (() => Guest | null) | null;
  readonly part: () => StagePart;
  readonly reload: () => void;
} {
  if (work.kind === 'endpoint') {
    const ask = (record: JsonValue): EndpointAnswer => askEndpoint(powers, name, record);
    return { name, guest: null, part: () => ({ kind: 'endpoint', ask }), reload: () => undefined };
  }
  const { script, maxResultBytes } = work;
  const judge = makeJudge({ contract, stage: name }, { ...job, maxResultBytes, returnResults: true }, powers);
  const player = openPlayer({ ...job, script }, contract, powers);
  return {
    name,
    guest: player.guest,
    part: () => ({ kind: 'script', judge, guest: player.guest() }),
    reload: player.reload,
  };
}

/** The parent posts the record: a runner opens no connection. */
function askEndpoint({ ask }: WorkPowers, stage: string, record: JsonValue): EndpointAnswer {
  const { result, error } = ask({ call: `${endpointCall}${stage}`, arguments: [record] });
  if (isEndpointAnswer(result)) return result;
  return { status: 'unreachable', code: 'unreachable', message: error?.message ?? 'no answer' };
}

function isEndpointAnswer(value: unknown): value is EndpointAnswer {
  return typeof value === 'object' && value !== null && 'status' in value;
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
  { contract, stage }: { readonly contract: AnyContract; readonly stage: string | null },
  job: Pick<HookJob, 'assumptions' | 'setup' | 'maxResultBytes' | 'returnResults'>,
  { takeLateErrors, takeCalls, observe }: JudgePowers,
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
    takeCalls,
    observe: observe === undefined ? undefined : (outcome) => observe({ stage, contract, outcome }),
  };
}

function describe(stage: string | null, guest: Guest | null): LoadedGuest {
  return { stage, problem: guest?.problem ?? null, trapped: guest?.trapped ?? [] };
}
