import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { makeFaultQueue, parseFaults } from '../../../emulator/server/faults.ts';

describe('the language of faults (C-666)', () => {
  it('has one fault a request, with times, delays, headers and the requests that it waits for', () => {
    const faults = parseFaults(
      '429 retry-after=1, 500 x2,drop , drop-after slow=20,malformed,stale,ok x1,slow=200, PUT:/v1/scripts drop-after,*:/v1 503',
    );

    expect(faults.map(({ kind, slowMs, only }) => [kind, slowMs, only])).to.deep.equal([
      [{ status: 429, headers: { 'retry-after': '1' } }, 0, null],
      [{ status: 500, headers: {} }, 0, null],
      [{ status: 500, headers: {} }, 0, null],
      ['drop', 0, null],
      ['drop-after', 20, null],
      ['malformed', 0, null],
      ['stale', 0, null],
      ['ok', 0, null],
      ['ok', 200, null],
      ['drop-after', 0, { method: 'PUT', path: '/v1/scripts' }],
      [{ status: 503, headers: {} }, 0, { method: null, path: '/v1' }],
    ]);
    expect(parseFaults(' ')).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['500,,500', /has nothing as fault 2/],
    ['500,', /has nothing as fault 2/],
    ['200', /has the status 200; expected 400 to 599/],
    ['drop-aftre', /has "drop-aftre"/],
    ['solw=5', /has "solw=5"/],
    ['slow=x', /expected a whole number of at most 3600000/],
    ['slow=3600001', /expected a whole number of at most 3600000/],
    ['500 drop', /has two faults where one is expected/],
    ['drop retry-after=1', /has the header retry-after without a status/],
    ['429 content-length=3', /has "content-length=3"/],
    ['429 retry-after="a\u0007"', /a header value that HTTP forbids/],
    ['500 x0', /expected x1 to x10000/],
    ['500 x10000, ok', /has more than 10000 faults/],
    ['"500', /has a quote that is not closed/],
    ['x'.repeat(70_000), /has 70000 characters/],
  ];
  for (const [text, message] of wrong) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))} and names what is wrong`, () => {
      expect(() => parseFaults(text))
        .to.throw(HooksmithError, message)
        .with.property('code', 'ERR_USAGE');
    });
  }

  it('gives a request the first fault that fits it, and leaves those that wait', () => {
    const queue = makeFaultQueue(parseFaults('PUT:/v1/scripts drop-after, stale, 500'));
    const take = (method: string, path: string) => queue.take(method, path)?.text ?? null;

    expect(take('PUT', '/v1/scriptsandmore')).to.equal('500');
    expect(take('PUT', '/v1/flows')).to.equal(null);
    expect(take('PATCH', '/v1/scripts/65a')).to.equal(null);
    expect(queue.left()).to.deep.equal(['PUT:/v1/scripts drop-after', 'stale']);
    expect(take('GET', '/v1/scripts')).to.equal('stale');
    expect(take('PUT', '/v1/scripts/65a')).to.equal('PUT:/v1/scripts drop-after');
    expect(queue.left()).to.deep.equal([]);
  });
});
