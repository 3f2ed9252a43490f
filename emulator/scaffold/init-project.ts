import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { entryOf, writeAddition, writeBelow } from './addition.ts';
import { toJsonText } from './json-entry.ts';
import type { Kind } from './kinds.ts';
import { launchFile } from './launch-file.ts';
import { checkName } from './names.ts';
import { projectPackage } from './project-package.ts';
import { type Language, readProjectTemplate } from './template.ts';
import { writeAtOnce } from './write-at-once.ts';

/** A project to be made. */
export interface InitOptions {
  /** Made when it is missing; must be empty otherwise, but for a `.git`. */
  readonly folder: string;
  /** Its first hook or step. */
  readonly kind: Kind;
  /** Name of that in `hooksmith.json`, and of its files. */
  readonly name: string;
  readonly language: Language;
}

/** Where a project finds the schema of its `hooksmith.json`. */
export const schemaPath = './node_modules/hooksmith/dist/hooksmith.schema.json';

/**
 * Makes a project with one hook or step, its recording and its test, all of it or nothing. Gives the paths of its files.
 * Throws ERR_USAGE for a folder that is not empty and a name that cannot be one.
 */
export async function initProject({ folder, kind, name, language }: InitOptions): Promise<readonly string[]> {
  checkName(name);
  checkEmpty(folder);
  const addition = { kind, name, language, testEnding: language };
  const { section, value } = entryOf(addition);
  return writeAtOnce(resolve(folder), async (temporary) => {
    const write = (path: string, content: string | object): string =>
      writeBelow(temporary, path, typeof content === 'string' ? content : `${toJsonText(content, '  ')}\n`);
    write('package.json', projectPackage(basename(resolve(folder)), language));
    write('tsconfig.json', readProjectTemplate('tsconfig.json'));
    write('globals.d.ts', readProjectTemplate('globals.d.ts'));
    write('.vscode/launch.json', launchFile(addition));
    write('hooksmith.json', { $schema: schemaPath, [section]: { [name]: value } });
    write('.gitignore', readProjectTemplate('gitignore'));
    write('.github/workflows/hooksmith.yml', readProjectTemplate('workflow.yml'));
    write('.github/workflows/publish.yml', readProjectTemplate('publish-workflow.yml'));
    await writeAddition(temporary, addition);
  });
}

/** Throws ERR_USAGE that lists what is in the way. */
export function checkEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new HooksmithError('ERR_USAGE', `${folder} is a file, so it cannot become a project`, {
      place: { file: folder },
      next: ['Name a folder that is empty or not there yet.'],
    });
  }
  const inTheWay = readdirSync(folder).filter((name) => name !== '.git');
  if (inTheWay.length === 0) return;
  const shown = inTheWay.slice(0, 8).join(', ');
  const rest = inTheWay.length > 8 ? ` and ${inTheWay.length - 8} more` : '';
  throw new HooksmithError('ERR_USAGE', `${folder} is not empty; in the way: ${shown}${rest}`, {
    place: { file: folder },
    next: [
      'Name a folder that is empty or not there yet.',
      inTheWay.includes('hooksmith.json')
        ? 'This is a project already: hooksmith new adds a hook to it.'
        : `For scripts that are there already: hooksmith init --from ${folder}`,
    ],
  });
}
