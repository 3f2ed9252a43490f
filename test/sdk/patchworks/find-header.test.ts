import { expect } from 'chai';
import { findHeader } from '../../../sdk/patchworks/index.ts';

describe('findHeader', () => {
  it('finds a header whatever the casing', () => {
    expect(findHeader({ 'Content-Type': 'text/csv' }, 'content-type')).to.equal('text/csv');
    expect(findHeader({ 'retry-after': '5' }, 'Retry-After')).to.equal('5');
  });

  it('joins the values of a header that came several times', () => {
    expect(findHeader({ 'Set-Cookie': ['a=1', 'b=2'], 'set-cookie': 'c=3' }, 'set-cookie')).to.equal('a=1, b=2, c=3');
  });

  it('gives undefined when there is none, also for names that every object has', () => {
    expect(findHeader({ 'Content-Type': 'text/csv' }, 'etag')).to.equal(undefined);
    expect(findHeader({}, 'constructor')).to.equal(undefined);
  });
});
