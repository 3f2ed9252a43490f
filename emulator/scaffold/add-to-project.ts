import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { findProject, type Project } from '../project/load.ts';
import { type AdditionEntry, entryOf, placeFiles, writeAddition, writeBelow } from './addition.ts';
import { addJsonEntry } from './json-entry.ts';
import type { Kind } from './kinds.ts';
import { checkName } from './names.ts';
import type { Language } from './template.ts';
import { writeAtOnce } from './write-at-once.ts';

/** A hook or step to be added to a project. */
export interface AddOptions {
  /** The project's folder, or one below it. */
  readonly folder: string;
  readonly kind: Kind;
  readonly name: string;
  /** @default that of the project */
  readonly language?: Language | undefined;
}

/** What was added. */
export interface Added {
  /** Folder of the project. */
  readonly folder: string;
  /** Files, from there. */
  readonly paths: readonly string[];
}

/**
 * Adds a hook or step with its recording and its test to a project, all of it or nothing; in `hooksmith.json` nothing else
 * changes. Throws ERR_CONFIG where there is no project, ERR_USAGE for a name that is taken or cannot be one.
 */
export async function addToProject({ folder, kind, name, language }: AddOptions): Promise<Added> {
  checkName(name);
  const project = getProject(folder);
  if (project.names.includes(name)) {
    throw new HooksmithError('ERR_USAGE', `${project.file} has a hook or step called ${JSON.stringify(name)} already`, {
      place: { file: project.file },
      next: ['Choose another name.'],
    });
  }
  const own = readHabits(project);
  const addition = { kind, name, language: language ?? own.language, testEnding: own.testEnding };
  const files = placeFiles(addition);
  const taken = [...Object.values(files.scripts), files.recording, files.test].filter((path) =>
    existsSync(join(project.folder, path)),
  );
  if (taken.length > 0) {
    throw new HooksmithError('ERR_USAGE', `${[...new Set(taken)].join(', ')} would be overwritten`, {
      next: ['Choose another name, or move what is there away.'],
    });
  }
  const file = 'hooksmith.json';
  const paths = await writeAtOnce(
    project.folder,
    async (temporary) => {
      await writeAddition(temporary, addition);
      const text = readFileSync(join(project.folder, file), 'utf8');
      writeBelow(temporary, file, addEntry(text, name, entryOf(addition)));
    },
    { replaces: [file] },
  );
  return { folder: project.folder, paths };
}

function addEntry(text: string, name: string, { section, value }: AdditionEntry): string {
  return addJsonEntry(text, section, name, value);
}

/** The project of a folder; throws ERR_CONFIG when there is none. */
export function getProject(folder: string): Project {
  const project = findProject(folder);
  if (project !== undefined) return project;
  throw new HooksmithError('ERR_CONFIG', 'there is no hooksmith.json here or in a folder above', {
    next: [
      'hooksmith init makes a project with its first hook.',
      'hooksmith init --from . takes over a folder of scripts.',
    ],
  });
}

/** How a project is written: in TypeScript where it has what tests in TypeScript need, or hooks in it. */
function readHabits({ folder, names, target }: Project): { readonly language: Language; readonly testEnding: string } {
  const pack = readPackage(folder);
  const hasTsx = pack.devDependencies?.['tsx'] !== undefined || pack.dependencies?.['tsx'] !== undefined;
  const scripts = names.flatMap((name) => {
    const one = target(name, []);
    if ('script' in one) return [one.script];
    if ('scripts' in one) return Object.values(one.scripts).map(({ file }) => file);
    return Object.values(one.stages).flatMap((stage) => ('script' in stage ? [stage.script] : []));
  });
  const isTypeScript = scripts.length === 0 ? hasTsx : scripts.some((script) => /\.[cm]?ts$/.test(script));
  return {
    language: isTypeScript ? 'ts' : 'js',
    testEnding: hasTsx ? 'ts' : pack.type === 'module' ? 'js' : 'mjs',
  };
}

interface PackageFile {
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readPackage(folder: string): PackageFile {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    // Without one, or with one that is broken, the project runs no TypeScript.
    return {};
  }
}
