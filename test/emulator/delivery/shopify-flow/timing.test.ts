import { expect } from 'chai';
import { backoffCeiling } from '../../../../sdk/http/backoff.ts';
import type { Attempt } from '../../../../sdk/http/http-step.ts';
import { receive, resultsOf, runWorkflow, sendAction, sendTo } from './send.ts';

const withoutJitter = { backoff: { jitter: 'none' } };
const numbers = { baseMs: 10_000, factor: 2, capMs: 3_600_000, jitter: 'full' } as const;
const dayMs = 86_400_000;

/** The waits that were chosen. */
function waitsOf(attempts: readonly Attempt[] = []): readonly number[] {
  return attempts.flatMap(({ delay }) => (delay === null ? [] : [delay.ms]));
}

describe('when Shopify Flow tries again, on a virtual clock over real sockets', () => {
  it('B10: a day of 503 fails when the next attempt would pass 24 hours, and later steps do not run (F-127 F-141 F-145 F-146 F-147)', async () => {
    const receiver = await receive([503]);
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url, onServerError: 'retry' };

    const sent = await runWorkflow([action, action], { assumptions: withoutJitter });

    expect(sent.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['failed', 'F-127'],
      ['skipped', 'F-127'],
    ]);
    expect(receiver.requests).to.have.length(32);
    expect(sent.series[0]?.attempts.at(-1)?.at).to.be.within(84_310_000, dayMs);
    expect(sent.log.at(-1)?.at).to.be.at.most(dayMs);
    expect(sent.assumed).to.include.members(['F-143', 'F-145']);
  });

  it('B10: with full jitter no attempt begins later than 24 hours either (F-145)', async () => {
    const sent = await sendTo([503], {}, { assumptions: { backoff: { baseMs: 600_000 } } });

    const attempts = sent.series[0]?.attempts ?? [];
    expect(attempts.length).to.be.greaterThan(24);
    expect(attempts.at(-1)?.at).to.be.at.most(dayMs);
    expect(sent.status).to.equal('failed');
  });

  it('B13: the ceilings of the waits grow up to the cap, and every wait lies below its own (F-140 F-143 F-146)', async () => {
    const sent = await sendTo([...Array<number>(14).fill(503), 200]);

    const waits = waitsOf(sent.series[0]?.attempts);
    const ceilings = waits.map((_, index) => backoffCeiling(numbers, index + 1));
    expect(waits).to.have.length(14);
    expect(waits.filter((wait, index) => wait > (ceilings[index] ?? 0))).to.deep.equal([]);
    expect(ceilings.slice(0, 10)).to.deep.equal([...new Set(ceilings)].sort((a, b) => a - b));
    expect(ceilings.slice(9)).to.deep.equal(Array(5).fill(3_600_000));
  });

  it('B13: the same seed gives the same waits (F-147)', async () => {
    const runs = [await sendTo([503, 503, 503, 200]), await sendTo([503, 503, 503, 200])];

    const [first, second] = runs.map(({ series }) => waitsOf(series[0]?.attempts));
    expect(first).to.have.length(3);
    expect(first).to.deep.equal(second);
  });

  for (const generation of ['classic', '2022', '2025']) {
    it(`B14: after a 429 with Retry-After: 7 the next attempt of ${generation} is at least 7 s later (F-124 F-144)`, async () => {
      const sent = await sendTo([{ status: 429, headers: { 'retry-after': '7' } }, 200], { generation });

      const [first, second] = sent.series[0]?.attempts ?? [];
      expect(sent.status).to.equal('success');
      expect(first?.retryAfterMs).to.equal(7000);
      expect((second?.at ?? 0) - (first?.at ?? 0)).to.be.at.least(7000);
    });
  }

  it('B15: a date counts, negative values and rubbish do not, and the window wins over the header (F-144)', async () => {
    const now = new Date('2026-03-04T09:00:00.000Z');
    const asked = async (value: string) => {
      const sent = await sendTo(
        [{ status: 503, headers: { 'retry-after': value } }, 200],
        {},
        { now, assumptions: withoutJitter },
      );
      return { wait: waitsOf(sent.series[0]?.attempts)[0], status: sent.status };
    };

    expect((await asked('Wed, 04 Mar 2026 09:10:00 GMT')).wait).to.be.within(590_000, 600_000);
    expect(await asked('-7')).to.deep.equal({ wait: 10_000, status: 'success' });
    expect(await asked('soon')).to.deep.equal({ wait: 10_000, status: 'success' });
    const beyond = await asked('99999999');
    expect(beyond.wait).to.be.within(dayMs - 30_000, dayMs);
    expect(beyond.status).to.equal('success');
  });

  it('B15: Retry-After does not count where the option says so (F-144)', async () => {
    const sent = await sendTo(
      [{ status: 503, headers: { 'retry-after': '90' } }, 200],
      {},
      { assumptions: { ...withoutJitter, honourRetryAfter: false } },
    );

    expect(waitsOf(sent.series[0]?.attempts)).to.deep.equal([10_000]);
    expect(sent.assumed).not.to.include('F-144');
  });

  for (const generation of ['classic', '2022', '2025']) {
    it(`B16: ${generation} hangs up on a server that does not answer in 30 s, and sends again (F-129)`, async () => {
      const receiver = await receive(['silence', 200]);

      const sent = await sendAction({ url: receiver.url, generation }, { deadlineMs: 200 });

      await receiver.hungUp();
      expect([sent.status, resultsOf(sent)]).to.deep.equal(['success', ['timeout', 200]]);
      expect(sent.series[0]?.attempts[1]?.at).to.be.at.least(30_000);
    });
  }

  for (const setting of ['fail', 'ignore']) {
    it(`B17: a time-out is tried again although server errors are set to ${setting}, unless the option says otherwise (F-130)`, async () => {
      const url = (await receive(['silence', 200])).url;
      const bySetting = (await receive(['silence', 200])).url;

      const again = await sendAction({ url, onServerError: setting }, { deadlineMs: 200 });
      const once = await sendAction(
        { url: bySetting, onServerError: setting },
        { deadlineMs: 200, assumptions: { retryOnTimeout: 'serverSetting' } },
      );

      expect([again.status, resultsOf(again)]).to.deep.equal(['success', ['timeout', 200]]);
      expect(again.assumed).to.include('F-130');
      expect([once.status, resultsOf(once)]).to.deep.equal([setting === 'fail' ? 'failed' : 'ignored', ['timeout']]);
      expect(once.output).to.deep.equal({});
    });
  }

  it('B38: every attempt tells number, time, status or error, class, the delay chosen and Retry-After (H-274)', async () => {
    const sent = await sendTo(['reset', { status: 429, headers: { 'retry-after': '90' } }, 404], {
      onClientError: 'ignore',
      onServerError: 'retry',
    });

    const attempts = sent.series[0]?.attempts ?? [];
    const told = attempts.map(({ n, class: meaning, delay, retryAfterMs, rule }) => [
      n,
      meaning,
      delay?.rule,
      retryAfterMs,
      rule,
    ]);
    expect(told).to.deep.equal([
      [1, 'retryable', 'F-143', null, 'F-132'],
      [2, 'retryable', 'F-144', 90_000, 'F-115'],
      [3, 'ignorable', undefined, null, 'F-114'],
    ]);
    expect(resultsOf(sent)).to.deep.equal(['reset', 429, 404]);
    expect(attempts.map(({ at }) => at)).to.deep.equal([...attempts.map(({ at }) => at)].sort((a, b) => a - b));
    expect(attempts[1]?.why).to.equal('429 is a server error, and the setting is retry');
    expect(sent.log.map(({ level, text, rule }) => [level, text, rule])).to.deep.equal([
      ['WARN', 'sendHttpRequest: ignored after 3 attempts: 404 is a client error, and the setting is ignore', 'F-114'],
    ]);
  });
});
