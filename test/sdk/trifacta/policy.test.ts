import { expect } from 'chai';
import type { ExchangeFailure, ExchangeOutcome } from '../../../sdk/http/exchange.ts';
import { trifactaPolicy } from '../../../sdk/trifacta/policy.ts';

const settings = { retries: 3, delayMs: 1000, failOnTransportError: true, only200: false };

describe('the retry policy of Trifacta', () => {
  const rows: readonly (readonly [what: string, outcome: Ended, withRetry: string, without: string])[] = [
    ['200', answered(200), 'success', 'success'],
    ['202', answered(202), 'success', 'success'],
    ['299', answered(299), 'success', 'success'],
    ['302', answered(302), 'retryable', 'permanent'],
    ['404', answered(404), 'retryable', 'permanent'],
    ['429', answered(429), 'retryable', 'permanent'],
    ['503', answered(503), 'retryable', 'permanent'],
    ['600', answered(600), 'retryable', 'permanent'],
    ['a time-out', failed('timeout'), 'retryable', 'permanent'],
    ['a refused connection', failed('refused'), 'retryable', 'permanent'],
    ['an invalid certificate', failed('tls'), 'retryable', 'permanent'],
  ];
  for (const [what, outcome, withRetry, without] of rows) {
    it(`takes ${what} as ${withRetry}, and as ${without} with retry off (T-140 to T-142, H-102, H-272)`, () => {
      expect(trifactaPolicy(settings).classify(outcome).class).to.equal(withRetry);
      expect(trifactaPolicy({ ...settings, retries: 0 }).classify(outcome).class).to.equal(without);
    });
  }

  it('says what was wrong where somebody answered, and names the setting that a certificate fails by (T-121)', () => {
    const say = (...given: Parameters<typeof failed>) => {
      const { why, rule } = trifactaPolicy(settings).classify(failed(...given));
      return [why, rule];
    };

    expect([
      say('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      say('tls', 'EPROTO'),
      say('max-size'),
      say('malformed', 'HPE_INVALID_CONSTANT'),
      say('refused', 'ECONNREFUSED'),
    ]).to.deep.equal([
      ['the certificate does not hold (DEPTH_ZERO_SELF_SIGNED_CERT), and validateSsl is on', 'T-121'],
      ['no TLS connection: EPROTO', 'T-142'],
      ['the response is larger than hooksmith reads', 'T-142'],
      ['what came is no HTTP response (HPE_INVALID_CONSTANT)', 'T-142'],
      ['no response: ECONNREFUSED', 'T-142'],
    ]);
  });

  it('waits the same time before every retry, whatever a header asks for (T-148, T-149)', () => {
    const policy = trifactaPolicy(settings);
    const history = [1, 2, 3, 4].map((n) => ({ n, at: (n - 1) * 1000, outcome: answered(503) }));
    const next = (count: number) =>
      policy.nextDelay({ history: history.slice(0, count), elapsedMs: 0, retryAfterMs: 60_000, random: () => 0.9 });

    expect([1, 2, 3].map((count) => next(count))).to.deep.equal(
      [1, 2, 3].map(() => ({ status: 'wait', delay: { ms: 1000, why: 'the delay is fixed', rule: 'T-148' } })),
    );
    expect(next(4)).to.deep.equal({ status: 'end', says: 'all 4 attempts failed', rule: 'T-125' });
  });

  it('goes on after a failed connection when that is no failure (T-142)', () => {
    expect(trifactaPolicy({ ...settings, failOnTransportError: false }).classify(failed('reset')).class).to.equal(
      'ignorable',
    );
  });

  it('lets a test pass with status 200 alone when told to (T-127)', () => {
    const policy = trifactaPolicy({ ...settings, retries: 0, only200: true });

    expect(policy.classify(answered(200)).class).to.equal('success');
    expect(policy.classify(answered(204))).to.deep.include({ class: 'permanent', rule: 'T-127' });
  });
});

type Ended = Exclude<ExchangeOutcome, { kind: 'forbidden' }>;

function answered(status: number): Ended {
  return { kind: 'response', response: { status, statusText: '', headers: [], body: '', bodyBytes: 0 }, ms: 1 };
}

function failed(type: ExchangeFailure['type'], code: string | null = null): Ended {
  return { kind: 'failure', failure: { type, code, message: type }, ms: 1 };
}
