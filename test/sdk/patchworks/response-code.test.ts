import { expect } from 'chai';
import { cont, fail, reauth, retryFlow, retryStep } from '../../../sdk/patchworks/index.ts';

describe('response code helpers', () => {
  it('give the code that the platform reads, with the message', () => {
    const results = [retryStep('busy'), retryFlow('not ready'), fail('rejected'), reauth('session lost')];

    expect(results).to.deep.equal([
      { response_code: 1, message: 'busy' },
      { response_code: 2, message: 'not ready' },
      { response_code: 3, message: 'rejected' },
      { response_code: 4, message: 'session lost' },
    ]);
  });

  it('keep the other fields of a result', () => {
    expect(cont({ payload: '[]', logs: ['done'] })).to.deep.equal({ response_code: 0, payload: '[]', logs: ['done'] });
    expect(retryStep('busy', { meta: { tries: '2' } })).to.deep.equal({
      response_code: 1,
      message: 'busy',
      meta: { tries: '2' },
    });
  });

  it('leave the message out when there is none', () => {
    expect(cont()).to.deep.equal({ response_code: 0 });
    expect(fail()).to.deep.equal({ response_code: 3 });
  });
});
