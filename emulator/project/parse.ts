import type { ErrorObject } from 'ajv';
import { project as validateProject } from '#project-validators';
import { isJsonObject } from '../../sdk/json-object.ts';
import { valueAt } from '../../sdk/json-pointer.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import { showJson } from '../replay/show.ts';
import { suggest } from '../suggest.ts';
import { checkMockNames, findUnknownMockKeys } from './mocks.ts';
import type { ProjectFile } from './schema.ts';

const projectKeys = ['$schema', 'hooks', 'mocks', 'steps'];
const sharedKeys = [
  'platform',
  'recordings',
  'assumptions',
  'setup',
  'publish',
  'moduleState',
  'timeoutMs',
  'memoryMb',
];
const hookKeys = [...sharedKeys, 'hook', 'script', 'function'];
const stepKeys = [...sharedKeys, 'step', 'input', 'stages'];
const stageKeys = ['script', 'function', 'url'];

/** Reads the text of a `hooksmith.json`. Throws ERR_CONFIG that names the place, and the nearest key for a slip. */
export function parseProject(file: string, text: string): ProjectFile {
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

/** An unknown key, where it is, and the keys that are known there. */
interface Slip {
  readonly at: string;
  readonly key: string;
  readonly known: readonly string[];
}

function findUnknownKey(content: unknown): Slip | undefined {
  if (!isJsonObject(content)) return undefined;
  const inFile = findSlip(content, 'the file', projectKeys);
  const entries = (name: string, known: readonly string[]) =>
    Object.entries(isJsonObject(content[name]) ? content[name] : {}).flatMap(
      ([entry, value]) => findSlip(value, `/${name}/${entry}`, known) ?? [],
    );
  return (
    inFile ??
    [
      ...entries('hooks', hookKeys),
      ...entries('steps', stepKeys),
      ...stageSlips(content),
      ...findUnknownMockKeys(content['mocks']),
    ][0]
  );
}

function stageSlips({ steps }: Readonly<Record<string, unknown>>): readonly Slip[] {
  return Object.entries(isJsonObject(steps) ? steps : {}).flatMap(([name, step]) => {
    const stages = isJsonObject(step) && isJsonObject(step['stages']) ? Object.entries(step['stages']) : [];
    return stages.flatMap(([stage, value]) => findSlip(value, `/steps/${name}/stages/${stage}`, stageKeys) ?? []);
  });
}

function findSlip(value: unknown, at: string, known: readonly string[]): Slip | undefined {
  const key = isJsonObject(value) ? Object.keys(value).find((candidate) => !known.includes(candidate)) : undefined;
  return key === undefined ? undefined : { at, key, known };
}

/** What ajv found, in our words where its own say too little. */
function explain(error: ErrorObject | undefined, content: unknown): string {
  const got = `got ${showJson(valueAt(content, error?.instancePath ?? ''))}`;
  const lacking: unknown = error?.params['missingProperty'];
  if (typeof lacking === 'string') return `lacks ${JSON.stringify(lacking)}`;
  const name: unknown = error?.params['additionalProperty'];
  if (typeof name === 'string') {
    return `has ${error?.instancePath === '/steps' ? 'a step' : 'a hook'} called ${JSON.stringify(name)}; a name is letters, digits, dots, dashes and underscores and begins with a letter or digit`;
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

function isProject(content: unknown): content is ProjectFile {
  return validateProject(content);
}
