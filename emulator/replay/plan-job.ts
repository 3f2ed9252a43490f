import { availableParallelism } from 'node:os';
import type { AnyContract, Assumptions } from '../../sdk/contract.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { ReplayedRecording } from '../report/report.ts';
import type { Job } from '../sandbox/protocol.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';

/** What to run and on how many lanes. */
export interface Plan {
  readonly job: Job;
  readonly lanes: number;
  readonly moduleState: ReplayedRecording['moduleState'];
  readonly limits: RunLimits;
}

/** Limits of one page and its runner. */
export interface RunLimits {
  readonly timeoutMs: number;
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

/** Limits of a run: what the hook's entry says, else the command line, else what the platform documents. */
export function chooseLimits(
  target: Pick<ReplayTarget, 'timeoutMs' | 'memoryMb'>,
  options: Pick<ReplayOptions, 'timeoutMs' | 'memoryMb'>,
  contract: AnyContract,
  assumptions: Assumptions,
): RunLimits {
  return {
    timeoutMs:
      options.timeoutMs ??
      target.timeoutMs ??
      Math.min(defaultTimeoutMs, contract.limits.timeMs(assumptions) ?? defaultTimeoutMs),
    memoryMb: options.memoryMb ?? target.memoryMb ?? contract.limits.memoryMb(assumptions) ?? defaultMemoryMb,
  };
}

/** Decides what a replay of one recording does, from its options, its script and its header. */
export function planJob(given: {
  readonly target: Pick<ReplayTarget, 'moduleState' | 'setup' | 'mocks'>;
  readonly options: Pick<ReplayOptions, 'moduleState' | 'workers' | 'seed' | 'now' | 'page' | 'standIn' | 'saveCalls'>;
  readonly reader: RecordingFacts;
  readonly contract: AnyContract;
  readonly script: LoadedScript;
  readonly assumptions: Assumptions;
  /** Where runners find the recording; null when its bytes are sent. */
  readonly canonicalPath: string | null;
  readonly limits: Plan['limits'];
}): Plan {
  const { target, options, reader, contract, script, assumptions } = given;
  const moduleState = decideModuleState(
    options.moduleState ?? target.moduleState,
    script,
    contract.calls.isFreshPerCall(assumptions),
  );
  const workers = options.workers ?? availableParallelism();
  const useful = Math.max(1, Math.ceil(reader.sizeBytes / bytesPerLane));
  return {
    job: {
      platform: contract.platform,
      hook: contract.hook,
      script: script.guest,
      assumptions,
      setup: { ...reader.header.setup, ...target.setup },
      moduleState: moduleState.mode === 'fresh' ? 'fresh' : 'job',
      seed: options.seed ?? reader.seed,
      nowMs: options.now?.getTime() ?? recordedTime(reader),
      form: reader.form,
      recording: given.canonicalPath === null ? null : { path: given.canonicalPath, ...reader.identity },
      only: options.page === undefined ? null : { seq: options.page, runBefore: moduleState.mode === 'job' },
      returnResults: false,
      mocks: target.mocks ?? {},
      asksParent: options.standIn !== undefined && contract.calls.modules.api !== undefined,
      returnCalls: options.saveCalls !== undefined,
      maxResultBytes: Math.min(contract.limits.pageBytes(assumptions) ?? hardResultBytes, hardResultBytes),
      skipScript: false,
    },
    lanes: moduleState.mode === 'job' ? 1 : Math.min(workers, useful),
    moduleState,
    limits: given.limits,
  };
}

/** C-332: pages of a job share module variables, unless the script provably keeps none or the user says otherwise. */
function decideModuleState(
  asked: 'job' | 'fresh' | undefined,
  script: LoadedScript,
  fresh: boolean,
): Plan['moduleState'] {
  if (asked === 'job') return { mode: 'job', why: 'Asked for with moduleState job.', at: null };
  if (asked === 'fresh') return { mode: 'fresh', why: 'Asked for with moduleState fresh.', at: null };
  if (fresh)
    return { mode: 'fresh', why: 'An assumption says that the script is loaded anew for every call.', at: null };
  const { keeps, why, at } = script.moduleState;
  return { mode: keeps ? 'job' : 'none', why, at };
}

function recordedTime(reader: RecordingFacts): number {
  const parsed = reader.header.createdAt === null ? Number.NaN : Date.parse(reader.header.createdAt);
  return Number.isNaN(parsed) ? timelessNow : parsed;
}
