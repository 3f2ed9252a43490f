import { expect } from 'chai';
import { findStackToken } from '../../../../sdk/celigo/index.ts';

describe('findStackToken', () => {
  const body = { access_token: 'in-body' };
  const query = { access_token: 'in-query' };

  it('reads the Bearer header, whatever its case (C-702)', () => {
    expect(findStackToken({ authorization: 'Bearer abc', body, query })).to.equal('abc');
    expect(findStackToken({ authorization: 'bearer abc' })).to.equal('abc');
  });

  it('looks nowhere else when there is a header, however wrong it is (C-702)', () => {
    for (const authorization of ['Basic abc', 'Bearer', 'Bearer a b', 'abc']) {
      expect(findStackToken({ authorization, body, query }), authorization).to.equal(undefined);
    }
  });

  it('reads access_token of body or query when there is no header (C-702)', () => {
    expect(findStackToken({ authorization: undefined, body, query })).to.equal('in-body');
    expect(findStackToken({ authorization: undefined, body: {}, query })).to.equal('in-query');
  });

  it('takes texts only', () => {
    for (const access_token of [undefined, null, '', 5, ['abc'], { length: 3 }]) {
      expect(findStackToken({ authorization: undefined, body: { access_token }, query: null })).to.equal(undefined);
    }
  });
});
