import { existsSync } from 'node:fs';
import type { JsonValue } from '../../sdk/contract.ts';
import type { Arguments, Flag } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import { suggest } from '../suggest.ts';

/** The flag that sets assumptions. */
export const assumeFlag: Flag = {
  type: 'string',
  value: 'NAME=VALUE',
  multiple: true,
  says: 'Sets an assumption by its name (hooksmith explain lists them).',
};

/** Flags of every command that runs a hook. */
export const runFlags: Readonly<Record<string, Flag>> = {
  contract: { type: 'string', value: 'PLATFORM/HOOK', says: 'Hook kind, where neither project nor recording says it.' },
  'timeout-ms': { type: 'integer', minimum: 1, says: 'Longest time for one page, in ms. Default: 10000.' },
  'memory-mb': {
    type: 'integer',
    minimum: 64,
    says: 'Heap of a runner, in MB. Default: what the platform documents, else 256.',
  },
  'module-state': {
    type: 'string',
    choices: ['job', 'fresh'],
    says: 'Life of module variables; default: decided by analysis (C-332).',
  },
  seed: { type: 'string', says: 'Seed of random numbers and UUIDs; default: taken from the recording.' },
  now: { type: 'string', value: 'TIME', says: 'What the clock shows, ISO 8601; default: when the recording was made.' },
  'stand-in': {
    type: 'string',
    value: 'URL',
    says: 'A local stand-in for the platform that answers what neither recording nor mock does; its token is HOOKSMITH_STAND_IN_TOKEN.',
  },
  assume: assumeFlag,
};

/** What the flags of `runFlags` say. Throws ERR_USAGE for a time or an assumption that cannot be read. */
export function readRunFlags(
  given: Arguments,
): Pick<ReplayOptions, 'timeoutMs' | 'memoryMb' | 'moduleState' | 'seed' | 'now' | 'standIn' | 'assumptions'> {
  const timeoutMs = given.integer('timeout-ms');
  const memoryMb = given.integer('memory-mb');
  const state = given.text('module-state');
  const seed = given.text('seed');
  const now = given.text('now');
  const standIn = given.text('stand-in');
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
    ...(state === 'job' || state === 'fresh' ? { moduleState: state } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(now === undefined ? {} : { now: parseTime(now) }),
    ...(standIn === undefined ? {} : { standIn: { url: standIn, token: readToken() } }),
    assumptions: parseAssumptions(given.texts('assume')),
  };
}

const tokenVariable = 'HOOKSMITH_STAND_IN_TOKEN';

/** A token on the command line would be seen by everybody on the machine. */
function readToken(): string {
  const token = process.env[tokenVariable];
  if (token !== undefined && token !== '') return token;
  throw new HooksmithError('ERR_USAGE', `--stand-in needs the stand-in's token in ${tokenVariable}, which is not set`, {
    next: [`${tokenVariable}=… hooksmith replay … --stand-in http://127.0.0.1:8080`],
  });
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new HooksmithError(
    'ERR_USAGE',
    `--now is ${JSON.stringify(text)}; expected an ISO 8601 time such as 2026-03-04T09:00:00Z`,
  );
}

/** `path#function` as a script and a function; throws ERR_USAGE when there is no such file. */
export function splitScript(
  hook: string,
  hookNames: readonly string[],
): { readonly script: string; readonly functionName?: string } {
  const mark = hook.lastIndexOf('#');
  const [script, functionName] =
    mark <= 0 || existsSync(hook) ? [hook, undefined] : [hook.slice(0, mark), hook.slice(mark + 1)];
  if (!existsSync(script)) {
    const next =
      hookNames.length > 0
        ? [suggest(hook, hookNames)]
        : ['Give the path of a script, or run in a folder with a hooksmith.json.'];
    throw new HooksmithError(
      'ERR_HOOK',
      `there is no script ${script}${hookNames.length > 0 ? ' and no hook of that name in hooksmith.json' : ''}`,
      {
        place: { file: script },
        next,
      },
    );
  }
  return functionName === undefined || functionName === '' ? { script } : { script, functionName };
}

/** `name=value` pairs; a value is JSON where it reads as such, else text. Throws ERR_USAGE for what is no pair. */
export function parseAssumptions(pairs: readonly string[]): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const mark = pair.indexOf('=');
      if (mark <= 0) throw new HooksmithError('ERR_USAGE', `--assume is ${JSON.stringify(pair)}; expected NAME=VALUE`);
      return [pair.slice(0, mark), parseValue(pair.slice(mark + 1))];
    }),
  );
}

function parseValue(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
