import { expect } from 'chai';
import fc from 'fast-check';
import { type Backoff, backoffCeiling, backoffDelay } from '../../../sdk/http/backoff.ts';

const flow: Backoff = { baseMs: 10_000, factor: 2, capMs: 3_600_000, jitter: 'none' };
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const waits = fc.record({ n: fc.integer({ min: 1, max: 200 }), previousMs: fc.integer({ min: 0, max: 1e8 }) });

describe('backoffDelay', () => {
  it('without jitter waits the ceiling, which doubles up to the cap (H-230)', () => {
    const delays = Array.from({ length: 11 }, (_, index) =>
      backoffDelay(flow, { n: index + 1, previousMs: null, random: () => 0 }),
    );

    const seconds = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600];
    expect(delays).to.deep.equal(seconds.map((value) => value * 1000));
  });

  it('with full jitter waits a random part of the ceiling (H-230)', () => {
    const given = { n: 3, previousMs: null };

    expect(backoffDelay({ ...flow, jitter: 'full' }, { ...given, random: () => 0 })).to.equal(0);
    expect(backoffDelay({ ...flow, jitter: 'full' }, { ...given, random: () => 0.5 })).to.equal(20_000);
    fc.assert(
      fc.property(waits, chance, (moment, part) => {
        const delay = backoffDelay({ ...flow, jitter: 'full' }, { ...moment, random: () => part });
        expect(delay).to.be.within(0, backoffCeiling(flow, moment.n));
      }),
    );
  });

  it('with decorrelated jitter waits between the base and three times the last wait, at most the cap (H-231)', () => {
    const decorrelated: Backoff = { ...flow, jitter: 'decorrelated' };

    expect(backoffDelay(decorrelated, { n: 1, previousMs: null, random: () => 0 })).to.equal(10_000);
    expect(backoffDelay(decorrelated, { n: 2, previousMs: 20_000, random: () => 0.5 })).to.equal(35_000);
    fc.assert(
      fc.property(waits, chance, (moment, part) => {
        const delay = backoffDelay(decorrelated, { ...moment, random: () => part });
        expect(delay).to.be.within(10_000, Math.min(3_600_000, Math.max(10_000, moment.previousMs * 3)));
      }),
    );
  });
});
