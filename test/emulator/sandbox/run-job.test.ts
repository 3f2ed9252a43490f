import { expect } from 'chai';
import type { Stripe } from '../../../emulator/recording/stripe.ts';
import type { Lane, LaneEvents } from '../../../emulator/sandbox/lane.ts';
import type { Job, PageVerdict } from '../../../emulator/sandbox/protocol.ts';
import { runJob } from '../../../emulator/sandbox/run-job.ts';

describe('runJob', () => {
  it('ends when its lanes were disposed of before they had reported the end of their work', async () => {
    const stripe: Stripe = {
      firstLine: 1,
      lines: null,
      firstSeq: 0,
      offset: 0,
      lineEnds: [2],
      bytes: Buffer.from('{}'),
      readBytes: 0,
    };
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    async function* stripes(): AsyncGenerator<Stripe> {
      yield stripe;
      await closed;
    }
    const { lane, dispose } = laneThatReportsPagesOnly();

    const events: string[] = [];
    for await (const { kind } of runJob({ job: {} as Job, lanes: [lane], stripes: stripes() })) {
      events.push(kind);
      dispose();
      close();
    }

    expect(events).to.deep.equal(['page']);
  });
});

/** A lane whose runner is ended after it has reported a page, and before it reports that nothing follows. */
function laneThatReportsPagesOnly(): { readonly lane: Lane; readonly dispose: () => void } {
  let events: LaneEvents | null = null;
  let disposed = false;
  const queue: Lane['queue'][number][] = [];
  const lane: Lane = {
    queue,
    begin: (_, given) => {
      events = given;
    },
    assign(assignment) {
      queue.push(assignment);
      events?.onMessage({ kind: 'page', stripe: assignment.id, line: 0 } as PageVerdict);
    },
    restart: () => undefined,
    watch: () => undefined,
    isIdle: () => queue.length === 0,
    isDisposed: () => disposed,
    dispose: () => {
      disposed = true;
    },
  };
  return { lane, dispose: lane.dispose };
}
