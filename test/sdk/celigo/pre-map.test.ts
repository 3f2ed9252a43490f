import { expect } from 'chai';
import { preMap } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judgeInput } from './judge.ts';

describe('celigo preMap', () => {
  it('fails its page, its records counted by data (C-005, C-006)', () => {
    expect(preMap.failure).to.equal('page');
    expect(preMap.rules.threw).to.equal('C-006');
    expect(preMap.countRecords({ data: [{}, {}] })).to.equal(2);
    expect(preMap.facts({ data: [{}, {}] }, {})).to.deep.equal({ records: 2 });
  });

  it('is called in both forms (C-001, C-004)', () => {
    expect(preMap.calls).to.include({ forms: 'both', callbackRule: 'C-004' });
  });

  it('stores a throw under its own source (C-150)', () => {
    const stored = preMap.storedError({ name: 'TypeError', message: 'no sku', code: null }, assumptionsOf(preMap));

    expect(stored).to.deep.equal({ code: 'TypeError', message: 'no sku', source: 'pre_map_hook' });
  });

  it('refuses a recording without data, or with one record in its place (C-220)', () => {
    expect(judgeInput(preMap, { _importId: 'i' }).map(({ message }) => message)).to.deep.equal([
      'options lacks data: expected a value, got nothing',
    ]);
    expect(brief(judgeInput(preMap, { data: {} }))).to.deep.equal(['error bad-recording C-220 /data']);
    expect(brief(judgeInput(preMap, { data: [null] }))).to.deep.equal(['error bad-recording C-226 /data/0']);
  });
});
