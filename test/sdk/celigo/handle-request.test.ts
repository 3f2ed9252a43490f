import { expect } from 'chai';
import { handleRequest } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const options = { method: 'POST', headers: {}, queryString: {}, rawBody: '' };

describe('celigo handleRequest', () => {
  it('answers with a status, and headers and a body if it likes (C-286)', () => {
    for (const output of [
      { statusCode: 202, headers: { 'x-order': 'AF-1001' }, body: { accepted: true } },
      { statusCode: 200, body: 'done' },
      { statusCode: 204 },
    ]) {
      expect(judge(handleRequest, { options, output })).to.deep.equal([]);
    }
  });

  it('is refused without a statusCode, and told which status the caller is taken to get (C-286, C-287)', () => {
    const [breach, note, ...others] = judge(handleRequest, { options, output: { status: 202 } });

    expect(others).to.deep.equal([]);
    expect(breach).to.deep.equal({
      code: 'bad-shape',
      rule: 'C-286',
      severity: 'error',
      path: '',
      message: 'result lacks statusCode: expected a value, got nothing',
    });
    expect(note).to.deep.equal({
      code: 'assumed-rule',
      rule: 'C-287',
      severity: 'info',
      path: '',
      message:
        'the result has no statusCode, so the caller is taken to get status 500, as after a throw (handleRequestThrowStatus)',
    });
  });

  it('takes the status after a throw from the assumption (C-287)', () => {
    const [, note] = judge(handleRequest, { options, output: {}, assume: { handleRequestThrowStatus: 502 } });

    expect(note?.message).to.contain('status 502');
  });

  it('is refused when it returns nothing, or a body that cannot be sent (C-286)', () => {
    expect(brief(judge(handleRequest, { options }))).to.include('error bad-shape C-286 (whole)');
    expect(brief(judge(handleRequest, { options, output: { statusCode: 200, body: 17 } }))).to.deep.equal([
      'error bad-shape C-286 /body',
    ]);
  });

  it('is warned of what it returns beside its own keys (C-286)', () => {
    const output = { statusCode: 200, body: 'x', contentType: 'text/plain' };

    expect(judge(handleRequest, { options, output }).map(({ code, path }) => [code, path])).to.deep.equal([
      ['no-effect', '/contentType'],
    ]);
  });

  it('fails its call, and is a script and never a stack (C-152, C-288)', () => {
    const thrown = { name: 'Error', message: 'no', code: null };

    expect(handleRequest.failure).to.equal('call');
    expect(handleRequest.calls.forms).to.equal('return');
    expect(handleRequest.storedError(thrown, assumptionsOf(handleRequest)).source).to.equal('application');
  });

  it('refuses recordings whose method is not in upper case, or that hold the request inside (C-285, C-853)', () => {
    expect(judgeInput(handleRequest, { ...options, method: 'post' }).map(({ message }) => message)).to.deep.equal([
      'options.method must match pattern "^[A-Z]+$", got a string ("post")',
    ]);
    expect(judgeInput(handleRequest, { request: options }).map(({ message }) => message)).to.deep.equal([
      'options lacks method: expected a value, got nothing',
    ]);
  });
});
