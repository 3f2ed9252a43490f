import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import type { StandInAnswer } from '../../../../sdk/stand-in.ts';
import { trifactaStandIn } from '../../../../sdk/trifacta/stand-in/stand-in.ts';
import { defaultsOf, MemoryStore, token } from '../../drive-publisher.ts';

const webhook = {
  flow: 12,
  name: 'Stock ready',
  method: 'POST',
  url: 'https://alerts.northbeam.example/stock',
  body: '{}',
  secretKey: 'northbeam-demo-key',
  when: { event: 'any' },
};

type Call = (method: string, path: string, body?: JsonValue) => StandInAnswer;

function open(
  assumptions: Readonly<Record<string, JsonValue>> = {},
  store = new MemoryStore(),
): { readonly call: Call; readonly clock: { ms: number }; readonly store: MemoryStore } {
  const clock = { ms: 1_000_000 };
  let chance = 0;
  const standIn = trifactaStandIn.open({
    store,
    now: () => clock.ms,
    random: () => {
      chance = (chance + 0.37) % 1;
      return chance;
    },
    url: 'http://127.0.0.1:3005',
    token,
    checkScript: () => null,
    assumptions: { ...defaultsOf(trifactaStandIn.assumptions), ...assumptions },
  });
  const call: Call = (method, path, body) =>
    standIn.answer({
      method,
      path,
      query: new URLSearchParams(),
      headers: [],
      body: body === undefined ? '' : JSON.stringify(body),
    });
  return { call, clock, store };
}

describe("the stand-in for Trifacta's API", () => {
  it('makes a webhook, shows it without its secret key and deletes it (T-250, T-251, T-256)', () => {
    const { call } = open();
    const { secretKey: _secretKey, ...shown } = webhook;

    const made = call('POST', '/v4/webhookFlowTasks', webhook);
    expect([made.status, made.body]).to.deep.equal([201, { ...shown, id: 1 }]);
    expect(call('GET', '/v4/webhookFlowTasks/1').body).to.deep.equal({ ...shown, id: 1 });
    expect(call('DELETE', '/v4/webhookFlowTasks/1').status).to.equal(204);
  });

  it('has no route that lists or changes webhooks (T-251)', () => {
    const { call } = open();
    call('POST', '/v4/webhookFlowTasks', webhook);

    for (const [method, path] of [
      ['GET', '/v4/webhookFlowTasks'],
      ['PUT', '/v4/webhookFlowTasks/1'],
      ['PATCH', '/v4/webhookFlowTasks/1'],
    ] as const) {
      expect(call(method, path, webhook).status, `${method} ${path}`).to.equal(404);
    }
  });

  it('answers 404 for what never was, 410 for what was deleted, and gives no id twice (T-261)', () => {
    const { call } = open();
    call('POST', '/v4/webhookFlowTasks', webhook);
    call('DELETE', '/v4/webhookFlowTasks/1');

    expect(call('GET', '/v4/webhookFlowTasks/1').status).to.equal(410);
    expect(call('DELETE', '/v4/webhookFlowTasks/1').status).to.equal(410);
    expect(call('GET', '/v4/webhookFlowTasks/2').status).to.equal(404);
    expect(call('POST', '/v4/webhookFlowTasks', webhook).body).to.have.property('id', 2);
  });

  for (const [what, change] of Object.entries({
    'no flow': { flow: null },
    'a flow that is a text': { flow: '12' },
    'no name': { name: '' },
    'no address': { url: null },
    'an unknown method': { method: 'FETCH' },
    'an unknown event': { when: { event: 'sometimes' } },
  })) {
    it(`answers 400 with an exception to a webhook with ${what} (T-259, T-261)`, () => {
      const { call, store } = open();

      const answer = call('POST', '/v4/webhookFlowTasks', { ...webhook, ...change });

      expect(answer.status).to.equal(400);
      expect(answer.body).to.have.nested.property('exception.name', 'BadRequestException');
      expect(store.list('webhook-flow-tasks')).to.deep.equal([]);
    });
  }

  it('takes 50 webhooks a flow, or as many as the option says (T-137)', () => {
    const { call } = open({ maxWebhooksPerFlow: 2 });
    call('POST', '/v4/webhookFlowTasks', webhook);
    call('POST', '/v4/webhookFlowTasks', webhook);

    expect(call('POST', '/v4/webhookFlowTasks', webhook).status).to.equal(400);
    expect(call('POST', '/v4/webhookFlowTasks', { ...webhook, flow: 13 }).status).to.equal(201);
    expect(trifactaStandIn.assumptions['maxWebhooksPerFlow']?.default).to.equal(50);
  });

  it('answers the Test button and sends nothing (T-252)', () => {
    const { call } = open();

    expect(call('POST', '/v4/webhooks/test', webhook)).to.deep.include({
      status: 200,
      body: {
        sent: false,
        message: 'The stand-in sends nothing. It would be POST https://alerts.northbeam.example/stock.',
      },
    });
    expect(call('POST', '/v4/webhooks/test', { name: 'x' }).status).to.equal(400);
    expect(call('POST', '/v4/webhooks/test').status).to.equal(400);
  });

  it('takes 30 jobs a minute, then answers 429 with x-retry-after (T-255, T-257, T-258)', () => {
    const { call, clock } = open();
    const job = { wrangledDataset: { id: 4 } };

    for (let n = 0; n < 30; n += 1) expect(call('POST', '/v4/jobGroups', job).body).to.have.property('id', 901 + n);
    const late = call('POST', '/v4/jobGroups', job);
    expect([late.status, late.headers?.['x-retry-after']]).to.deep.equal([429, '60']);
    clock.ms += 60_000;
    expect(call('POST', '/v4/jobGroups', job).body).to.have.property('id', 931);
  });

  it('goes on with the ids of jobs and webhooks where an earlier run has ended', () => {
    const { call, store } = open();
    call('POST', '/v4/jobGroups', { wrangledDataset: { id: 4 } });
    call('POST', '/v4/webhookFlowTasks', webhook);

    const { call: later } = open({}, store);

    expect(later('POST', '/v4/jobGroups', { wrangledDataset: { id: 4 } }).body).to.have.property('id', 902);
    expect(later('GET', '/v4/webhookFlowTasks/1').status).to.equal(200);
  });

  it('gives every response a request id of its own, refusals too (T-260)', () => {
    const { call } = open();
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

    const answers = [
      call('GET', '/'),
      call('POST', '/v4/webhookFlowTasks', webhook),
      call('POST', '/v4/jobGroups'),
      trifactaStandIn.refuse(401, 'No.', {}, () => 0.4),
    ];
    const ids = answers.map(({ headers }) => headers?.['x-trifacta-request-id'] ?? '');

    expect(ids.filter((id) => !uuid.test(id))).to.deep.equal([]);
    expect(new Set(ids).size).to.equal(4);
  });

  it('takes a bearer token only (T-257)', () => {
    const find = (value: string): string | undefined =>
      trifactaStandIn.findToken({ headers: [{ name: 'Authorization', value }], query: new URLSearchParams() });

    expect([find('Bearer nb'), find('bearer nb'), find('nb'), find('Basic nb')]).to.deep.equal([
      'nb',
      'nb',
      undefined,
      undefined,
    ]);
  });
});
