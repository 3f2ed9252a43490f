import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ErrorObject } from 'ajv';
import { project as validateProject } from '#validators';
import type { JsonValue } from '../../sdk/contract.ts';
import { valueAt } from '../../sdk/json-pointer.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getContract } from '../replay/find-contract.ts';
import type { ReplayTarget } from '../replay/replay-options.ts';
import { showJson } from '../replay/show.ts';
import { suggest } from '../suggest.ts';
import { expandPattern } from './expand.ts';
import { checkMockNames, findUnknownMockKeys } from './mocks.ts';
import type { ProjectFile } from './schema.ts';

/** A project: the hooks that its `hooksmith.json` names. */
export interface Project {
  readonly file: string;
  readonly hookNames: readonly string[];
  /** What to replay for a hook; recordings given here replace those of the file. Throws ERR_USAGE for an unknown name. */
  target(name: string, recordings?: readonly string[]): ReplayTarget;
}

const hookKeys = [
  'platform',
  'hook',
  'script',
  'function',
  'recordings',
  'assumptions',
  'moduleState',
  'timeoutMs',
  'memoryMb',
];
const projectKeys = ['$schema', 'hooks', 'mocks', 'steps'];

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
  const hookNames = Object.keys(content.hooks);

  /** Each file once, however many patterns name it. */
  function findRecordings(name: string, patterns: readonly string[]): readonly string[] {
    const paths = patterns.flatMap((pattern) => {
      const found = expandPattern(folder, pattern);
      if (found.length > 0) return found;
      throw new HooksmithError(
        'ERR_CONFIG',
        `${shown}: no recording matches ${JSON.stringify(pattern)} of hook ${name}`,
        {
          place: { file: shown },
          next: [
            `Paths are read from ${relative(process.cwd(), folder) || '.'}; * stands for any part of a file name.`,
          ],
        },
      );
    });
    return [...new Set(paths.map(shorten))];
  }

  function target(name: string, recordings?: readonly string[]): ReplayTarget {
    const hook = Object.hasOwn(content.hooks, name) ? content.hooks[name] : undefined;
    if (hook === undefined) {
      throw new HooksmithError('ERR_USAGE', `${shown} has no hook called ${JSON.stringify(name)}`, {
        next: [suggest(name, hookNames)],
      });
    }
    inHook(`${shown}: /hooks/${name}`, () => {
      chooseAssumptions(
        getContract(`${hook.platform}/${hook.hook}`),
        (hook.assumptions ?? {}) as Readonly<Record<string, JsonValue>>,
      );
    });
    return {
      script: shorten(join(folder, hook.script)),
      contract: `${hook.platform}/${hook.hook}`,
      recordings: recordings ?? findRecordings(name, hook.recordings ?? []),
      ...(hook.function === undefined ? {} : { functionName: hook.function }),
      ...(hook.assumptions === undefined
        ? {}
        : { assumptions: hook.assumptions as Readonly<Record<string, JsonValue>> }),
      ...(content.mocks === undefined ? {} : { mocks: content.mocks }),
      ...(hook.moduleState === undefined ? {} : { moduleState: hook.moduleState }),
      ...(hook.timeoutMs === undefined ? {} : { timeoutMs: hook.timeoutMs }),
      ...(hook.memoryMb === undefined ? {} : { memoryMb: hook.memoryMb }),
    };
  }

  return { file: shown, hookNames, target };
}

function parseProject(file: string, text: string): ProjectFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    const { line, column, what } = placeJsonError(text);
    throw new HooksmithError('ERR_CONFIG', `${file}:${line}:${column}: not JSON: ${what}`, {
      place: { file, line, column },
      next: ['Mend this place; an editor that knows JSON marks it.'],
      cause,
    });
  }
  if (isProject(content)) {
    checkMockNames(file, content.mocks ?? {});
    return content;
  }
  // A misspelt key is also a missing one: the slip is the more helpful of the two.
  const slip = findUnknownKey(content);
  if (slip !== undefined) {
    const { at, key, known } = slip;
    throw new HooksmithError('ERR_CONFIG', `${file}: ${at} has an unknown key ${JSON.stringify(key)}`, {
      place: { file },
      next: [suggest(key, known)],
    });
  }
  const [error] = validateProject.errors ?? [];
  const at = error?.instancePath === '' || error === undefined ? 'the file' : error.instancePath;
  throw new HooksmithError('ERR_CONFIG', `${file}: ${at} ${explain(error, content)}`, {
    place: { file },
    next: [
      'Add "$schema": "./node_modules/hooksmith/dist/hooksmith.schema.json" and an editor shows what belongs where.',
    ],
  });
}

function findUnknownKey(
  content: unknown,
): { readonly at: string; readonly key: string; readonly known: readonly string[] } | undefined {
  if (!isObject(content)) return undefined;
  const inFile = Object.keys(content).find((key) => !projectKeys.includes(key));
  if (inFile !== undefined) return { at: 'the file', key: inFile, known: projectKeys };
  const hooks = isObject(content['hooks']) ? Object.entries(content['hooks']) : [];
  const inHooks = hooks.flatMap(([name, hook]) => {
    const key = isObject(hook) ? Object.keys(hook).find((candidate) => !hookKeys.includes(candidate)) : undefined;
    return key === undefined ? [] : [{ at: `/hooks/${name}`, key, known: hookKeys }];
  });
  return [...inHooks, ...findUnknownMockKeys(content['mocks'])][0];
}

/** What ajv found, in our words where its own say too little. */
function explain(error: ErrorObject | undefined, content: unknown): string {
  const got = `got ${showJson(valueAt(content, error?.instancePath ?? ''))}`;
  const lacking: unknown = error?.params['missingProperty'];
  if (typeof lacking === 'string') return `lacks ${JSON.stringify(lacking)}`;
  const name: unknown = error?.params['additionalProperty'];
  if (typeof name === 'string') {
    return `has a hook called ${JSON.stringify(name)}; a name is letters, digits, dots, dashes and underscores and begins with a letter or digit`;
  }
  const type: unknown = error?.params['type'];
  if (typeof type === 'string') return `must be ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}, ${got}`;
  const choices = (validateProject.errors ?? []).flatMap(({ keyword, params }) =>
    keyword === 'const' ? [showJson(params['allowedValue'])] : [],
  );
  return choices.length > 0
    ? `must be ${choices.join(' or ')}, ${got}`
    : `${error?.message ?? 'is not a project'}, ${got}`;
}

/** Names the hook of the file that a fault is in. */
function inHook(place: string, look: () => void): void {
  try {
    look();
  } catch (cause) {
    if (!(cause instanceof HooksmithError)) throw cause;
    throw new HooksmithError('ERR_CONFIG', `${place}: ${cause.message}`, { next: cause.next, cause });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProject(content: unknown): content is ProjectFile {
  return validateProject(content);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new HooksmithError(
      'ERR_CONFIG',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { place: { file } },
    );
  }
}

function shorten(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
