import type { Known } from '../../sdk/publisher.ts';
import type { JournalLine } from './journal.ts';
import { idsOf } from './lock-file.ts';
import type { LockEntry } from './lock-schema.ts';

/** One thing of a profile. */
export interface Owner {
  readonly profile: string;
  readonly platform: string;
  readonly name: string;
}

/** A version that was published from this project. */
export type PublishedLine = Extract<JournalLine, { event: 'published' }>;

/** What the lock file knows of it. */
export interface Locked {
  readonly entry: LockEntry | undefined;
  /** sha256 of what was pulled or published last of its script, by whichever of the script's hooks. */
  readonly pulled: readonly string[];
}

/** The lines of one hook or step. */
export function linesOf(lines: readonly JournalLine[], { profile, platform, name }: Owner): readonly JournalLine[] {
  return lines.filter((line) => line.profile === profile && line.platform === platform && line.name === name);
}

/** The versions of one hook or step, the oldest first. */
export function versionsOf(lines: readonly JournalLine[], owner: Owner): readonly PublishedLine[] {
  return linesOf(lines, owner).filter((line) => line.event === 'published');
}

/**
 * What is known of an earlier publication: from the lock file, and from what the journal says was begun since the last one
 * that was finished, as a process that died may have left.
 */
export function readKnown(
  lines: readonly JournalLine[],
  owner: Owner,
  { entry, pulled }: Locked,
  { force }: { readonly force: boolean },
): Known {
  const own = linesOf(lines, owner);
  const since = own.slice(own.findLastIndex(({ event }) => event === 'published') + 1);
  const open = new Set<string>();
  const begun = new Set<string>();
  let ids = idsOf(entry);
  for (const line of since) {
    if (line.event === 'begun') {
      open.add(line.step);
      begun.add(line.sha256);
    } else if (line.event === 'answered' || line.event === 'not-done' || line.event === 'settled') {
      open.delete(line.step);
    }
    // The journal may know more than the lock file, which is written after it.
    if (line.event === 'learned' || line.event === 'answered' || line.event === 'settled')
      ids = { ...ids, ...line.ids };
  }
  return { ids, open, ours: new Set([...pulled, ...begun]), force, waitedMs: 0 };
}
