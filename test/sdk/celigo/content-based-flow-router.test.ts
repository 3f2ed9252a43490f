import { expect } from 'chai';
import { contentBasedFlowRouter } from '../../../sdk/celigo/index.ts';
import { brief, judge, judgeInput } from './judge.ts';

const options = { httpHeaders: {}, mimeHeaders: {}, rawMessageBody: 'ISA*00~' };
const target = { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' };

describe('celigo contentBasedFlowRouter', () => {
  it('returns the flow and the export that the message enters (C-290)', () => {
    expect(judge(contentBasedFlowRouter, { options, output: target })).to.deep.equal([]);
  });

  it('is refused for keys of another spelling, and told which to rename (C-290)', () => {
    const issues = judge(contentBasedFlowRouter, { options, output: { flowId: target._flowId } });

    expect(brief(issues)).to.deep.equal(['error bad-shape C-290 (whole)', 'error bad-shape C-290 (whole)']);
    expect(issues.map(({ message }) => message)).to.deep.equal([
      'result lacks _flowId, so the message enters no flow; rename flowId',
      'result lacks _exportId, so the message enters no flow; return _exportId as text',
    ]);
  });

  it('is warned when it returns null, or refused when so chosen (C-291)', () => {
    expect(judge(contentBasedFlowRouter, { options, output: null })).to.deep.equal([
      {
        code: 'bad-shape',
        rule: 'C-291',
        severity: 'warning',
        path: '',
        message: 'null is taken to match no flow (contentRouterNull); throw to say that no flow takes the message',
      },
    ]);
    expect(
      brief(judge(contentBasedFlowRouter, { options, output: null, assume: { contentRouterNull: 'error' } })),
    ).to.deep.equal(['error bad-shape C-291 (whole)']);
  });

  it('is refused for an id that is no text (C-290)', () => {
    const issues = judge(contentBasedFlowRouter, { options, output: { ...target, _flowId: 7 } });

    expect(brief(issues)).to.deep.equal(['error bad-shape C-290 /_flowId']);
    expect(issues[0]?.message).to.equal(
      'result._flowId is a number, so the message enters no flow; return _flowId as text',
    );
  });

  it('is refused when it returns nothing, a list or a text (C-290)', () => {
    for (const output of [undefined, [target], target._flowId]) {
      expect(brief(judge(contentBasedFlowRouter, { options, output }))).to.deep.equal([
        'error bad-shape C-290 (whole)',
      ]);
    }
  });

  it('fails its call, and is a script and never a stack', () => {
    expect(contentBasedFlowRouter.failure).to.equal('call');
    expect(contentBasedFlowRouter.calls.forms).to.equal('return');
    expect(contentBasedFlowRouter.countRecords(options)).to.equal(1);
  });

  it('refuses a recording without the message (C-290)', () => {
    expect(brief(judgeInput(contentBasedFlowRouter, { httpHeaders: {} }))).to.deep.equal([
      'error bad-recording C-290 (whole)',
    ]);
  });
});
