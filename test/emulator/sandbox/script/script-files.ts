import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HooksmithError } from '../../../../emulator/errors.ts';
import { type GuestScript, type LoadedScript, loadScript } from '../../../../emulator/sandbox/script/load.ts';
import { postSubmit } from '../../../../sdk/celigo/post-submit.ts';
import type { AnyContract, CallForm } from '../../../../sdk/contract.ts';
import { responseScript } from '../../../../sdk/patchworks/response-script.ts';

/** The contract of a real hook of that form, with default names of the test's own. */
export function contractOf(module: CallForm['module'], ...defaultNames: readonly string[]): AnyContract {
  const real: AnyContract = module === 'functions' ? postSubmit : responseScript;
  return { ...real, calls: { ...real.calls, defaultNames } };
}

export const functions: AnyContract = contractOf('functions', 'postSubmit');
export const commonjs: AnyContract = contractOf('commonjs');

/** A real folder for the files of one test file. */
export interface ScriptFolder {
  readonly path: string;
  write(name: string, text: string | Buffer): Promise<string>;
  /** Makes the packages of this project installable for the scripts in the folder. */
  linkPackages(): Promise<void>;
  dispose(): Promise<void>;
}

export async function makeFolder(): Promise<ScriptFolder> {
  const path = await mkdtemp(join(tmpdir(), 'hooksmith-script-'));
  return {
    path,
    async write(name, text) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return file;
    },
    linkPackages: () => symlink(join(projectRoot, 'node_modules'), join(path, 'node_modules'), 'dir'),
    dispose: () => rm(path, { recursive: true }),
  };
}

/** Loads a text as `hook.js`, or under another name. */
export async function loadText(
  folder: ScriptFolder,
  text: string,
  {
    name = 'hook.js',
    contract = functions,
    functionName,
  }: {
    readonly name?: string;
    readonly contract?: AnyContract;
    readonly functionName?: string;
  } = {},
): Promise<LoadedScript> {
  return loadScript({ file: await folder.write(name, text), functionName, contract });
}

/** What a rejected load tells the user, with the folder's own path taken out. */
export async function refusal(
  folder: ScriptFolder,
  loading: Promise<unknown>,
): Promise<{ readonly message: string; readonly next: readonly string[] }> {
  try {
    await loading;
  } catch (error) {
    if (!(error instanceof HooksmithError)) throw error;
    const strip = (text: string): string => text.replaceAll(join(folder.path, '/'), '');
    return { message: strip(error.message), next: error.next.map(strip) };
  }
  throw new Error('the script was loaded, but a refusal was expected');
}

export type Outcome =
  | { readonly status: 'returned'; readonly value: unknown }
  | { readonly status: 'no-function' }
  | { readonly status: 'threw'; readonly message: string; readonly at: readonly [number, number] | null };

/** Runs guest scripts in real SES compartments, in a process of their own. */
export async function evaluateInSes(
  runs: readonly { readonly guest: GuestScript; readonly input: unknown }[],
): Promise<readonly Outcome[]> {
  const script = fileURLToPath(new URL('./evaluate-in-ses.mjs', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [script], { maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(error);
    });
    child.stdin?.end(JSON.stringify(runs));
  });
}

const projectRoot = fileURLToPath(new URL('../../../../', import.meta.url));
