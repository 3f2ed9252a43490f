import { expect } from 'chai';
import { type OpenServer, openServer } from '../../../emulator/server/listen.ts';
import { makeTrifactaPart } from '../../../emulator/server/trifacta-router.ts';
import { describeHostileRequests } from './hostile-requests.ts';

const token = 'a-token-of-the-stand-in';
const hourMs = 3_600_000;

describe('the stand-in for the API of Trifacta, attacked', () => {
  let server: OpenServer;
  let calls = 0;
  const faults: unknown[] = [];
  before(async () => {
    const part = makeTrifactaPart({
      token,
      assumptions: { jobGroupsSuccess: { status: 200, members: ['id'] } },
      // An hour for each call, so that the limit of T-258 is out of the way.
      now: () => {
        calls += 1;
        return calls * hourMs;
      },
      onCall: () => undefined,
    });
    server = await openServer({ parts: [part], port: 0, onFault: (error) => faults.push(error) });
  });
  after(() => server.close());

  describeHostileRequests(() => ({
    port: server.port,
    path: '/trifacta/v4/jobGroups',
    authorization: `Bearer ${token}`,
    body: '{"wrangledDataset":{"id":4}}',
    maxBodyBytes: 1024 * 1024,
  }));

  it('had no fault of its own in all that', () => {
    expect(faults).to.deep.equal([]);
  });

  it('gives a refusal an id of its own too (T-260)', async () => {
    const ask = () => fetch(`${server.url}/trifacta/v4/jobGroups`, { method: 'POST' });

    const [first, second] = [await ask(), await ask()].map(({ headers }) => headers.get('x-trifacta-request-id'));
    expect(first).to.match(/^[0-9a-f-]{36}$/);
    expect(first).to.not.equal(second);
  });
});
