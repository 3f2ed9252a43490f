import { expect } from 'chai';
import { findUnplain } from '../../sdk/plain-value.ts';

describe('findUnplain', () => {
  it('gives the place and the kind of the first value that is no plain data (C-714)', () => {
    const orders = [{ id: 1 }, { 'a/b': [null, new Map()] }, { at: new Date(0) }];

    expect(findUnplain(orders)).to.deep.equal({ path: '/1/a~1b/1', what: 'a Map' });
  });

  it('calls a date a Date, whatever its constructor says', () => {
    class Stamp extends Date {}

    expect(findUnplain(new Stamp(0))).to.deep.equal({ path: '', what: 'a Date' });
  });

  it('refuses nesting that JSON could not be made of', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 300; level += 1) deep = [deep];

    expect(findUnplain(deep)?.what).to.equal('nesting deeper than 200 levels');
  });

  it('finds nothing in plain data, `undefined` and holes included', () => {
    const sparse = [1];
    sparse[2] = 3;

    expect(findUnplain({ a: [undefined, null, true, 'x', 4.5], b: Object.create(null), sparse })).to.equal(undefined);
  });
});
