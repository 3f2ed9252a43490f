import { expect } from 'chai';
import { type Listening, listen, sendTask } from './listening.ts';

const input = { test: true };

describe('the Test button of a Trifacta HTTP task', () => {
  let receiver: Listening;
  const open = async (status: number): Promise<string> => {
    receiver = await listen([status]);
    return receiver.url;
  };
  afterEach(() => receiver.close());

  it('A32: reports success for 200, and keeps nothing as a run (T-126, T-128, T-281)', async () => {
    const url = await open(200);

    const sent = await sendTask({ url, code: 'ax' }, { input });

    expect([sent.status, sent.output]).to.deep.equal(['success', null]);
    expect(sent.log.at(-1)).to.deep.include({ text: 'success', rule: 'T-126' });
    expect(sent.assumed).to.include('T-128');
  });

  it('A32: passes 204 with a note, or fails it when told to (T-127, T-281)', async () => {
    const url = await open(204);

    const lenient = await sendTask({ url }, { input });
    const strict = await sendTask({ url }, { input, assumptions: { testPass: '200' } });

    expect(lenient.log.at(-1)).to.deep.include({ text: 'status is not 200', rule: 'T-127' });
    expect(lenient.assumed).to.include('T-127');
    expect([lenient.status, strict.status]).to.deep.equal(['success', 'failed']);
    expect(strict.series[0]?.rule).to.equal('T-127');
  });

  it('A32: fails 500 after one request, although the task would retry (T-126, T-128, T-281)', async () => {
    const url = await open(500);

    const sent = await sendTask({ url, retry: { enabled: true, retries: 3 } }, { input });

    expect([sent.status, receiver.seen.length, sent.output]).to.deep.equal(['failed', 1, null]);
    expect(sent.log.at(-1)?.text).to.include('the test failed');
  });

  it('retries a test when told to (T-128)', async () => {
    const url = await open(500);

    await sendTask({ url }, { input, assumptions: { testRetries: 2 } });

    expect(receiver.seen).to.have.length(3);
  });
});
