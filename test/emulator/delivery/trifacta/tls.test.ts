import { expect } from 'chai';
import { type Listening, listen, sendPlan, sendTask, task } from './listening.ts';

describe('Validate SSL certificate of a Trifacta HTTP task', () => {
  let receiver: Listening;
  afterEach(() => receiver.close());

  for (const tls of ['self-signed', 'expired'] as const) {
    const code = tls === 'self-signed' ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'CERT_HAS_EXPIRED';

    it(`A11: with validation on, a certificate that is ${tls} fails the task before the receiver sees a request (T-121, T-153, H-213)`, async () => {
      receiver = await listen([200], { tls });

      const sent = await sendTask({ url: receiver.url, validateSsl: true, retry: { enabled: true, retries: 1 } });

      expect([sent.status, receiver.seen.length]).to.deep.equal(['failed', 0]);
      expect(
        sent.series[0]?.attempts.map(({ outcome }) => (outcome.kind === 'failure' ? outcome.failure.type : '')),
      ).to.deep.equal(['tls', 'tls']);
      expect(sent.log.map(({ text }) => text).join('\n')).to.match(new RegExp(`${code}|DEPTH_ZERO_SELF_SIGNED_CERT`));
    });

    it(`A12: with validation off, a certificate that is ${tls} will do, and the next task of the same run verifies (T-121, T-153, H-214)`, async () => {
      receiver = await listen([200], { tls });

      const sent = await sendPlan([
        task('ax', receiver.url, { validateSsl: false }),
        task('bq', receiver.url, { validateSsl: true }),
        task('cd', receiver.url, { validateSsl: false, when: 'failure' }),
      ]);

      expect(sent.series.map(({ status }) => status)).to.deep.equal(['success', 'failed', 'success']);
      expect(receiver.seen).to.have.length(2);
    });
  }

  it('verifies when the task says nothing of it (T-121)', async () => {
    receiver = await listen([200], { tls: 'self-signed' });

    expect((await sendTask({ url: receiver.url })).status).to.equal('failed');
  });
});
