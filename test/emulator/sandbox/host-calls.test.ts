import { expect } from 'chai';
import { makeHostCalls } from '../../../emulator/sandbox/host-calls.ts';
import type { HostCall } from '../../../emulator/sandbox/protocol.ts';
import type { ApiAnswer } from '../../../sdk/platform-api.ts';

const call: HostCall = { kind: 'host-call', id: 7, call: 'flows.run', arguments: [{ _id: 'f' }] };
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe('makeHostCalls', () => {
  it('gives the answer with the number of its call', async () => {
    const answered = await makeHostCalls({ answer: async (made) => ({ result: made }) })(call);

    expect(answered).to.deep.equal({ id: 7, result: { call: 'flows.run', arguments: [{ _id: 'f' }] } });
  });

  const failures: readonly (readonly [title: string, answer: () => Promise<ApiAnswer>, message: string])[] = [
    ['a failure', () => Promise.reject(new Error('no route')), 'no route'],
    [
      'an answer that takes too long',
      () => new Promise((resolve) => setTimeout(resolve, 1_000, {})),
      'no answer to flows.run within 50 ms',
    ],
    [
      'an answer that is nested without end (R-213)',
      async () => ({ result: nested(129) }),
      'the answer to flows.run is nested deeper than 128 levels (R-213)',
    ],
  ];
  for (const [title, answer, message] of failures) {
    it(`makes an error for the hook of ${title}`, async () => {
      expect(await makeHostCalls({ answer, limitMs: 50 })(call)).to.deep.equal({ id: 7, error: { message } });
    });
  }

  it('takes nothing on trust that a runner sends (S-207)', async () => {
    const hostile: HostCall = JSON.parse('{"kind": "host-call", "id": 1, "call": {"length": 3}, "arguments": "none"}');

    const answered = await makeHostCalls({ answer: async () => ({ result: 1 }) })(hostile);

    expect(answered).to.deep.equal({ id: 1, error: { message: 'the call is no call' } });
  });
});
