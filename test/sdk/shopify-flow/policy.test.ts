import { expect } from 'chai';
import type { JsonValue } from '../../../sdk/contract.ts';
import type { ExchangeOutcome } from '../../../sdk/http/exchange.ts';
import { flowPolicy, readFlowRetryAfter } from '../../../sdk/shopify-flow/policy.ts';
import { sendHttpRequest } from '../../../sdk/shopify-flow/send-http-request.ts';
import { readSettings } from '../../../sdk/shopify-flow/settings.ts';
import { drive, fail, respond, startOfRun } from './drive.ts';

const settingsOf = (generation: 'classic' | '2022' | '2025', assumptions: Readonly<Record<string, JsonValue>> = {}) =>
  readSettings(assumptions, {}, generation);
const classify = (outcome: ExchangeOutcome, settings: ReturnType<typeof settingsOf>): string => {
  if (outcome.kind === 'forbidden') throw new Error('a policy is not asked about what was not sent');
  return flowPolicy(settings).classify(outcome).class;
};

/** Section 7 of the reference: what a policy makes of an outcome, with client errors failing and server errors tried again. */
const table: readonly (readonly [
  outcome: ExchangeOutcome,
  classic: string,
  y2022: string,
  y2025: string,
  rules: string,
])[] = [
  [respond(200), 'success', 'success', 'success', 'F-120'],
  [respond(202), 'success', 'success', 'success', 'F-120'],
  [respond(201), 'permanent', 'success', 'success', 'F-121'],
  [respond(302), 'permanent', 'success', 'success', 'F-122'],
  [respond(429), 'retryable', 'retryable', 'retryable', 'F-123'],
  [respond(404), 'permanent', 'permanent', 'permanent', 'F-125'],
  [respond(503), 'retryable', 'retryable', 'retryable', 'F-126'],
  [respond(600), 'permanent', 'permanent', 'permanent', 'F-128'],
  [respond(199), 'permanent', 'permanent', 'permanent', 'F-128'],
  [fail('malformed'), 'permanent', 'permanent', 'permanent', 'F-128'],
  [fail('timeout'), 'retryable', 'retryable', 'retryable', 'F-129'],
  [fail('refused', 'ECONNREFUSED'), 'retryable', 'retryable', 'retryable', 'F-132'],
  [fail('reset', 'ECONNRESET'), 'retryable', 'retryable', 'retryable', 'F-132'],
  [fail('dns', 'ENOTFOUND'), 'retryable', 'retryable', 'retryable', 'F-132'],
  [fail('other', 'EHOSTUNREACH'), 'retryable', 'retryable', 'retryable', 'F-132'],
  [fail('other'), 'permanent', 'permanent', 'permanent', 'F-128'],
  [fail('tls', 'CERT_HAS_EXPIRED'), 'permanent', 'permanent', 'permanent', 'F-133'],
  [fail('max-size'), 'permanent', 'permanent', 'permanent', 'F-199'],
];

describe('the policies of Shopify Flow', () => {
  it('have names by which reports call them (H-272)', () => {
    const names = (['classic', '2022', '2025'] as const).map((generation) => flowPolicy(settingsOf(generation)).name);

    expect(names).to.deep.equal(['flowClassic', 'flow2022', 'flow2025']);
  });

  for (const [outcome, classic, y2022, y2025, rules] of table) {
    const name = outcome.kind === 'response' ? outcome.response.status : JSON.stringify(outcome);
    it(`classify ${name} as ${classic}, ${y2022}, ${y2025} in the three generations (F-101 F-102 F-103 ${rules})`, () => {
      const found = (['classic', '2022', '2025'] as const).map((generation) =>
        classify(outcome, settingsOf(generation)),
      );

      expect(found).to.deep.equal([classic, y2022, y2025]);
    });
  }

  it('map Retry, Fail and Ignore of 2025 to what an attempt means (F-114 F-115)', () => {
    const classes = (['retry', 'fail', 'ignore'] as const).map((setting) => {
      const settings = readSettings({}, { onClientError: setting, onServerError: setting }, '2025');
      return [404, 429, 500, 503].map((status) => classify(respond(status), settings));
    });

    expect(classes).to.deep.equal(['retryable', 'permanent', 'ignorable'].map((name) => [name, name, name, name]));
  });

  it('take time-outs, connections and certificates as the options say (F-130 F-132 F-133)', () => {
    const chosen = { retryOnTimeout: 'serverSetting', transportErrorClass: 'permanent', tlsErrorClass: 'transient' };
    const settings = readSettings(chosen, { onServerError: 'ignore' }, '2025');

    const found = [fail('timeout'), fail('refused'), fail('tls')].map((outcome) => classify(outcome, settings));
    expect(found).to.deep.equal(['ignorable', 'permanent', 'retryable']);
  });
});

const setup = { generation: '2022', method: 'Post', url: 'https://courier.northbeam.example/' };
const withoutJitter = { backoff: { jitter: 'none' } };

describe('the retries of Shopify Flow', () => {
  it('are 31 in 24 hours without jitter, at the times that follow from the numbers (F-140 F-141 F-143 F-146)', () => {
    const { sent, outcome } = drive(sendHttpRequest, { setup, assumptions: withoutJitter, answer: () => respond(503) });

    const seconds = sent.map(({ at }) => at / 1000);
    expect(seconds.slice(0, 12)).to.deep.equal([0, 10, 30, 70, 150, 310, 630, 1270, 2550, 5110, 8710, 12310]);
    expect(seconds.at(-1)).to.equal(84_310);
    expect(seconds).to.have.length(32);
    expect(outcome).to.deep.include({ status: 'failed', assumed: ['F-143', 'F-145'] });
    expect(outcome.series[0]).to.deep.include({ status: 'failed', rule: 'F-127' });
  });

  it('begin no attempt later than the window allows, however long the window and the wait for an answer are (F-145)', () => {
    for (const retryWindowMs of [0, 9_999, 10_000, 70_000, 86_400_000, 90_000_000]) {
      for (const answer of [() => respond(503), () => fail('timeout')]) {
        const { sent, outcome } = drive(sendHttpRequest, {
          setup,
          assumptions: { ...withoutJitter, retryWindowMs },
          answer,
        });

        expect(sent.at(-1)?.at).to.be.at.most(retryWindowMs);
        expect(outcome.status).to.equal('failed');
      }
    }
  });

  it('begin an attempt exactly at the end of the window (F-145)', () => {
    const assumptions = { ...withoutJitter, retryWindowMs: 70_000 };

    const { sent } = drive(sendHttpRequest, { setup, assumptions, answer: () => respond(503) });

    expect(sent.map(({ at }) => at)).to.deep.equal([0, 10_000, 30_000, 70_000]);
  });

  it('stop by themselves when an option makes the waits too short to end (F-143)', () => {
    const assumptions = { backoff: { baseMs: 0, factor: 1, capMs: 0, jitter: 'full' } };

    const { sent, outcome } = drive(sendHttpRequest, { setup, assumptions, random: 0, answer: () => respond(503) });

    expect(sent).to.have.length(10_000);
    expect(outcome.series[0]).to.deep.include({ status: 'failed', rule: 'F-143' });
  });

  it('wait a part of the ceiling with full jitter, and from the base to three times the last wait with decorrelated jitter (F-143)', () => {
    const waits = (jitter: string) =>
      drive(sendHttpRequest, { setup, assumptions: { backoff: { jitter } }, answer: (n) => respond(n < 5 ? 503 : 200) })
        .waits;

    expect(waits('full')).to.deep.equal([5000, 10_000, 20_000, 40_000]);
    expect(waits('decorrelated')).to.deep.equal([20_000, 35_000, 57_500, 91_250]);
  });

  it('wait at least as long as Retry-After says, and their own time where that is longer (F-144 H-232)', () => {
    const answers = [
      respond(429, { headers: { 'Retry-After': '7' } }),
      respond(503, { headers: { 'Retry-After': '90' } }),
    ];
    const { outcome, waits } = drive(sendHttpRequest, {
      setup,
      assumptions: withoutJitter,
      answer: (n) => answers[n - 1] ?? respond(200),
    });

    expect(waits).to.deep.equal([10_000, 90_000]);
    expect(outcome.series[0]?.attempts.map(({ delay, retryAfterMs }) => [delay?.rule, retryAfterMs])).to.deep.equal([
      ['F-143', 7000],
      ['F-144', 90_000],
      [undefined, null],
    ]);
    expect(outcome.assumed).to.include('F-144');
  });

  it('of classic wait as long as Retry-After of a 429 says, and read it of nothing else (F-101 F-124 F-212)', () => {
    const headers = { 'Retry-After': '7' };
    const answers = [respond(429, { headers }), respond(500, { headers }), respond(200)];
    const { waits, outcome } = drive(sendHttpRequest, {
      setup: { ...setup, generation: 'classic' },
      assumptions: withoutJitter,
      answer: (n) => answers[n - 1] ?? respond(200),
    });

    expect(waits).to.deep.equal([7000, 20_000]);
    expect(outcome.series[0]?.attempts[0]?.delay?.rule).to.equal('F-124');
  });

  it('read no Retry-After where the option says so, but in classic still its seconds (F-144)', () => {
    const later = new Date(startOfRun + 60_000).toUTCString();
    const read = (generation: 'classic' | '2022', value: string) =>
      readFlowRetryAfter(
        respond(429, { headers: { 'retry-after': value } }),
        settingsOf(generation, { honourRetryAfter: false }),
        startOfRun,
      );

    expect([read('2022', '7'), read('2022', later)]).to.deep.equal([null, null]);
    expect([read('classic', '7'), read('classic', later)]).to.deep.equal([7000, null]);
  });

  it('cut Retry-After to what is left of the window, and try once more there (F-144 H-233)', () => {
    const { sent, outcome } = drive(sendHttpRequest, {
      setup,
      assumptions: withoutJitter,
      answer: () => respond(503, { headers: { 'Retry-After': '999999999' } }),
    });

    expect(sent.map(({ at }) => at)).to.deep.equal([0, 86_400_000]);
    expect(outcome.series[0]).to.deep.include({ status: 'failed', rule: 'F-127' });
  });
});
