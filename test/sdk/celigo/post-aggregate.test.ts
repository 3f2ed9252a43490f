import { expect } from 'chai';
import { postAggregate } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const options = { postAggregateData: { success: true, _json: { fileName: 'a.csv' } } };

describe('celigo postAggregate', () => {
  it('returns nothing (C-251)', () => {
    expect(judge(postAggregate, { options })).to.deep.equal([]);
    expect(judge(postAggregate, { options, output: null })).to.deep.equal([]);
  });

  it('is warned when it returns something, as nobody reads it (C-251)', () => {
    for (const output of [options.postAggregateData, [], false, 'done', 0]) {
      expect(judge(postAggregate, { options, output })).to.deep.equal([
        {
          code: 'no-effect',
          rule: 'C-251',
          severity: 'warning',
          path: '',
          message: 'the platform reads no result of postAggregate; return nothing, and throw to report an error',
        },
      ]);
    }
  });

  it('stops the flow when it throws, and stores the error under its own source (C-150, C-251)', () => {
    const stored = postAggregate.storedError({ name: 'E', message: 'm', code: null }, assumptionsOf(postAggregate));

    expect(postAggregate.failure).to.equal('flow');
    expect(postAggregate.rules.threw).to.equal('C-251');
    expect(stored.source).to.equal('post_aggregate_hook');
  });

  it('refuses a recording that does not say what became of the file (C-250)', () => {
    expect(brief(judgeInput(postAggregate, { postAggregateData: { _json: {} } }))).to.deep.equal([
      'error bad-recording C-250 /postAggregateData',
    ]);
  });
});
