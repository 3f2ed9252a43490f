import type { Message } from 'esbuild';
import type { ModuleSupport, SourcePosition } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import { findNearest } from '../../suggest.ts';
import { describeGiven } from './given-modules.ts';
import { authorPath } from './program-text.ts';
import { hookError } from './script-fault.ts';

/** Where a build was asked for: places are told relative to `file`. */
export interface BuildPlace {
  readonly file: string;
  readonly modules: ModuleSupport;
}

/** Makes the author's error of what esbuild refused; anything else is thrown on as it is. */
export function explainBuildError(error: unknown, place: BuildPlace): HooksmithError {
  const message = firstMessage(error);
  if (message === undefined) throw error;
  const [text, next] = explain(message, place.modules);
  const at = findPlace(message, place.file);
  if (at === null)
    return new HooksmithError('ERR_HOOK', `${place.file}: ${text}`, { place: { file: place.file }, next });
  return hookError({ at, message: text, lineText: message.location?.lineText, next, cause: error });
}

function firstMessage(error: unknown): Message | undefined {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return undefined;
  return error.errors[0];
}

/** esbuild counts columns in UTF-8 bytes from 0; positions of ours count UTF-16 units from 1. */
function findPlace({ location }: Message, file: string): SourcePosition | null {
  if (location === null) return null;
  const before = Buffer.from(location.lineText, 'utf8').subarray(0, location.column).toString('utf8');
  return { file: authorPath(file, location.file), line: location.line, column: before.length + 1 };
}

function explain(
  { text, detail }: Message,
  modules: ModuleSupport,
): readonly [message: string, next: readonly string[]] {
  const name = /^Could not resolve "(.+)"$/.exec(text)?.[1];
  if (text.startsWith('Top-level await is not available')) {
    return [
      'await outside an async function is not available in a script.',
      ['Move the await into an async function.'],
    ];
  }
  if (name === undefined) return [text, detail?.next ?? ['Mend this place; the script could not be built.']];
  if (/^\.{0,2}\//.test(name))
    return [`no file is found for ${JSON.stringify(name)}.`, ['Check the path in the import.']];
  const meant = findNearest(name, modules.given);
  return [
    `the package ${JSON.stringify(name)} is not installed, and ${describeGiven(modules)}.`,
    [
      ...(meant === undefined ? [] : [`Did you mean ${JSON.stringify(meant)}?`]),
      `Install it beside the script: npm install ${packageOf(name)}`,
    ],
  ];
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
