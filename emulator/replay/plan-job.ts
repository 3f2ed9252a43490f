import { availableParallelism } from 'node:os';
import type { Assumption, Assumptions, ContractLimits } from '../../sdk/contract.ts';
import type { AnyStep } from '../../sdk/step.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { ReplayedRecording } from '../report/report.ts';
import type { Job, StageWork } from '../sandbox/protocol.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';
import type { Part } from './cast.ts';
import type { ReplayOptions, TargetSettings } from './replay-options.ts';

/** What to run and on how many lanes. */
export interface Plan {
  readonly job: Job;
  readonly lanes: number;
  readonly moduleState: ReplayedRecording['moduleState'];
  readonly limits: RunLimits;
  /** The assumptions that could be chosen. */
  readonly known: Readonly<Record<string, Assumption>>;
}

/** Limits of one page and its runner. */
export interface RunLimits {
  /** 0: no limit, as under a debugger. */
  readonly timeoutMs: number;
  /** As `timeoutMs`. */
  readonly memoryMb: number;
}

/** The part of a reader that a plan and a report need. */
export type RecordingFacts = Pick<
  RecordingReader,
  'path' | 'form' | 'header' | 'seed' | 'sizeBytes' | 'identity' | 'notice' | 'verify'
>;

/** The clock of bare options, which do not say when they were recorded: 2026-01-01T00:00:00.000Z. */
const timelessNow = Date.UTC(2026, 0, 1);
/** Below this a second runner costs more than it saves. */
const bytesPerLane = 1_500_000;
/** A result that no platform limit bounds is still cut off here. */
const hardResultBytes = 48 * 1024 * 1024;

/** The longest time for one page where nothing else is said; the platforms' own limits are minutes (C-333, P-701). */
const defaultTimeoutMs = 10_000;
const defaultMemoryMb = 256;

/** Limits of a run: none under a debugger, what the hook's entry says, else the command line, else the least that the platform documents. */
export function chooseLimits(
  target: Pick<TargetSettings, 'timeoutMs' | 'memoryMb'>,
  options: Pick<ReplayOptions, 'timeoutMs' | 'memoryMb' | 'inspect'>,
  limits: readonly ContractLimits[],
  assumptions: Assumptions,
): RunLimits {
  if (options.inspect !== undefined) return { timeoutMs: 0, memoryMb: 0 };
  const times = limits.map((limit) => limit.timeMs(assumptions) ?? defaultTimeoutMs);
  const memories = limits.flatMap((limit) => limit.memoryMb(assumptions) ?? []);
  return {
    timeoutMs: options.timeoutMs ?? target.timeoutMs ?? Math.min(defaultTimeoutMs, ...times),
    memoryMb: options.memoryMb ?? target.memoryMb ?? (memories.length > 0 ? Math.min(...memories) : defaultMemoryMb),
  };
}

/** What every plan is made from. */
interface Planning {
  readonly target: Pick<TargetSettings, 'moduleState' | 'setup' | 'mocks'>;
  readonly options: Pick<
    ReplayOptions,
    'moduleState' | 'workers' | 'seed' | 'now' | 'page' | 'standIn' | 'saveCalls' | 'inspect'
  >;
  readonly reader: RecordingFacts;
  readonly assumptions: Assumptions;
  /** Where runners find the recording; null when its bytes are sent. */
  readonly canonicalPath: string | null;
  readonly limits: Plan['limits'];
}

/** Decides what a replay of one recording through one hook does, from its options, its script and its header. */
export function planHook(given: Planning & { readonly part: Part }): Plan {
  const { contract, script } = given.part;
  const moduleState = decideModuleState(given, [given.part]);
  return {
    ...planLanes(given, moduleState),
    known: contract.assumptions,
    job: {
      kind: 'hook',
      platform: contract.platform,
      hook: contract.hook,
      script: script.guest,
      maxResultBytes: maxResultBytes(given.part, given.assumptions),
      ...planShared(given, moduleState),
    },
  };
}

/** Decides what a replay of one recording through the stages of a step does. */
export function planStep(
  given: Planning & {
    readonly step: AnyStep;
    readonly known: Plan['known'];
    readonly parts: ReadonlyMap<string, Part>;
    readonly endpoints: Readonly<Record<string, string>>;
  },
): Plan {
  const { step, parts, endpoints, assumptions } = given;
  const scripts = [...parts].map(([stage, part]): readonly [string, StageWork] => [
    stage,
    { kind: 'script', script: part.script.guest, maxResultBytes: maxResultBytes(part, assumptions) },
  ]);
  const urls = Object.entries(endpoints).map(([stage, url]): readonly [string, StageWork] => [
    stage,
    { kind: 'endpoint', url },
  ]);
  const moduleState = decideModuleState(given, [...parts.values()]);
  return {
    ...planLanes(given, moduleState),
    known: given.known,
    job: {
      kind: 'step',
      platform: step.platform,
      step: step.step,
      stages: Object.fromEntries([...scripts, ...urls]),
      ...planShared(given, moduleState),
    },
  };
}

function planShared(
  { target, options, reader, assumptions, canonicalPath }: Planning,
  { mode }: Plan['moduleState'],
): Omit<Extract<Job, { kind: 'step' }>, 'kind' | 'platform' | 'step' | 'stages'> {
  return {
    assumptions,
    setup: { ...reader.header.setup, ...target.setup },
    moduleState: mode === 'fresh' ? 'fresh' : 'job',
    seed: options.seed ?? reader.seed,
    nowMs: options.now?.getTime() ?? recordedTime(reader),
    form: reader.form,
    recording: canonicalPath === null ? null : { path: canonicalPath, ...reader.identity },
    only: options.page === undefined ? null : { seq: options.page, runBefore: mode === 'job' },
    returnResults: false,
    mocks: target.mocks ?? {},
    asksParent: options.standIn !== undefined,
    returnCalls: options.saveCalls !== undefined,
    skipScript: false,
    again: false,
  };
}

function planLanes(
  { options, reader, limits }: Planning,
  moduleState: Plan['moduleState'],
): Pick<Plan, 'lanes' | 'moduleState' | 'limits'> {
  const workers = options.workers ?? availableParallelism();
  const useful = Math.max(1, Math.ceil(reader.sizeBytes / bytesPerLane));
  const isAlone = moduleState.mode === 'job' || options.inspect !== undefined;
  return { lanes: isAlone ? 1 : Math.min(workers, useful), moduleState, limits };
}

function maxResultBytes({ contract }: Part, assumptions: Assumptions): number {
  return Math.min(contract.limits.pageBytes(assumptions) ?? hardResultBytes, hardResultBytes);
}

/** C-332: pages of a job share module variables, unless all scripts provably keep none or the user says otherwise. */
function decideModuleState(
  { target, options, assumptions }: Pick<Planning, 'target' | 'options' | 'assumptions'>,
  parts: readonly Part[],
): Plan['moduleState'] {
  const asked = options.moduleState ?? target.moduleState;
  if (asked === 'job') return { mode: 'job', why: 'Asked for with moduleState job.', at: null };
  if (asked === 'fresh') return { mode: 'fresh', why: 'Asked for with moduleState fresh.', at: null };
  if (parts.length > 0 && parts.every(({ contract }) => contract.calls.isFreshPerCall(assumptions)))
    return { mode: 'fresh', why: 'An assumption says that the script is loaded anew for every call.', at: null };
  const states = parts.map(({ script }: { readonly script: LoadedScript }) => script.moduleState);
  const { keeps, why, at } = states.find((state) => state.keeps) ??
    states[0] ?? { keeps: false, why: 'No script is attached.', at: null };
  return { mode: keeps ? 'job' : 'none', why, at };
}

/** What the clock of a replay shows where nobody says it, in ms since 1970: when the recording was made. */
export function recordedTime(reader: Pick<RecordingFacts, 'header'>): number {
  const parsed = reader.header.createdAt === null ? Number.NaN : Date.parse(reader.header.createdAt);
  return Number.isNaN(parsed) ? timelessNow : parsed;
}
