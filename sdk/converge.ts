import type { Assumptions } from './contract.ts';
import {
  type Known,
  type Plan,
  type PlannedWrite,
  type Publisher,
  RefusedByRemote,
  type RemoteIds,
  type RemoteMachine,
  type RemoteState,
  type Wanted,
} from './publisher.ts';

/** What a publication came to. */
export interface Converged<Remote extends RemoteState = RemoteState> {
  /** As it was read last. */
  readonly remote: Remote;
  readonly ids: RemoteIds;
  /** The changes that were sent, in order; none when the platform held what was wanted. */
  readonly written: readonly PlannedWrite[];
}

/** What would be done, and from what the platform holds. */
export interface Preview<Remote extends RemoteState = RemoteState> {
  readonly remote: Remote;
  readonly ids: RemoteIds;
  readonly plan: Plan;
}

/** More changes than one publication has. */
const mostWrites = 200;
/** Answers lost one after the other, after which the platform is taken to be down. */
const mostLost = 5;
/** How long to leave the platform alone after an answer was lost; twice as long after each further one in a row. */
const settleMs = 1000;

/** Reads the platform and says what a publication would change. Nothing is changed. */
export function* preview<Remote extends RemoteState>(
  publisher: Publisher<Remote>,
  wanted: Wanted,
  known: Known,
  assumptions: Assumptions,
): RemoteMachine<Preview<Remote>> {
  const remote = yield* publisher.read(wanted, known, assumptions);
  const ids = { ...known.ids, ...remote.ids };
  return { remote, ids, plan: publisher.plan(wanted, { ...known, ids }, remote, assumptions) };
}

/**
 * Publishes: reads, plans, carries out the first change and reads again, until the platform holds what is wanted. As each
 * round begins with what the platform holds, a run that was cut off anywhere is finished by the next one, and a change whose
 * answer was lost is not sent again when it has happened.
 *
 * @throws RefusedByRemote when the plan refuses, or the platform never comes to hold what is wanted.
 */
export function* converge<Remote extends RemoteState>(
  publisher: Publisher<Remote>,
  wanted: Wanted,
  known: Known,
  assumptions: Assumptions,
): RemoteMachine<Converged<Remote>> {
  const written: PlannedWrite[] = [];
  let lost = 0;
  let present = known;
  for (;;) {
    const { remote, ids, plan } = yield* preview(publisher, wanted, present, assumptions);
    present = { ...present, ids };
    if (plan.status === 'done') return { remote, ids, written };
    if (plan.status === 'refused') throw new RefusedByRemote(plan.refusal);
    if (plan.status === 'wait') {
      yield { kind: 'wait', ms: plan.ms };
      present = { ...present, waitedMs: present.waitedMs + plan.ms };
      continue;
    }
    const [write] = plan.writes;
    if (write === undefined || written.length >= mostWrites) throw new RefusedByRemote(neverSettles(wanted, written));
    // What was found so far is kept before anything is changed that depends on it.
    yield { kind: 'learned', ids };
    const reply = yield { kind: 'write', write };
    written.push(write);
    if (reply?.kind === 'answer') {
      lost = 0;
      present = { ...present, ids: publisher.learn(ids, write, reply), waitedMs: 0 };
      yield { kind: 'learned', ids: present.ids };
    } else {
      lost += 1;
      if (lost >= mostLost) throw new RefusedByRemote(isDown(wanted, write, reply?.message ?? 'no answer'));
      present = { ...present, open: new Set([...present.open, write.step]), waitedMs: 0 };
      yield { kind: 'wait', ms: settleMs * 2 ** (lost - 1) };
    }
  }
}

function neverSettles({ name }: Wanted, written: readonly PlannedWrite[]): RefusedByRemote['refusal'] {
  return {
    whose: 'remote',
    message: `${name}: after ${written.length} changes the platform still does not hold what was sent; the last was to ${written.at(-1)?.says ?? 'change nothing'}`,
    next: ['See with hooksmith diff what the platform made of it.'],
  };
}

function isDown({ name }: Wanted, { says }: PlannedWrite, why: string): RefusedByRemote['refusal'] {
  return {
    whose: 'remote',
    message: `${name}: the platform gave no answer ${mostLost} times running to the change that was to ${says} (${why})`,
    next: ['Publish again later: it goes on from what the platform holds then.'],
  };
}
