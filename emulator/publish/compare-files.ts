import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOut } from './carry-out.ts';
import { type Standing, standingOf } from './compare.ts';
import { sha256 } from './contents.ts';
import type { Desk } from './desk.ts';
import { idsOf, type LockEntry } from './lock-file.ts';
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

const mostAtOnce = 12;

/** Compares pulled scripts with what the platform holds now. Nothing is changed. */
export async function compareFiles(
  files: readonly PulledFile[],
  desk: Desk,
  onEach: () => void,
): Promise<readonly ComparedFile[]> {
  return mapPooled(files, mostAtOnce, async ({ platform, file, entry }) => {
    const { publisher, client, assumptions } = await desk.remote(platform);
    const path = join(desk.project.folder, file);
    const here = existsSync(path) ? readFileSync(path, 'utf8') : null;
    const wanted = { name: file, contract: '', content: here ?? '', functionName: null, settings: {} };
    const known = { ids: idsOf(entry), ours: new Set<string>(), open: new Set<string>(), force: false, waitedMs: 0 };
    const { content } = await carryOut(publisher.read(wanted, known, assumptions), client);
    onEach();
    return {
      file,
      standing: here === null ? 'gone' : standingOf(sha256(here), desk.lock.locked(platform, file).pulled, content),
      here: here ?? '',
      there: content ?? '',
    };
  });
}
