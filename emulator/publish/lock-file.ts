import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile as isLockFile } from '#publish-validators';
import type { JsonValue } from '../../sdk/contract.ts';
import { explainShape } from '../delivery/explain-shape.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import { writeText } from '../recording/write-text.ts';
import type { Locked } from './history.ts';
import type { LockEntry, LockFile } from './lock-schema.ts';

/** The lock file of a project for one profile: which of its things is which on the platform. */
export interface Lock {
  /** The entry of a name; undefined when nothing is known. */
  find(platform: string, name: string): LockEntry | undefined;
  /** All entries of a platform, by name. */
  entries(platform: string): readonly (readonly [name: string, entry: LockEntry])[];
  /**
   * What is known of a name, with the hashes of its script by all who share it: several functions of one script are hooks of
   * their own, and each of them may have been published last.
   */
  locked(platform: string, name: string): Locked;
  /** Reads the file again: another process may have written it since. */
  reload(): void;
  /** Replaces an entry, in the file too when `save` is called. */
  set(platform: string, name: string, entry: LockEntry): void;
  /** Writes what has changed into the file as it is by then, whole or not at all. */
  save(): Promise<void>;
}

/** Name of the file, beside hooksmith.json. */
export const lockFileName = 'hooksmith.lock.json';

/**
 * Opens the lock file of a project; a missing one is empty.
 *
 * @throws HooksmithError `ERR_CONFIG` for a file that is none.
 */
export function openLock(project: string, profile: string): Lock {
  const file = join(project, lockFileName);
  let content = readIfThere(file);
  const changed = new Map<string, readonly [platform: string, name: string, entry: LockEntry]>();
  let index: { readonly entries: Entries; readonly hashes: ReadonlyMap<string, ReadonlySet<string>> } | null = null;
  const ofPlatform = (platform: string): Entries => own(own(content.profiles, profile), platform) ?? {};
  const find = (platform: string, name: string): LockEntry | undefined => own(ofPlatform(platform), name);
  return {
    find,
    entries: (platform) => Object.entries(ofPlatform(platform)),
    locked(platform, name) {
      const entry = find(platform, name);
      if (entry === undefined) return { entry, pulled: [] };
      const script = scriptOf(entry);
      const entries = ofPlatform(platform);
      // Looked up a thousand times in a row for a whole account.
      if (index?.entries !== entries) index = { entries, hashes: hashesByScript(entries) };
      const shared = script === undefined ? [] : [...(index.hashes.get(script) ?? [])];
      return { entry, pulled: [...new Set([...shared, ...(entry.sha256 === null ? [] : [entry.sha256])])] };
    },
    reload() {
      content = readIfThere(file);
      for (const [platform, name, entry] of changed.values())
        content = withEntry(content, profile, platform, name, entry);
    },
    set(platform, name, entry) {
      if (JSON.stringify(find(platform, name)) === JSON.stringify(entry)) return;
      content = withEntry(content, profile, platform, name, entry);
      changed.set(JSON.stringify([platform, name]), [platform, name, entry]);
    },
    async save() {
      if (changed.size === 0) return;
      this.reload();
      await writeText(file, `${JSON.stringify(sorted(content), null, 2)}\n`, { overwrite: true });
      changed.clear();
    },
  };
}

type Entries = Readonly<Record<string, LockEntry>>;
type Content = LockFile;

function readIfThere(file: string): Content {
  return existsSync(file) ? readLock(file) : { version: 1, profiles: {} };
}

function withEntry({ profiles }: Content, profile: string, platform: string, name: string, entry: LockEntry): Content {
  const ofProfile = own(profiles, profile);
  const entries = { ...own(ofProfile, platform), [name]: entry };
  return { version: 1, profiles: { ...profiles, [profile]: { ...ofProfile, [platform]: entries } } };
}

/** The hashes that are known of each script, by whichever entries. */
function hashesByScript(entries: Entries): ReadonlyMap<string, ReadonlySet<string>> {
  const hashes = new Map<string, Set<string>>();
  for (const entry of Object.values(entries)) {
    const script = scriptOf(entry);
    if (script === undefined || entry.sha256 === null) continue;
    hashes.set(script, (hashes.get(script) ?? new Set()).add(entry.sha256));
  }
  return hashes;
}

/** Id of the script of an entry, as JSON; undefined where none is known. */
function scriptOf({ ids }: LockEntry): string | undefined {
  const id = own(ids, 'script') ?? null;
  return id === null ? undefined : JSON.stringify(id);
}

/** Whether an entry is of a script that was pulled as a file: those have a path as their name, and hooks have none. */
export function isFile(name: string): boolean {
  return name.includes('/');
}

/** Ids as JSON: they were read from JSON. */
export function idsOf(entry: LockEntry | undefined): Readonly<Record<string, JsonValue>> {
  return (entry?.ids ?? {}) as Readonly<Record<string, JsonValue>>;
}

function readLock(file: string): LockFile {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const { line, column, what } = placeJsonError(text);
    throw damaged(file, `${file}:${line}:${column}: not JSON: ${what}`, cause);
  }
  if (isLock(value)) {
    const outside = findOutside(value);
    if (outside === undefined) return value;
    throw damaged(file, `${file}: ${JSON.stringify(outside)} leads out of the project's folder`);
  }
  throw damaged(file, `${file}: ${explainShape(isLockFile.errors ?? [], 'the file')}`);
}

function isLock(value: unknown): value is LockFile {
  return isLockFile(value);
}

/** A pulled script that would be written outside of the project: the file may come with a project from elsewhere. */
function findOutside({ profiles }: Content): string | undefined {
  return Object.values(profiles)
    .flatMap((ofProfile) => Object.values(ofProfile).flatMap(Object.keys))
    .find((name) => isFile(name) && !/^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(name));
}

function damaged(file: string, message: string, cause?: unknown): HooksmithError {
  return new HooksmithError('ERR_CONFIG', message, {
    place: { file },
    next: ['Bring it back from version control; without it, pull finds out again what is what.'],
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The same bytes for the same content, whatever the order of writing was: fewer conflicts in version control. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
