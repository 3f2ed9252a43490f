import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { JsonValue } from '../../sdk/contract.ts';
import type { PulledScript, RemoteIds } from '../../sdk/publisher.ts';
import { portable } from '../artefact/assemble.ts';
import { HooksmithError } from '../errors.ts';
import { writeText } from '../recording/write-text.ts';
import { addJsonEntry } from '../scaffold/json-entry.ts';
import { judgeName, toFileName } from '../scaffold/names.ts';
import { carryOut } from './carry-out.ts';
import type { Compared } from './compare.ts';
import { sha256 } from './contents.ts';
import type { Desk } from './desk.ts';
import { idsOf, isFile } from './lock-file.ts';
import { mapPooled } from './pool.ts';

/** What became of one script that was pulled. */
export interface Pulled {
  /** Path of the script from the project's folder. */
  readonly file: string;
  readonly name: string;
  /** `new`, `updated`, `same`; `kept`: both sides have changed, and the file stayed as it was. */
  readonly became: 'new' | 'updated' | 'same' | 'kept';
  /** Hooks that hooksmith.json names now. */
  readonly hooks: readonly string[];
}

/** Scripts read at a time; requests are bounded by the client as well. */
const mostAtOnce = 12;

/**
 * Pulls all scripts of an account: each into a file of its own, with the places that call it as hooks of `hooksmith.json`.
 * Ids go into the lock file alone. A file that was changed here as well as there stays as it is.
 *
 * @throws HooksmithError `ERR_REMOTE` for what the platform does not give; then nothing was written.
 */
export async function pullAll(
  platform: string,
  desk: Desk,
  { onProgress }: { onProgress(done: number, all: number): void },
): Promise<readonly Pulled[]> {
  const { publisher, client } = await desk.remote(platform);
  const { list, openPull } = publisher;
  if (list === undefined || openPull === undefined) {
    throw new HooksmithError('ERR_USAGE', `the API of ${platform} lists nothing that could be pulled as a whole`, {
      next: ['Name the hooks or steps to pull: hooksmith pull NAME'],
    });
  }
  const scripts = await carryOut(list(), client);
  const read = await carryOut(openPull(), client);
  let done = 0;
  // All of it is read before the first file is written.
  const pulled = await mapPooled(scripts, mostAtOnce, async (script) => {
    const whole = await carryOut(read(script), client);
    done += 1;
    onProgress(done, scripts.length);
    return whole;
  });
  return writePulled(platform, pulled, desk);
}

/**
 * Pulls what the platform holds of hooks and steps of the project. A plain script that was not changed here is replaced; what
 * was built, or was changed here as well, stays, unless `force` is given: then a plain script is replaced, and what the
 * platform holds counts as seen for all else.
 */
export async function pullNamed(
  compared: readonly Compared[],
  desk: Desk,
  { force }: { readonly force: boolean },
): Promise<readonly Pulled[]> {
  const results: Pulled[] = [];
  for (const { prepared, remote, ids, known, standing } of compared) {
    const { name, platform, source } = prepared;
    if (remote.content === null) {
      throw new HooksmithError('ERR_REMOTE', `the platform has nothing of ${name}`, {
        next: ['Publish it first, or give the name that it has there as "name" under "publish".'],
      });
    }
    const hash = await desk.contents.keep(remote.content);
    const isUntouched = known.ours.has(prepared.sha256);
    const became = standing === 'same' || standing === 'here' ? 'same' : source === null ? 'kept' : 'updated';
    const isTaken = became === 'updated' && (isUntouched || force);
    if (isTaken && source !== null) await writeText(resolve(source), remote.content, { overwrite: true });
    const isSeen = became === 'same' || isTaken || force;
    const sha = isSeen ? hash : (desk.lock.find(platform, name)?.sha256 ?? null);
    desk.lock.set(platform, name, { ids, sha256: sha });
    results.push({ file: source ?? name, name, became: became === 'updated' && !isTaken ? 'kept' : became, hooks: [] });
  }
  await desk.lock.save();
  return results;
}

async function writePulled(platform: string, pulled: readonly PulledScript[], desk: Desk): Promise<readonly Pulled[]> {
  const { project, lock, contents } = desk;
  const places = placeFiles(platform, pulled, desk);
  const results: Pulled[] = [];
  let projectText = readFileSync(join(project.folder, 'hooksmith.json'), 'utf8');
  const names = new Set(project.names);
  const hooksOf = hooksByFile(platform, desk);
  for (const [index, script] of pulled.entries()) {
    const file = places[index] ?? '';
    const hash = await contents.keep(script.content);
    const before = lock.find(platform, file);
    const became = await writeScript(join(project.folder, file), script.content, before?.sha256 ?? null);
    if (became !== 'kept') lock.set(platform, file, { ids: script.ids, sha256: hash });
    const known = hooksOf.get(file) ?? [];
    const hooks: string[] = [];
    for (const use of known.length > 0 ? [] : script.uses) {
      const name = freeName(
        script.uses.length > 1 ? `${slug(script.name)}-${toFileName(use.hook)}` : slug(script.name),
        names,
      );
      names.add(name);
      hooks.push(name);
      const publish = { name: script.name, attach: [use.attach] as readonly JsonValue[] };
      projectText = addJsonEntry(projectText, 'hooks', name, {
        platform,
        hook: use.hook,
        script: file,
        function: use.function,
        publish,
      });
    }
    // The hooks of a script have its id, so that publishing one finds it without a search by name.
    for (const name of [...hooks, ...known]) {
      const own = lock.find(platform, name);
      if (became !== 'kept') lock.set(platform, name, { ids: { ...idsOf(own), ...script.ids }, sha256: hash });
    }
    results.push({ file, name: script.name, became, hooks });
  }
  await writeText(join(project.folder, 'hooksmith.json'), projectText, { overwrite: true });
  await lock.save();
  return results;
}

/** Writes a script where nothing of the user's is lost by it. */
async function writeScript(path: string, content: string, pulled: string | null): Promise<Pulled['became']> {
  const here = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (here === content) return 'same';
  if (here !== null && sha256(here) !== pulled) return 'kept';
  mkdirSync(dirname(path), { recursive: true });
  await writeText(path, content, { overwrite: true });
  return here === null ? 'new' : 'updated';
}

/** The file of each script: the one that it was pulled into before, else one of its name that no other has. */
function placeFiles(platform: string, scripts: readonly PulledScript[], { project, lock }: Desk): readonly string[] {
  const known = new Map(
    lock.entries(platform).flatMap(([name, entry]) => (isFile(name) ? [[keyOf(idsOf(entry)), name] as const] : [])),
  );
  const taken = new Set(known.values());
  return scripts.map(({ ids, name, content }) => {
    const before = known.get(keyOf(ids));
    if (before !== undefined) return before;
    for (let n = 1; ; n += 1) {
      const file = `${platform}-scripts/${slug(name)}${n === 1 ? '' : `-${n}`}.js`;
      const path = join(project.folder, file);
      if (taken.has(file) || (existsSync(path) && readFileSync(path, 'utf8') !== content)) continue;
      taken.add(file);
      return file;
    }
  });
}

/** Hooks of the project by the file of their script, a path from the project's folder. */
function hooksByFile(platform: string, { project }: Desk): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const name of project.hookNames) {
    const { contract, script } = project.hook(name, []);
    if (!contract.startsWith(`${platform}/`)) continue;
    const file = portable(relative(project.folder, resolve(script)));
    names.set(file, [...(names.get(file) ?? []), name]);
  }
  return names;
}

function keyOf(ids: RemoteIds): string {
  return JSON.stringify(ids['script'] ?? null);
}

/** A name of the platform as a name of files and hooks. */
function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80);
  return judgeName(plain) === undefined ? plain : `script-${plain}`.replace(/-$/, '');
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(name)) return name;
  }
}
