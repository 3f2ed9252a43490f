import { randomBytes } from 'node:crypto';
import type { AnyContract, Assumptions, ContractRules } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import type { StackPlatform } from '../find-stack.ts';
import type { Project } from '../project/load.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getContract } from '../replay/find-contract.ts';
import { chooseLimits } from '../replay/plan-job.ts';
import type { HookTarget } from '../replay/replay-options.ts';
import type { ServedHook, ServeJob } from '../sandbox/protocol.ts';
import type { LoadedScript } from '../sandbox/script/guest-script.ts';
import { loadScript } from '../sandbox/script/load.ts';
import { loadSeveral } from '../sandbox/script/load-several.ts';

/** A project's hooks as the functions of a stack. */
export interface LoadedStack {
  readonly job: ServeJob;
  /** One for each of the job's scripts. */
  readonly scripts: readonly LoadedScript[];
  /** One for each of the job's functions. */
  readonly functions: readonly StackEntry[];
  readonly memoryMb: number;
}

/** A function of the stack, for people and for its deadline. */
export interface StackEntry {
  readonly names: readonly string[];
  readonly hooks: readonly string[];
  readonly loaded: LoadedScript;
  readonly rules: ContractRules;
  /** Longest time of a call, in ms. */
  readonly timeoutMs: number;
}

/** Limits from the command line; what is set here wins over what hooksmith.json says. */
export interface StackLimits {
  readonly timeoutMs?: number;
  readonly memoryMb?: number;
}

/** A call may bring 50 MB of JSON (C-701), which takes several times as much as objects. */
const defaultMemoryMb = 1_024;
/** A result that no limit of a call bounds is still cut off here. */
const hardResultBytes = 48 * 1024 * 1024;

/** A hook of the project that is a function of the stack. */
interface Attached {
  readonly hookName: string;
  readonly target: HookTarget;
  readonly contract: AnyContract;
  readonly assumptions: Assumptions;
  readonly loaded: LoadedScript;
}

/**
 * Loads the hooks of a project that a stack can have. Each is found under its name in hooksmith.json, and under that of its
 * function where no other hook has it.
 * Throws ERR_CONFIG when there is none, and ERR_HOOK for a script that cannot be loaded.
 */
export async function loadStack(
  project: Project,
  options: StackLimits & {
    readonly platform: StackPlatform;
    readonly assumptions: Assumptions;
    readonly connectorIds: readonly string[];
  },
): Promise<LoadedStack> {
  const { platform } = options;
  const attached = await Promise.all(listTargets(project, platform.name).map(attach));
  const files = [...new Set(attached.map(({ target }) => target.script))];
  const groups = files.map((file) => groupByFunction(attached.filter(({ target }) => target.script === file)));
  const scripts = await Promise.all(files.map((file, index) => loadGroup(file, groups[index] ?? [])));
  const flat = groups.flatMap((group, script) => group.map((own, index) => ({ own, script, index })));
  const names = chooseNames(flat.map(({ own }) => own));
  const entries = flat.map(({ own }, at) => describeEntry(own, names[at] ?? [], options));
  return {
    job: {
      platform: platform.name,
      scripts: scripts.map(({ guest }) => guest),
      functions: flat.map(({ own, script, index }, at) => ({
        script,
        index,
        ownName: functionNameOf(own),
        names: names[at] ?? [],
        hooks: own.map((one) => toServedHook(one, platform)),
      })),
      connectorIds: options.connectorIds,
      assumptions: options.assumptions,
      seed: randomBytes(16).toString('hex'),
      maxResultBytes: hardResultBytes,
    },
    scripts,
    functions: entries,
    memoryMb: options.memoryMb ?? Math.max(...attached.map(({ target }) => target.memoryMb ?? defaultMemoryMb)),
  };
}

/** All ways in which one function of one script is attached; never empty. */
type SameFunction = readonly Attached[];

function listTargets(
  project: Project,
  platform: string,
): readonly { readonly hookName: string; readonly target: HookTarget }[] {
  const targets = project.hookNames
    .map((hookName) => ({ hookName, target: project.hook(hookName, []) }))
    .filter(({ target }) => target.contract !== undefined && getContract(target.contract).platform === platform);
  if (targets.length > 0) return targets;
  throw new HooksmithError('ERR_CONFIG', `${project.file} has no hook of ${platform}, so a stack has no function`, {
    place: { file: project.file },
    next: [
      `Add one to "hooks": "tidy-responses": { "platform": "${platform}", "hook": "postSubmit", "script": "hooks/tidy-responses.ts" }`,
    ],
  });
}

async function attach({
  hookName,
  target,
}: {
  readonly hookName: string;
  readonly target: HookTarget;
}): Promise<Attached> {
  const contract = getContract(target.contract ?? '');
  const { script: file, functionName } = target;
  return {
    hookName,
    target,
    contract,
    assumptions: chooseAssumptions(
      `${contract.platform}/${contract.hook}`,
      contract.assumptions,
      target.assumptions ?? {},
    ),
    loaded: await loadScript({ file, contract, functionName }),
  };
}

function groupByFunction(attached: readonly Attached[]): readonly SameFunction[] {
  const names = [...new Set(attached.map(({ loaded }) => loaded.functionName))];
  return names.map((name) => attached.filter(({ loaded }) => loaded.functionName === name));
}

function loadGroup(file: string, group: readonly SameFunction[]): Promise<LoadedScript> {
  const [first] = group.flat();
  if (first === undefined) throw new Error(`${file} is attached to nothing`);
  const functions = group.flatMap(([one]) => (one === undefined ? [] : [one.loaded]));
  return loadSeveral({ file, functions, contract: first.contract });
}

function functionNameOf([first]: SameFunction): string {
  return first?.loaded.functionName ?? '';
}

/** Names in hooksmith.json are unique; the name of a function is not, when two scripts have one of that name. */
function chooseNames(functions: readonly SameFunction[]): readonly (readonly string[])[] {
  const hookNames = functions.map((own) => own.map(({ hookName }) => hookName));
  return functions.map((own, index) => {
    const name = functionNameOf(own);
    const isFree = functions.every((other) => other === own || functionNameOf(other) !== name);
    const isTaken = hookNames.some((names, other) => other !== index && names.includes(name));
    return [...new Set([...(isFree && !isTaken ? [name] : []), ...(hookNames[index] ?? [])])];
  });
}

function describeEntry(own: SameFunction, names: readonly string[], options: StackLimits): StackEntry {
  const [first] = own;
  if (first === undefined) throw new Error('a function is attached to nothing');
  const limits = own.map(({ target, contract, assumptions }) =>
    chooseLimits(target, options, [contract.limits], assumptions),
  );
  return {
    names,
    hooks: [...new Set(own.map(({ contract }) => contract.hook))],
    loaded: first.loaded,
    rules: first.contract.rules,
    timeoutMs: Math.max(...limits.map(({ timeoutMs }) => timeoutMs)),
  };
}

function toServedHook({ contract, assumptions, target }: Attached, { stack }: StackPlatform): ServedHook {
  return {
    platform: contract.platform,
    hook: contract.hook,
    type: stack.typeOf(contract.hook),
    assumptions,
    setup: target.setup ?? {},
  };
}
