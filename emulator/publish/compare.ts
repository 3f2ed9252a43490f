import { preview } from '../../sdk/converge.ts';
import type { Known, Plan, RemoteIds, RemoteState } from '../../sdk/publisher.ts';
import { sha256 } from '../../sdk/sha256.ts';
import { carryOut } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { readKnown } from './history.ts';
import type { JournalLine } from './journal.ts';
import type { Prepared } from './prepare.ts';

/**
 * How the three contents stand to each other: here, as last pulled or published, and on the platform. `same`: here and there
 * are alike; `here`, `there`, `both`: which side has changed; `new`: the platform has none; `unknown`: it was never pulled.
 */
export type Standing = 'same' | 'here' | 'there' | 'both' | 'new' | 'unknown';

/** A hook or step beside what the platform holds of it. */
export interface Compared {
  readonly prepared: Prepared;
  readonly known: Known;
  readonly remote: RemoteState;
  readonly ids: RemoteIds;
  /** What publishing would do. */
  readonly plan: Plan;
  readonly standing: Standing;
  /** As last pulled or published; null when that is not kept here. */
  readonly base: string | null;
}

/** Compares a hook or step with what the platform holds. Nothing is changed, here or there. */
export async function compare(
  prepared: Prepared,
  desk: Desk,
  lines: readonly JournalLine[],
  { force }: { readonly force: boolean },
): Promise<Compared> {
  const { name, platform, wanted } = prepared;
  const { publisher, client, assumptions } = await desk.remote(platform);
  const locked = desk.lock.locked(platform, name);
  const { entry, pulled } = locked;
  const known = readKnown(lines, { profile: desk.profile, platform, name }, locked, { force });
  const { remote, ids, plan } = await carryOut(preview(publisher, wanted, known, assumptions), client);
  const base = entry?.sha256 ?? null;
  return {
    prepared,
    known,
    remote,
    ids,
    plan,
    // What is hosted elsewhere has no content on the platform to differ from; the plan says what calls it.
    standing: publisher.isHosted?.(wanted.settings) ? 'same' : standingOf(prepared.sha256, pulled, remote.content),
    base: base === null ? null : desk.contents.find(base),
  };
}

/** Whether anything would be changed by publishing, places included. */
export function differs({ standing, plan }: Compared): boolean {
  return plan.status !== 'done' || (standing !== 'same' && standing !== 'new');
}

/** How three contents stand to each other: the one here by its hash, and those that were pulled or published last by theirs. */
export function standingOf(here: string, pulled: readonly string[], content: string | null): Standing {
  if (content === null) return 'new';
  const there = sha256(content);
  if (here === there) return 'same';
  if (pulled.length === 0) return 'unknown';
  if (pulled.includes(there)) return 'here';
  return pulled.includes(here) ? 'there' : 'both';
}
