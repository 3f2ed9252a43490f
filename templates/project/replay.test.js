import { expect, use } from 'chai';
import { hooksmithChai, replayProject } from 'hooksmith/testing';
import { describe, it } from 'mocha';

use(hooksmithChai);

describe('HOOK_NAME', () => {
  it('gives what its recording holds', async () => {
    const report = await replayProject('.', { names: ['HOOK_NAME'] });

    expect(report).to.pass();
  });
});
