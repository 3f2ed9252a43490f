import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { hookSetups, stagesOfSteps, stepSetups } from '#project-validators';
import type { JsonValue } from '../../sdk/contract.ts';
import { isHttpStepName } from '../../sdk/platforms.ts';
import { assumptionsOf } from '../../sdk/step.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import { getContract } from '../replay/find-contract.ts';
import { getStep } from '../replay/find-step.ts';
import type { HookTarget, HttpStepTarget, ReplayTarget, StageTarget, StepTarget } from '../replay/replay-options.ts';
import { suggest } from '../suggest.ts';
import { expandPattern, foldersOfPattern } from './expand.ts';
import { parseProject } from './parse.ts';
import type { ProjectHook, ProjectStep } from './schema.ts';
import { checkSettings, settingsOf, toJson } from './settings.ts';

/** A project: the hooks and steps that its `hooksmith.json` names. */
export interface Project {
  readonly file: string;
  /** Folder of the file; paths in it are read from there. */
  readonly folder: string;
  readonly hookNames: readonly string[];
  /** Hooks first, then steps. */
  readonly names: readonly string[];
  /** Folders in which another file would be a recording of a hook or step, as absolute paths. */
  recordingFolders(): readonly string[];
  /** What to replay for a hook or step; recordings given here replace those of the file. Throws ERR_USAGE for an unknown name. */
  target(name: string, recordings?: readonly string[]): ReplayTarget;
  /** What to send for a step. Throws ERR_USAGE for a name that is none, or one of something else. */
  httpStep(name: string): HttpStepTarget;
  /** What a hook or step is of: `celigo/postSubmit` and the like. Throws ERR_USAGE for an unknown name. */
  contract(name: string): string;
  /** `publish` of a hook or step, and what it is of; undefined where it has none. Throws ERR_USAGE for an unknown name. */
  publishing(name: string): Publishing | undefined;
  /** What to call for a hook. Throws ERR_USAGE for an unknown name. */
  hook(name: string, recordings?: readonly string[]): HookTarget & { readonly contract: string };
}

/** How a hook or step is published, as `hooksmith.json` has it. */
export interface Publishing {
  readonly platform: string;
  /** `celigo/postSubmit` and the like. */
  readonly contract: string;
  readonly settings: Readonly<Record<string, JsonValue>>;
}

/** The project of a folder or of the nearest folder above it; undefined when there is none. */
export function findProject(folder: string): Project | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, 'hooksmith.json');
    const text = readIfThere(file);
    if (text !== undefined) return openProject(file, text);
    if (dirname(at) === at) return undefined;
  }
}

function openProject(file: string, text: string): Project {
  const shown = relative(process.cwd(), file) || file;
  const content = parseProject(shown, text);
  const folder = dirname(file);
  const { hooks = {}, steps = {} } = content;
  const twice = Object.keys(steps).find((name) => Object.hasOwn(hooks, name));
  if (twice !== undefined) {
    throw new HooksmithError('ERR_CONFIG', `${shown}: a hook and a step are both called ${JSON.stringify(twice)}`, {
      place: { file: shown },
      next: ['Rename one of them: commands tell them apart by their names.'],
    });
  }
  const names = [...Object.keys(hooks), ...Object.keys(steps)];

  /** Each file once, however many patterns name it. */
  function findRecordings(owner: string, patterns: readonly string[]): readonly string[] {
    const paths = patterns.flatMap((pattern) => {
      const found = expandPattern(folder, pattern);
      if (found.length > 0) return found;
      throw new HooksmithError('ERR_CONFIG', `${shown}: no recording matches ${JSON.stringify(pattern)} of ${owner}`, {
        place: { file: shown },
        next: [`Paths are read from ${relative(process.cwd(), folder) || '.'}; * stands for any part of a file name.`],
      });
    });
    return [...new Set(paths.map(shorten))];
  }

  function hook(name: string, recordings?: readonly string[]): HookTarget & { readonly contract: string } {
    const entry = own(hooks, name) ?? unknownName(name);
    const contract = `${entry.platform}/${entry.hook}`;
    inEntry(`${shown}: /hooks/${name}`, () => {
      checkSettings(entry, contract, getContract(contract).assumptions, hookSetups[contract]);
    });
    return {
      script: shorten(join(folder, entry.script)),
      contract,
      recordings: recordings ?? findRecordings(`hook ${name}`, entry.recordings ?? []),
      ...(entry.function === undefined ? {} : { functionName: entry.function }),
      ...(content.mocks === undefined ? {} : { mocks: content.mocks }),
      ...settingsOf(entry),
    };
  }

  function step(name: string, entry: ProjectStep, recordings?: readonly string[]): StepTarget {
    const wanted = `${entry.platform}/${entry.step}`;
    const place = `${shown}: /steps/${name}`;
    inEntry(place, () => {
      checkSettings(entry, wanted, assumptionsOf(getStep(wanted)), stepSetups[wanted]);
    });
    checkStages(entry, place);
    const stages = Object.entries(entry.stages ?? {}).map(([stage, value]): readonly [string, StageTarget] => {
      const target = toStage(value);
      if (target !== undefined) return [stage, target];
      throw new HooksmithError('ERR_CONFIG', `${place}/stages/${stage} must have either "script" or "url"`, {
        place: { file: shown },
        next: ['Name the script that carries out the stage, or the endpoint on this machine that does.'],
      });
    });
    return {
      step: wanted,
      stages: Object.fromEntries(stages),
      recordings: recordings ?? findRecordings(`step ${name}`, entry.recordings ?? []),
      ...(content.mocks === undefined ? {} : { mocks: content.mocks }),
      ...settingsOf(entry),
    };
  }

  /** What its schemas say of setup, input and assumptions is looked at when the step is run: they are loaded then. */
  function httpStep(name: string, entry: ProjectStep, recordings?: readonly string[]): HttpStepTarget {
    const place = `${shown}: /steps/${name}`;
    checkStages(entry, place);
    const scripts = Object.entries(entry.stages ?? {}).map(([stage, { script, function: functionName, url }]) => {
      if (script !== undefined && url === undefined) {
        return [stage, { file: shorten(join(folder, script)), functionName }] as const;
      }
      throw new HooksmithError('ERR_CONFIG', `${place}/stages/${stage} must have "script" and no "url"`, {
        place: { file: shown },
        next: ['Name the script that is attached there; the step sends its requests to the address in its setup.'],
      });
    });
    return {
      httpStep: `${entry.platform}/${entry.step}`,
      scripts: Object.fromEntries(scripts),
      recordings: recordings ?? findRecordings(`step ${name}`, entry.recordings ?? []),
      ...(entry.input === undefined ? {} : { input: readInput(entry.input, place) }),
      ...settingsOf(entry),
    };
  }

  function checkStages({ platform, step: wanted, stages = {} }: ProjectStep, place: string): void {
    const known = stagesOfSteps[`${platform}/${wanted}`] ?? [];
    const slip = Object.keys(stages).find((stage) => !known.includes(stage));
    if (slip === undefined) return;
    throw new HooksmithError('ERR_CONFIG', `${place}/stages has an unknown stage ${JSON.stringify(slip)}`, {
      place: { file: shown },
      next: [known.length === 0 ? `${platform}/${wanted} takes no scripts: remove "stages".` : suggest(slip, known)],
    });
  }

  function readInput(input: NonNullable<ProjectStep['input']>, place: string): JsonValue {
    if (typeof input !== 'string') return toJson(input);
    const file = shorten(join(folder, input));
    const text = readIfThere(join(folder, input));
    try {
      if (text !== undefined) return JSON.parse(text);
    } catch (cause) {
      const { line, column, what } = placeJsonError(text ?? '');
      throw new HooksmithError('ERR_CONFIG', `${file}:${line}:${column}: not JSON: ${what}`, {
        place: { file, line, column },
        next: [`It is the "input" of ${place}: mend the file, or name another.`],
        cause,
      });
    }
    throw new HooksmithError('ERR_CONFIG', `${place}/input names ${input}, and there is no such file`, {
      place: { file: shown },
      next: [`Paths are read from ${relative(process.cwd(), folder) || '.'}.`],
    });
  }

  function toStage({ script, function: functionName, url }: NonNullable<ProjectStep['stages']>[string]) {
    if ((script === undefined) === (url === undefined)) return undefined;
    if (url !== undefined) return { url };
    const path = shorten(join(folder, script ?? ''));
    return functionName === undefined ? { script: path } : { script: path, functionName };
  }

  function unknownName(name: string): never {
    throw new HooksmithError('ERR_USAGE', `${shown} has no hook or step called ${JSON.stringify(name)}`, {
      next: [suggest(name, names)],
    });
  }

  function entryOf(name: string): ProjectHook | ProjectStep {
    return own(hooks, name) ?? own(steps, name) ?? unknownName(name);
  }

  function contract(name: string): string {
    const entry = entryOf(name);
    return `${entry.platform}/${'hook' in entry ? entry.hook : entry.step}`;
  }

  return {
    file: shown,
    folder,
    hookNames: Object.keys(hooks),
    names,
    recordingFolders() {
      const patterns = [...Object.values(hooks), ...Object.values(steps)].flatMap(({ recordings = [] }) => recordings);
      return [...new Set(patterns.flatMap((pattern) => foldersOfPattern(folder, pattern)))];
    },
    hook,
    contract,
    publishing(name) {
      const { platform, publish } = entryOf(name);
      return publish === undefined ? undefined : { platform, contract: contract(name), settings: toJson(publish) };
    },
    httpStep(name) {
      const entry = own(steps, name);
      if (entry !== undefined && isHttpStepName(entry.platform, entry.step)) return httpStep(name, entry, []);
      if (entry === undefined && !names.includes(name)) return unknownName(name);
      if (entry !== undefined) inEntry(`${shown}: /steps/${name}`, () => getStep(`${entry.platform}/${entry.step}`));
      throw new HooksmithError('ERR_USAGE', `${name} sends no HTTP request: there is nothing to send`, {
        next: [`hooksmith replay ${name} runs it on its recordings.`],
      });
    },
    target(name, recordings) {
      const entry = own(steps, name);
      if (entry === undefined) return hook(name, recordings);
      return isHttpStepName(entry.platform, entry.step)
        ? httpStep(name, entry, recordings)
        : step(name, entry, recordings);
    },
  };
}

function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

/** Names the entry of the file that a fault is in. */
function inEntry(place: string, look: () => void): void {
  try {
    look();
  } catch (cause) {
    if (!(cause instanceof HooksmithError)) throw cause;
    throw new HooksmithError('ERR_CONFIG', `${place}: ${cause.message}`, { next: cause.next, cause });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new HooksmithError(
      'ERR_CONFIG',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { place: { file }, next: ['Look at its rights, and whether it is a file at all.'] },
    );
  }
}

function shorten(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
