import { expect } from 'chai';
import { describeHostileRequests } from './hostile-requests.ts';
import { pageOf, type RunningStack, startStack } from './start-stack.ts';

const echo = 'function postSubmit(options, callback) {\n  callback(null, options.responseData);\n}\n';

describe('the stack server, attacked', () => {
  let stack: RunningStack;
  before(async () => {
    stack = await startStack({ 'echo.js': echo }, { echo: 'echo.js' });
  });
  after(() => stack.close());

  describeHostileRequests(() => ({
    port: stack.port,
    path: '/stack/function',
    authorization: `Bearer ${stack.systemToken}`,
    body: JSON.stringify({ diy: true, function: 'postSubmit', options: pageOf(1) }),
    maxBodyBytes: 50 * 1024 * 1024,
  }));

  it('had no fault of its own in all that', () => {
    expect(stack.faults).to.deep.equal([]);
  });
});
