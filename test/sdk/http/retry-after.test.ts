import { expect } from 'chai';
import fc from 'fast-check';
import { readRetryAfter } from '../../../sdk/http/retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (value: string, dates = true) =>
  readRetryAfter([{ name: 'Retry-After', value }], { names: ['retry-after'], dates, now });

describe('readRetryAfter', () => {
  it('reads whole seconds (H-232)', () => {
    expect(read('7')).to.equal(7000);
    expect(read(' 0 ')).to.equal(0);
  });

  it('reads all three forms of an HTTP-date, counted from now (H-232)', () => {
    expect(read('Thu, 01 Jan 2026 12:00:30 GMT')).to.equal(30_000);
    expect(read('Thursday, 01-Jan-26 12:00:30 GMT')).to.equal(30_000);
    expect(read('Thu Jan  1 12:00:30 2026')).to.equal(30_000);
  });

  it('reads no date where dates do not count', () => {
    expect(read('Thu, 01 Jan 2026 12:00:30 GMT', false)).to.equal(null);
  });

  it('leaves negative values, past dates and rubbish aside (H-233)', () => {
    const values = [
      '-7',
      '1.5',
      '7s',
      '',
      'NaN',
      'soon',
      'Thu, 01 Jan 2026 11:59:59 GMT',
      'Thu, 01 Foo 2026 12:00:30 GMT',
    ];

    expect(values.map((value) => read(value))).to.deep.equal(values.map(() => null));
  });

  it('takes the names that it is given, in any case, and of several values the longest (H-234)', () => {
    const headers = [
      { name: 'X-Retry-After', value: '12' },
      { name: 'RETRY-AFTER', value: '5' },
      { name: 'Retry-After', value: 'soon' },
    ];

    expect(readRetryAfter(headers, { names: ['Retry-After'], dates: true, now })).to.equal(5000);
    expect(readRetryAfter(headers, { names: ['retry-after', 'x-retry-after'], dates: true, now })).to.equal(12_000);
  });

  it('gives null or a finite number of ms that is not negative, whatever comes (H-233)', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9]{1,400}$/),
      fc.date({ noInvalidDate: true }).map((at) => at.toUTCString()),
    );
    fc.assert(
      fc.property(texts, (value) => {
        const wait = read(value);
        expect(wait === null || (Number.isFinite(wait) && wait >= 0)).to.equal(true);
      }),
    );
  });
});
