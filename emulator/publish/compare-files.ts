import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../sdk/contract.ts';
import type { RemoteScript } from '../../sdk/publisher.ts';
import { sha256 } from '../../sdk/sha256.ts';
import { carryOut } from './carry-out.ts';
import { type Standing, standingOf } from './compare.ts';
import type { Desk } from './desk.ts';
import { idsOf } from './lock-file.ts';
import type { LockEntry } from './lock-schema.ts';
import { mapPooled } from './pool.ts';

/** A script that was pulled and that no hook of the project names. */
export interface PulledFile {
  readonly platform: string;
  readonly file: string;
  readonly entry: LockEntry;
}

/** Such a script beside what the platform holds. */
export interface ComparedFile {
  readonly file: string;
  /** `gone`: the file is not here any more. */
  readonly standing: Standing | 'gone';
  readonly here: string;
  readonly there: string;
}

/** Compares pulled scripts with what the platform holds now: one list, and one request for each. Nothing is changed. */
export async function compareFiles(
  files: readonly PulledFile[],
  desk: Desk,
  onEach: () => void,
): Promise<readonly ComparedFile[]> {
  const readers = new Map<string, ReadContent>();
  for (const { platform } of files) {
    if (!readers.has(platform)) readers.set(platform, await openReader(platform, desk));
  }
  return mapPooled(files, async ({ platform, file, entry }) => {
    const path = join(desk.project.folder, file);
    const here = existsSync(path) ? readFileSync(path, 'utf8') : null;
    const content = (await readers.get(platform)?.(idsOf(entry)['script'])) ?? null;
    onEach();
    return {
      file,
      standing: here === null ? 'gone' : standingOf(sha256(here), desk.lock.locked(platform, file).pulled, content),
      here: here ?? '',
      there: content ?? '',
    };
  });
}

/** Reads a script's content by its id; null where the account has no such script. */
type ReadContent = (id: JsonValue | undefined) => Promise<string | null>;

async function openReader(platform: string, desk: Desk): Promise<ReadContent> {
  const { publisher, client } = await desk.remote(platform);
  // Only what has both can have been pulled as files.
  if (publisher.list === undefined || publisher.openPull === undefined) return async () => null;
  const listed = new Map<JsonValue | undefined, RemoteScript>();
  for (const script of await carryOut(publisher.list(), client)) listed.set(script.ids['script'], script);
  const read = await carryOut(publisher.openPull(), client);
  return async (id) => {
    const script = listed.get(id);
    return script === undefined ? null : (await carryOut(read(script), client)).content;
  };
}
