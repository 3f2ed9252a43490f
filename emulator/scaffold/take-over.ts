import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { Platform } from '../../sdk/platform.ts';
import { HooksmithError } from '../errors.ts';
import { getPlatform } from '../find-platform.ts';
import type { ProjectHook } from '../project/schema.ts';
import { writeBelow } from './addition.ts';
import { type Guess, guessHook } from './guess-hook.ts';
import { schemaPath } from './init-project.ts';
import { judgeName, toFileName } from './names.ts';
import { listScriptFunctions, type ScriptFunction } from './script-functions.ts';
import { writeAtOnce } from './write-at-once.ts';

/** A folder of scripts that becomes a project. */
export interface TakeOverOptions {
  readonly folder: string;
  /** Look for hooks of this platform only. */
  readonly platform?: string;
}

/** What became of a folder of scripts. */
export interface TakenOver {
  readonly folder: string;
  /** Hooks that `hooksmith.json` names now. */
  readonly hooks: readonly TakenHook[];
  /** Functions that may be hooks and were left out. */
  readonly doubtful: readonly DoubtfulFunction[];
  /** Files that could not be read as scripts, and why. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
}

/** A hook that was found. */
export interface TakenHook {
  readonly name: string;
  readonly entry: ProjectHook;
  /** What speaks for it. */
  readonly why: string;
}

/** A function that may be a hook. Its file is a path from the folder. */
export interface DoubtfulFunction extends Pick<ScriptFunction, 'file' | 'line' | 'name'> {
  readonly why: string;
  /** As `platform/hook`; empty where none goes with the function. */
  readonly candidates: readonly string[];
}

const mostFiles = 2000;
const scriptEndings = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'];

/**
 * Finds the hooks among the scripts of a folder and names those that are sure in a new `hooksmith.json`; the scripts stay as
 * they are. Throws ERR_USAGE when there is no such folder, no script in it, or a project already.
 */
export async function takeOver({ folder, platform }: TakeOverOptions): Promise<TakenOver> {
  if (platform !== undefined) getPlatform(platform);
  const contracts = (await readPlatforms())
    .filter(({ name }) => platform === undefined || name === platform)
    .flatMap(({ hooks }) => hooks);
  checkFolder(folder);
  const files = listScripts(folder);
  if (files.length === 0) {
    throw new HooksmithError('ERR_USAGE', `${folder} has no scripts`, {
      place: { file: folder },
      next: [`Name the folder that holds them; looked for ${scriptEndings.join(', ')}.`],
    });
  }
  const unread: { file: string; why: string }[] = [];
  const guessed: { readonly found: ScriptFunction; readonly guess: Guess }[] = [];
  for (const file of files) {
    try {
      for (const found of await listScriptFunctions(join(folder, file))) {
        guessed.push({ found: { ...found, file }, guess: guessHook(found, contracts) });
      }
    } catch (error) {
      if (!(error instanceof HooksmithError)) throw error;
      unread.push({
        file,
        why: (error.message.split('\n')[0] ?? '').replace(`${join(folder, file)}`, '').replace(/^[ :]+/, ''),
      });
    }
  }
  const hooks = nameHooks(guessed);
  const doubtful = guessed.flatMap(({ found, guess }) => (guess.status === 'unsure' ? [toDoubtful(found, guess)] : []));
  await writeAtOnce(resolve(folder), async (temporary) => {
    const entries = Object.fromEntries(hooks.map(({ name, entry }) => [name, entry]));
    writeBelow(temporary, 'hooksmith.json', `${JSON.stringify({ $schema: schemaPath, hooks: entries }, null, 2)}\n`);
  });
  return { folder, hooks, doubtful, unread };
}

/** The platforms with their schemas, which the program itself is built without. */
async function readPlatforms(): Promise<readonly Platform[]> {
  const sdk: typeof import('../../sdk/index.ts') = await import(import.meta.resolve('hooksmith'));
  return Object.values(sdk.platforms);
}

function checkFolder(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new HooksmithError('ERR_USAGE', `there is no folder ${folder}`, {
      place: { file: folder },
      next: ['Name the folder that holds the scripts.'],
    });
  }
  if (!existsSync(join(folder, 'hooksmith.json'))) return;
  throw new HooksmithError('ERR_USAGE', `${join(folder, 'hooksmith.json')} is there already`, {
    place: { file: join(folder, 'hooksmith.json') },
    next: ['Add hooks to it by hand, or with hooksmith new; to begin anew, move it away.'],
  });
}

/** Scripts below a folder, sorted; packages, builds, tests and declarations are none. */
function listScripts(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || ['node_modules', 'dist', 'coverage'].includes(entry.name)) continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && isScript(entry.name)) found.push(relative(folder, path).replaceAll('\\', '/'));
      if (found.length > mostFiles) {
        throw new HooksmithError('ERR_USAGE', `${folder} has more than ${mostFiles} scripts`, {
          next: ['Name the folder that holds the hooks.'],
        });
      }
    }
  };
  visit(folder);
  return found.sort();
}

function isScript(name: string): boolean {
  return scriptEndings.includes(extname(name).toLowerCase()) && !/\.(?:d|test|spec|config)\.[cm]?[jt]s$/i.test(name);
}

/** Names that are unique: the function's, the file's, or both. */
function nameHooks(
  guessed: readonly { readonly found: ScriptFunction; readonly guess: Guess }[],
): readonly TakenHook[] {
  const taken = new Set<string>();
  return guessed.flatMap(({ found, guess }) => {
    if (guess.status !== 'sure') return [];
    const { contract, why } = guess;
    const name = chooseName(found, taken);
    taken.add(name);
    const entry: ProjectHook = {
      platform: contract.platform,
      hook: contract.hook,
      script: found.file,
      ...(found.name === null ? {} : { function: found.name }),
    };
    return [{ name, entry, why }];
  });
}

function chooseName({ name, file }: ScriptFunction, taken: ReadonlySet<string>): string {
  const ofFile = toPlain(basename(file, extname(file)));
  const ofPath = toPlain(file.slice(0, file.length - extname(file).length).replaceAll('/', '-'));
  const ofFunction = name === null ? ofFile : toPlain(name);
  const wishes = [ofFunction, `${ofFile}-${ofFunction}`, `${ofPath}-${ofFunction}`].filter(
    (wish) => judgeName(wish) === undefined,
  );
  const free = wishes.find((wish) => !taken.has(wish));
  if (free !== undefined) return free;
  for (let n = 2; ; n += 1) {
    const wish = `${wishes[0] ?? 'hook'}-${n}`;
    if (!taken.has(wish)) return wish;
  }
}

function toPlain(text: string): string {
  return toFileName(text)
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|[._-]+$/g, '');
}

function toDoubtful(found: ScriptFunction, guess: Guess & { readonly status: 'unsure' }): DoubtfulFunction {
  const { file, line, name } = found;
  const candidates = guess.candidates.map(({ platform, hook }) => `${platform}/${hook}`);
  return { file, line, name, why: guess.why, candidates };
}
