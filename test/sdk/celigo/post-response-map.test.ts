import { expect } from 'chai';
import { postResponseMap } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const answer = { statusCode: 200, errors: [], ignored: false, data: [{ stock: 12 }] };
const options = {
  postResponseMapData: [{ orderNo: 'AF-1001' }, { orderNo: 'AF-1002' }],
  responseData: [answer, answer],
};

describe('celigo postResponseMap', () => {
  it('may return elements of any kind, one for each record (C-261)', () => {
    expect(judge(postResponseMap, { options, output: [{ stock: 12 }, null] })).to.deep.equal([]);
  });

  it('is refused when it returns an object that holds the records (C-010, C-261)', () => {
    expect(judge(postResponseMap, { options, output: { data: [{}, {}] } })).to.deep.equal([
      {
        code: 'bad-shape',
        rule: 'C-261',
        severity: 'error',
        path: '',
        message: 'result must be an array, got an object ({"data":[{},{}]})',
      },
    ]);
  });

  it('is refused when it returns the first record only (C-005, C-814)', () => {
    expect(brief(judge(postResponseMap, { options, output: [{ orderNo: 'AF-1001' }] }))).to.deep.equal([
      'error length-changed C-005 (whole)',
    ]);
  });

  it('fails its page and stores a throw under the source that is assumed, or another (C-006, C-152)', () => {
    const thrown = { name: 'Error', message: 'no', code: null };
    const sources = [{}, { postResponseMapErrorSource: 'post_response_map_hook' }].map(
      (assume) => postResponseMap.storedError(thrown, assumptionsOf(postResponseMap, assume)).source,
    );

    expect(postResponseMap.failure).to.equal('page');
    expect(sources).to.deep.equal(['response_mapping', 'post_response_map_hook']);
  });

  it('gets frozen records only when so chosen (C-266)', () => {
    const names = [{}, { frozenRecords: true }].map((assume) =>
      postResponseMap.frozen?.(assumptionsOf(postResponseMap, assume)),
    );

    expect(names).to.deep.equal([[], ['postResponseMapData']]);
  });

  it('takes recordings in which data is null (C-267)', () => {
    expect(judgeInput(postResponseMap, { ...options, data: null })).to.deep.equal([]);
  });

  it('refuses a recording without one answer for each record, unless the step works on children (C-260)', () => {
    const short = { ...options, responseData: [answer] };

    expect(judgeInput(postResponseMap, short).map(({ message }) => message)).to.deep.equal([
      'postResponseMapData has 2 elements, responseData has 1 element; the two must be equally long, one element for each record: record the page again',
    ]);
    expect(judgeInput(postResponseMap, { ...short, oneToMany: true, pathToMany: 'lines' })).to.deep.equal([]);
  });

  it('refuses a responseData that is no array, and an answer that is none (C-241, C-260, C-850)', () => {
    expect(brief(judgeInput(postResponseMap, { ...options, responseData: answer }))).to.deep.equal([
      'error bad-recording C-260 /responseData',
    ]);
    expect(
      brief(judgeInput(postResponseMap, { ...options, responseData: [answer, { statusCode: 500 }] })),
    ).to.deep.equal(['error bad-recording C-011 /responseData/1/statusCode']);
  });
});
