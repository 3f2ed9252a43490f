import { expect } from 'chai';
import { postMap } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

describe('celigo postMap', () => {
  it('keeps the number of mapped records, although the hook edits options in place (C-005, C-230)', () => {
    const options = { preMapData: [{}, {}], postMapData: [{}, {}] };
    const facts = postMap.facts(options, {});

    options.postMapData.length = 1;

    expect(facts).to.deep.equal({ records: 2 });
    expect(
      brief(judge(postMap, { options: { preMapData: [{}, {}], postMapData: [{}, {}] }, output: [{}] })),
    ).to.deep.equal(['error length-changed C-005 (whole)']);
  });

  it('fails its page and stores a throw under its own source (C-006, C-150)', () => {
    const stored = postMap.storedError({ name: 'Error', message: 'no', code: 'E_NO' }, assumptionsOf(postMap));

    expect(postMap.failure).to.equal('page');
    expect(stored).to.deep.equal({ code: 'E_NO', message: 'no', source: 'post_map_hook' });
  });

  it('refuses mapped records under a name of another runner, and names the right one (C-850)', () => {
    expect(judgeInput(postMap, { preMapData: [{}], mappedData: [{}] })).to.deep.equal([
      {
        code: 'bad-recording',
        rule: 'C-230',
        severity: 'error',
        path: '',
        message: 'options lacks postMapData: expected a value, got nothing',
      },
    ]);
  });

  it('refuses a recording whose arrays are not equally long (C-230)', () => {
    expect(judgeInput(postMap, { preMapData: [{}, {}], postMapData: [{}] })).to.deep.equal([
      {
        code: 'bad-recording',
        rule: 'C-230',
        severity: 'error',
        path: '',
        message:
          'preMapData has 2 elements, postMapData has 1 element; the two must be equally long, one element for each record: record the page again',
      },
    ]);
  });
});
