import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { type Listening, listen, sendWebhook } from './listening.ts';

describe('a webhook of a Trifacta flow', () => {
  let receiver: Listening;
  const open = async (...statuses: number[]): Promise<string> => {
    receiver = await listen(statuses.length === 0 ? [200] : statuses);
    return receiver.url;
  };
  afterEach(() => receiver.close());

  const rows: readonly (readonly [
    event: string,
    outputs: readonly string[] | null,
    results: JsonValue,
    fires: boolean,
  ])[] = [
    ['success', null, { stock: 'success' }, true],
    ['success', null, { stock: 'failed' }, false],
    ['failure', null, { stock: 'success' }, false],
    ['failure', null, { stock: 'failed' }, true],
    ['any', null, { stock: 'success' }, true],
    ['any', null, { stock: 'failed' }, true],
    ['failure', ['stock_clean'], { stock_clean: 'failed' }, true],
    ['failure', ['stock_clean'], { stock_clean: 'success' }, false],
    ['failure', ['stock_clean'], { stock_all: 'failed' }, false],
    ['any', ['stock_clean'], { stock_all: 'success' }, false],
    ['success', ['stock_clean', 'stock_all'], { stock_clean: 'failed', stock_all: 'success' }, true],
    ['any', null, {}, false],
    ['any', ['constructor'], {}, false],
  ];
  for (const [event, outputs, results, fires] of rows) {
    const when = { event, ...(outputs === null ? {} : { outputs: [...outputs] }) };
    it(`A37: ${JSON.stringify(when)} ${fires ? 'fires once' : 'does not fire'} for ${JSON.stringify(results)} (T-171, T-172, T-282)`, async () => {
      const url = await open();

      const sent = await sendWebhook({ url, when }, { input: { outputs: results } });

      expect([sent.status, receiver.seen.length]).to.deep.equal(['success', fires ? 1 : 0]);
      expect(sent.series[0]?.status).to.equal(fires ? 'success' : 'skipped');
    });
  }

  it('has the parameters of an HTTP task: no secret key, no signature; retry off, one attempt (T-170, T-282)', async () => {
    const url = await open(500);
    const headers = { 'Content-Type': 'application/json' };

    const sent = await sendWebhook(
      { url, headers, body: '{"text":"Northbeam stock job ended badly"}', when: { event: 'failure' } },
      { input: { outputs: { stock_clean: 'failed' } } },
    );

    expect([sent.status, receiver.seen.length]).to.deep.equal(['failed', 1]);
    expect(receiver.seen[0]?.body.toString()).to.equal('{"text":"Northbeam stock job ended badly"}');
    expect(receiver.seen[0]?.headers).to.not.have.property('x-webhook-signature');
  });

  it('marks its retries with the header of tasks, or with another when told to (T-174)', async () => {
    const url = await open(500);
    const setup = { url, when: { event: 'any' }, retry: { enabled: true, retries: 1 } };
    const input = { outputs: { stock: 'success' } };

    const preset = await sendWebhook(setup, { input });
    await sendWebhook(setup, { input, assumptions: { webhookGuidHeader: 'X-Webhook-Guid' } });

    expect(receiver.seen[1]?.headers).to.have.property('x-http-task-guid');
    expect(receiver.seen[3]?.headers).to.have.property('x-webhook-guid');
    expect(receiver.seen[3]?.headers).to.not.have.property('x-http-task-guid');
    expect(preset.assumed).to.include('T-174');
  });

  it('speaks of its trigger by the labels of the platform (T-173)', async () => {
    const url = await open();
    const setup = { url, when: { event: 'failure', outputs: ['stock_clean'] } };

    const preset = await sendWebhook(setup, { input: { outputs: { stock_clean: 'failed' } } });
    const chosen = await sendWebhook(setup, { assumptions: { triggerLabels: { event: 'When', object: 'For' } } });

    expect(preset.log.map(({ text }) => text).join('\n')).to.include(
      'Trigger event failure, Trigger object stock_clean',
    );
    expect(chosen.series[0]?.says).to.include('When failure, For stock_clean');
  });

  it('is tested whatever it waits for (T-126, T-252)', async () => {
    const url = await open();

    const sent = await sendWebhook({ url, when: { event: 'failure' } }, { input: { test: true } });

    expect([sent.status, receiver.seen.length, sent.output]).to.deep.equal(['success', 1, null]);
  });

  it('is described under names of our own, unknown ones are refused (T-256)', async () => {
    const url = await open();

    const wrong = sendWebhook({ url, when: { event: 'any' }, triggerEvent: 'any' });

    expect(await wrong.catch((error: Error) => error.message)).to.include('triggerEvent');
  });
});
