import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Stripe } from '../../../emulator/recording/stripe.ts';
import type { Assignment, Lane, LaneEvents } from '../../../emulator/sandbox/lane.ts';
import type { Job } from '../../../emulator/sandbox/protocol.ts';
import { runJob } from '../../../emulator/sandbox/run-job.ts';

/** A lane whose runner passes over one page of a stripe at once, and over the others while its reader is busy. */
function makeLane(pages: number): Lane {
  let events: LaneEvents | null = null;
  const queue: Assignment[] = [];
  return {
    queue,
    begin(_job, given) {
      events = given;
    },
    assign(assignment) {
      queue.push(assignment);
      const tell = (seq: number) => events?.onMessage({ kind: 'passed-over', stripe: assignment.id, line: seq, seq });
      tell(0);
      setTimeout(() => {
        for (let seq = 1; seq < pages; seq += 1) tell(seq);
        queue.shift();
        events?.onMessage({ kind: 'stripe-end', stripe: assignment.id });
      }, 5);
    },
    restart: () => undefined,
    watch: () => undefined,
    isIdle: () => queue.length === 0,
    isDisposed: () => false,
    dispose: () => undefined,
  };
}

async function* oneStripe(): AsyncGenerator<Stripe> {
  const bytes = Buffer.from('{}');
  yield { firstLine: 1, lines: null, firstSeq: 0, offset: 0, lineEnds: [2], bytes, readBytes: 2 };
}

describe('runJob', () => {
  it('loses nothing of a stripe that ends while its reader is busy', async () => {
    const seen: (number | string)[] = [];
    // Only lanes look into the job.
    const job = {} as Job;
    for await (const event of runJob({ job, lanes: [makeLane(4)], stripes: oneStripe() })) {
      seen.push(event.kind === 'passed-over' ? event.seq : event.kind);
      await sleep(20);
    }

    expect(seen).to.deep.equal([0, 1, 2, 3, 'stripe-end']);
  });
});
