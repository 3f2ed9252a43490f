import { type Converged, converge } from '../../sdk/converge.ts';
import type { Known, RemoteIds, Wanted } from '../../sdk/publisher.ts';
import { carryOut, type Witness } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { versionsOf } from './history.ts';
import type { Journal, JournalLine } from './journal.ts';

/** What is to be published of one hook or step. */
export interface Publication {
  readonly name: string;
  readonly platform: string;
  readonly wanted: Wanted;
  readonly known: Known;
  /** What the replay said; null where nothing was replayed. */
  readonly verdict: string | null;
  readonly message: string | null;
  /** The version that is brought back; null for one that was built. */
  readonly rolledBackTo: string | null;
}

/** What was published. */
export interface Published {
  readonly name: string;
  /** Counts from 1 for each hook of a profile. */
  readonly version: number;
  readonly sha256: string;
  /** What was changed, in order; empty when the platform held all of it. */
  readonly changes: readonly string[];
  /** What a person must do now. */
  readonly notes: readonly string[];
  /** Ids of the platform that are known now. */
  readonly ids: RemoteIds;
}

/**
 * Publishes one hook or step. Before each change the journal says what is about to be done, and after it what came of it;
 * the lock file follows. So a run that dies anywhere is finished by the next one.
 *
 * @throws HooksmithError `ERR_REMOTE` when the platform refuses or is down; what was done so far is in the journal.
 */
export async function publish(
  { name, platform, wanted, known, verdict, message, rolledBackTo }: Publication,
  desk: Desk,
  journal: Journal,
): Promise<Published> {
  const { publisher, client, assumptions } = await desk.remote(platform);
  const owner = { profile: desk.profile, platform, name };
  // The content is kept before anything is sent: what is on the platform can always be brought back.
  const hash = await desk.contents.keep(wanted.content);
  const note = (line: Line): void => journal.add({ at: new Date().toISOString(), ...owner, ...line });
  let learned = JSON.stringify(known.ids);
  /** A change whose answer came and of which nothing was learned yet: until then it counts as open. */
  let answered: { readonly step: string; readonly status: number } | null = null;
  const witness: Witness = {
    async begun({ step, says }) {
      note({ event: 'begun', step, says, sha256: hash });
    },
    async answered({ step }, reply) {
      if (reply.kind === 'answer') answered = { step, status: reply.status };
      else note({ event: 'lost', step, message: reply.message });
    },
    async notDone({ step }) {
      note({ event: 'not-done', step });
    },
    async learned(found) {
      const ids = desk.concealer.value(found);
      const isNews = JSON.stringify(ids) !== learned;
      learned = JSON.stringify(ids);
      if (answered !== null) note({ event: 'answered', ...answered, ids });
      else if (isNews) note({ event: 'learned', ids });
      answered = null;
    },
  };
  const done: Converged = await carryOut(converge(publisher, wanted, known, assumptions), client, witness);
  const versions = versionsOf(journal.lines, owner);
  const last = versions.at(-1);
  const isAgain = done.written.length === 0 && last?.sha256 === hash;
  const version = isAgain ? last.version : (last?.version ?? 0) + 1;
  const ids = desk.concealer.value(done.ids);
  // The lock file first: after a death in between, the journal still tells what was begun.
  desk.lock.set(platform, name, { ids, sha256: hash });
  await desk.lock.save();
  if (!isAgain) note({ event: 'published', version, sha256: hash, verdict, message, rolledBackTo });
  return {
    name,
    version,
    sha256: hash,
    changes: done.written.map(({ says }) => says),
    notes: publisher.conclude(wanted, done.remote),
    ids,
  };
}

type Line = JournalLine extends infer Each
  ? Each extends JournalLine
    ? Omit<Each, 'at' | 'profile' | 'platform' | 'name'>
    : never
  : never;
