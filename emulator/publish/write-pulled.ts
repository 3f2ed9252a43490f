import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { JsonValue } from '../../sdk/contract.ts';
import type { PulledScript, PulledUse, RemoteIds } from '../../sdk/publisher.ts';
import { sha256 } from '../../sdk/sha256.ts';
import { portable } from '../artefact/assemble.ts';
import { writeText } from '../recording/write-text.ts';
import { addJsonEntries } from '../scaffold/json-entry.ts';
import { judgeName, toFileName } from '../scaffold/names.ts';
import type { Desk } from './desk.ts';
import { idsOf, isFile } from './lock-file.ts';
import type { Pulled } from './pull.ts';
import { writeMany } from './write-many.ts';

/**
 * Writes scripts of an account into the project: files, hooks of `hooksmith.json` and the lock file, in this order, so that
 * whatever a death leaves is taken for what it is by the next pull.
 */
export async function writePulled(
  platform: string,
  pulled: readonly PulledScript[],
  desk: Desk,
  { force }: { readonly force: boolean },
): Promise<readonly Pulled[]> {
  const { project, lock, contents, concealer } = desk;
  const isSafe = (script: PulledScript): boolean => JSON.stringify(concealer.value(script)) === JSON.stringify(script);
  const places = placeFiles(platform, pulled.filter(isSafe), desk);
  const hashes = await contents.keepPulled([...places.keys()].map(({ content }) => content));
  const hashOf = new Map([...places.keys()].map((script, at) => [script, hashes[at] ?? null]));
  const written = pulled.map((script): Pick<Pulled, 'file' | 'became'> & { readonly script: PulledScript } => {
    const file = places.get(script);
    if (file === undefined) return { script, file: concealer.text(script.name), became: 'withheld' };
    const { pulled: before } = lock.locked(platform, file);
    return { script, file, became: judge(join(project.folder, file), script.content, before, force) };
  });
  const changing = written.filter(({ became }) => became === 'new' || became === 'updated');
  for (const { file } of changing) mkdirSync(dirname(join(project.folder, file)), { recursive: true });
  await writeMany(
    changing.map(({ script, file }) => ({ path: join(project.folder, file), text: script.content, lasts: true })),
  );
  const names = new Set(project.names);
  const hooksOf = hooksByFile(platform, desk);
  const entries: (readonly [string, object])[] = [];
  const results = written.map(({ script, file, became }): Pulled => {
    if (became === 'withheld') return { file, name: concealer.text(script.name), became, hooks: [] };
    const known = hooksOf.get(file) ?? [];
    const made = known.length > 0 ? [] : toHooks(platform, file, script, names);
    entries.push(...made);
    const hooks = made.map(([name]) => name);
    if (became !== 'kept') {
      const hash = hashOf.get(script) ?? null;
      lock.set(platform, file, { ids: script.ids, sha256: hash });
      // The hooks of a script have its id, so that publishing one finds it without a search by name.
      for (const name of [...hooks, ...known]) {
        lock.set(platform, name, { ids: { ...idsOf(lock.find(platform, name)), ...script.ids }, sha256: hash });
      }
    }
    return { file, name: script.name, became, hooks };
  });
  const file = join(project.folder, 'hooksmith.json');
  if (entries.length > 0) {
    await writeText(file, addJsonEntries(readFileSync(file, 'utf8'), 'hooks', entries), { overwrite: true });
  }
  await lock.save();
  return results;
}

/** What becomes of a script's file, so that nothing of the user's is lost by it. */
function judge(path: string, content: string, before: readonly string[], force: boolean): Pulled['became'] {
  const here = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (here === content) return 'same';
  if (here === null) return 'new';
  if (force || before.includes(sha256(here))) return 'updated';
  return before.includes(sha256(content)) ? 'same' : 'kept';
}

/** The file of each script: the one that it was pulled into before, else one of its name that no other has. */
function placeFiles(
  platform: string,
  scripts: readonly PulledScript[],
  { project, lock }: Desk,
): ReadonlyMap<PulledScript, string> {
  const known = new Map(
    lock.entries(platform).flatMap(([name, entry]) => (isFile(name) ? [[keyOf(idsOf(entry)), name] as const] : [])),
  );
  const taken = new Set(known.values());
  const next = new Map<string, number>();
  return new Map(
    scripts.map((script) => {
      const before = known.get(keyOf(script.ids));
      if (before !== undefined) return [script, before];
      const plain = slug(script.name);
      for (let n = next.get(plain) ?? 1; ; n += 1) {
        next.set(plain, n + 1);
        const file = `${platform}-scripts/${plain}${n === 1 ? '' : `-${n}`}.js`;
        const path = join(project.folder, file);
        if (taken.has(file) || (existsSync(path) && readFileSync(path, 'utf8') !== script.content)) continue;
        taken.add(file);
        return [script, file];
      }
    }),
  );
}

/** The hooks that a script makes: one for each function that is called as a hook, with all places that call it. */
function toHooks(
  platform: string,
  file: string,
  { name: scriptName, uses }: PulledScript,
  names: Set<string>,
): readonly (readonly [name: string, entry: object])[] {
  const calls = new Map<string, PulledUse[]>();
  for (const use of uses) {
    const key = JSON.stringify([use.hook, use.function]);
    calls.set(key, [...(calls.get(key) ?? []), use]);
  }
  return [...calls.values()].flatMap((same) => {
    const [use] = same;
    if (use === undefined) return [];
    const plain = slug(scriptName);
    const name = freeName(calls.size > 1 ? `${plain}-${toFileName(use.hook)}` : plain, names);
    names.add(name);
    const attach: readonly JsonValue[] = same.map((each) => each.attach);
    // A script without a name is found by its id alone.
    const publish = { ...(scriptName === '' ? {} : { name: scriptName }), attach };
    return [[name, { platform, hook: use.hook, script: file, function: use.function, publish }] as const];
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
