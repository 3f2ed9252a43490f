import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { writeText } from '../recording/write-text.ts';
import { builtBy, portable } from './assemble.ts';
import type { MappedText } from './mapped-text.ts';

/** A file that is to be written, and what it is made of. */
export interface BuiltPlace {
  readonly name: string;
  readonly out: string;
  readonly sources: readonly string[];
}

/** Throws ERR_USAGE where a built script cannot be put, or would replace what no build has made. */
export function checkPlaces(folder: string, places: readonly BuiltPlace[]): void {
  checkFolder(folder);
  const sources = new Set(places.flatMap((place) => place.sources.map((path) => realpathSync(path))));
  for (const { name, out } of places) {
    const [twin] = places.filter((place) => place.out === out && place.name !== name);
    if (twin !== undefined || places.filter((place) => place.out === out).length > 1) {
      throw refuse(
        out,
        `${out} would be written twice: two scripts have that name`,
        'Build them one by one, each with its own --out.',
      );
    }
    for (const path of [out, `${out}.map`]) {
      const there = find(path);
      if (there === undefined) continue;
      if (!there.isFile()) throw refuse(path, `${path} is no regular file, so nothing can be written there`, elsewhere);
      if (sources.has(realpathSync(path))) {
        throw refuse(path, `${path} is a source of the build, which would overwrite it`, elsewhere);
      }
    }
    if (isForeign(out)) {
      throw refuse(out, `${out} is there already, and no build has written it`, `Move it away. ${elsewhere}`);
    }
  }
}

const elsewhere = '--out DIR names another folder.';

/** The folder may be missing; what is there of its path must be folders. */
function checkFolder(folder: string): void {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const there = find(at);
    if (there?.isDirectory() || dirname(at) === at) return;
    if (there === undefined) continue;
    const shown = at === resolve(folder) ? folder : at;
    throw refuse(shown, `${shown} is a file: a folder for the built scripts was expected`, elsewhere);
  }
}

/** Undefined when nothing has that path, and when a file stands where the path has a folder. */
function find(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isForeign(path: string): boolean {
  if (find(path) === undefined) return false;
  const [first = ''] = readFileSync(path, 'utf8').split('\n');
  return !(first.startsWith('// ') && first.includes(builtBy));
}

/** Writes a built script and its map, whose sources are given from the folder of `script`; each file whole or not at all. */
export async function writeBuilt(path: string, { text, map }: MappedText, script: string): Promise<void> {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw refuse(folder, `the folder ${folder} cannot be made (${why})`, elsewhere, cause);
  }
  const from = realpathSync(dirname(resolve(script)));
  const to = realpathSync(folder);
  const sources = map.sources.map((source) =>
    /^[a-z-]{2,}:/.test(source) ? source : portable(relative(to, resolve(from, source))),
  );
  const { version, sourcesContent, names, mappings } = map;
  const content = { version, file: basename(path), sources, sourcesContent, names, mappings };
  // The map comes first: a script never names a map that is not there.
  await writeText(`${path}.map`, `${JSON.stringify(content)}\n`, { overwrite: true });
  await writeText(path, text, { overwrite: true });
}

function refuse(file: string, message: string, next: string, cause?: unknown): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, {
    place: { file },
    next: [next],
    ...(cause === undefined ? {} : { cause }),
  });
}
