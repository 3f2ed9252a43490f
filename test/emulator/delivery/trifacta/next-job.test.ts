import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { trifactaStandIn } from '../../../../sdk/trifacta/stand-in/stand-in.ts';
import { type StartedStandIn, startStandIn } from '../../server/start-stand-in.ts';
import { listen, sendTask } from './listening.ts';

const body = '{"wrangledDataset":{"id":4}}';

describe('the uses of a Trifacta HTTP task', () => {
  let nowMs = 0;
  let standIn: StartedStandIn;

  beforeEach(async () => {
    nowMs = 0;
    standIn = await startStandIn({ standIn: trifactaStandIn, now: () => nowMs });
  });
  afterEach(() => standIn.server.close());

  const startJob = (more: Readonly<Record<string, JsonValue>> = {}) =>
    sendTask({
      name: 'Start the next job',
      url: `${standIn.url}/v4/jobGroups`,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${standIn.token}` },
      body,
      ...more,
    });

  it('A38: a message to Slack is a POST of one text as JSON, with references in it (T-270)', async () => {
    const slack = await listen([{ status: 200, body: 'ok' }]);

    await sendTask(
      {
        url: `${slack.url}/services/T000/B000/XXXX`,
        headers: { 'Content-Type': 'application/json' },
        body: '{"text":"Run {{$plan.runId}} of {{$plan.name}} has completed."}',
      },
      { input: { $plan: { name: 'Nightly', runId: 71 } } },
    );
    await slack.close();

    const [seen] = slack.seen;
    expect([seen?.method, seen?.headers['content-type']]).to.deep.equal(['POST', 'application/json']);
    expect(JSON.parse(seen?.body.toString() ?? '')).to.deep.equal({ text: 'Run 71 of Nightly has completed.' });
  });

  it('A39: the next job is a POST to /v4/jobGroups with a bearer token and the id of a recipe (T-103, T-255, T-257, T-262, T-271, T-284)', async () => {
    const sent = await startJob();

    expect(sent.status).to.equal('success');
    expect(sent.output).to.have.nested.property('$http_ax.statusCode', 201);
    expect(sent.output).to.have.deep.nested.property('$http_ax.response.json', { id: 901, jobGraph: {}, jobs: {} });
    expect(sent.output).to.have.nested.property('$http_ax.response.headers.x-trifacta-request-id'); // T-260
  });

  it('A40: the 31st job of a minute is answered 429 with x-retry-after and an exception, and fails the task (T-258, T-259, T-284, H-234)', async () => {
    for (let count = 0; count < 30; count += 1) await startJob();
    nowMs = 48_000;

    const failed = await startJob();
    const retried = await startJob({ retry: { enabled: true, retries: 1 } });

    expect(standIn.records.map(({ status }) => status)).to.deep.equal([
      ...Array.from({ length: 30 }, () => 201),
      429,
      429,
      429,
    ]);
    expect(failed.status).to.equal('failed');
    const [attempt] = failed.series[0]?.attempts ?? [];
    expect(attempt?.outcome).to.have.nested.property('response.status', 429);
    expect(failed.output).to.have.nested.property('$http_ax.response.headers.x-retry-after', '12');
    expect(failed.output).to.have.nested.property('$http_ax.response.json.exception.name', 'TooManyRequestsException');
    const [first] = retried.series[0]?.attempts ?? [];
    expect([first?.retryAfterMs, first?.delay?.ms]).to.deep.equal([12_000, 1000]);
  });

  const wrong: readonly (readonly [what: string, more: Readonly<Record<string, JsonValue>>, status: number])[] = [
    ['another token', { headers: { 'Content-Type': 'application/json', Authorization: 'Bearer another' } }, 401],
    ['no JSON content type', { headers: { Authorization: 'Bearer a-token-of-the-stand-in' } }, 415],
    ['a body that is no JSON', { body: '{"wrangledDataset":' }, 400],
    ['an id that is a text', { body: '{"wrangledDataset":{"id":"4"}}' }, 400],
  ];
  for (const [what, more, status] of wrong) {
    it(`answers ${status} to ${what}, with a request id and an exception (T-257, T-260, T-261)`, async () => {
      const { output } = await startJob(more);

      expect(output).to.have.nested.property('$http_ax.statusCode', status);
      expect(output).to.have.nested.property('$http_ax.response.json.exception.name');
      expect(output).to.have.nested.property('$http_ax.response.headers.x-trifacta-request-id');
    });
  }

  it('answers 404 to the route with an id in its path (T-255, T-261)', async () => {
    const { output } = await startJob({ url: `${standIn.url}/v4/jobGroups/4` });

    expect(output).to.have.nested.property('$http_ax.statusCode', 404);
  });
});
