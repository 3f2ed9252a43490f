import { resolve } from 'node:path';
import { HooksmithError } from '../errors.ts';
import { writeText } from '../recording/write-text.ts';
import { carryOut } from './carry-out.ts';
import type { Compared } from './compare.ts';
import type { Desk } from './desk.ts';
import { mapPooled } from './pool.ts';
import { writePulled } from './write-pulled.ts';

/** What became of one script that was pulled. */
export interface Pulled {
  /** Path of the script from the project's folder. */
  readonly file: string;
  readonly name: string;
  /**
   * `new`, `updated`, `same`; `kept`: both sides have changed, and the file stayed as it was; `withheld`: what the platform
   * holds has a credential or secret of ours in it, which goes into no file.
   */
  readonly became: 'new' | 'updated' | 'same' | 'kept' | 'withheld';
  /** Hooks that hooksmith.json names now. */
  readonly hooks: readonly string[];
}

/**
 * Pulls all scripts of an account: each into a file of its own, with the places that call it as hooks of `hooksmith.json`.
 * Ids go into the lock file alone. A file that was changed here as well as there stays as it is, unless `force` is given.
 *
 * @throws HooksmithError `ERR_REMOTE` for what the platform does not give; then nothing was written.
 */
export async function pullAll(
  platform: string,
  desk: Desk,
  { onProgress, force = false }: { onProgress(done: number, all: number): void; readonly force?: boolean },
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
  const pulled = await mapPooled(scripts, async (script) => {
    const whole = await carryOut(read(script), client);
    done += 1;
    onProgress(done, scripts.length);
    return whole;
  });
  return writePulled(platform, pulled, desk, { force });
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
  for (const { prepared, remote } of compared) {
    if (remote.content !== null) continue;
    throw new HooksmithError('ERR_REMOTE', `the platform has nothing of ${prepared.name}`, {
      next: ['Publish it first, or give the name that it has there as "name" under "publish".'],
    });
  }
  for (const { prepared, remote, ids, known, standing } of compared) {
    const { name, platform, source } = prepared;
    if (remote.content === null) continue;
    if (desk.concealer.text(remote.content) !== remote.content) {
      results.push({ file: source ?? name, name, became: 'withheld', hooks: [] });
      continue;
    }
    const hash = await desk.contents.keep(remote.content);
    const isUntouched = known.ours.has(prepared.sha256);
    const became = standing === 'same' || standing === 'here' ? 'same' : source === null ? 'kept' : 'updated';
    const isTaken = became === 'updated' && (isUntouched || force);
    if (isTaken && source !== null) await writeText(resolve(source), remote.content, { overwrite: true });
    const isSeen = became === 'same' || isTaken || force;
    const sha = isSeen ? hash : (desk.lock.find(platform, name)?.sha256 ?? null);
    desk.lock.set(platform, name, { ids: desk.concealer.value(ids), sha256: sha });
    results.push({ file: source ?? name, name, became: became === 'updated' && !isTaken ? 'kept' : became, hooks: [] });
  }
  await desk.lock.save();
  return results;
}
