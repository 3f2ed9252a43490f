import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import type { Wanted } from '../../../../sdk/publisher.ts';
import { trifactaPublisher } from '../../../../sdk/trifacta/publish/publisher.ts';
import { trifactaStandIn } from '../../../../sdk/trifacta/stand-in/stand-in.ts';
import { cutOffEverywhere, printTable } from '../../cut-off-publisher.ts';
import {
  type DrivenPlatform,
  type Ledger,
  newLedger,
  openRemote,
  publishOnce,
  type RemoteWorld,
  type RunEnd,
} from '../../drive-publisher.ts';

const platform: DrivenPlatform = { publisher: trifactaPublisher, standIn: trifactaStandIn };

const stockReady = {
  name: 'Stock ready',
  when: { event: 'failure', outputs: ['stock_clean'] },
  method: 'POST',
  url: 'https://alerts.northbeam.example/stock',
  headers: { 'Content-Type': 'application/json', Authorization: { $secret: 'alerts' } },
  body: '{"text":"ended badly"}',
  secretKey: { $secret: 'signing' },
};

function want(changes: Readonly<Record<string, JsonValue>> = {}, flow = 12): Wanted {
  return {
    name: 'stock-ready',
    contract: 'trifacta/flow-webhook',
    content: JSON.stringify({ ...stockReady, ...changes }),
    functionName: null,
    settings: { flow },
  };
}

function webhooksIn(world: RemoteWorld): readonly unknown[] {
  return world.store.list('webhook-flow-tasks').map(({ id, flow, url }) => ({ id, flow, url }));
}

describe("publishing a webhook of Trifacta's flows", () => {
  it('makes it with its flow, under our own names, and leaves out what is set for the whole platform (T-250, T-256)', () => {
    const world = openRemote(platform);
    const ledger = newLedger();

    const end = publishOnce(platform, world, want({ platform: { forbiddenIPs: '10.0.0.1' } }), ledger);

    expect(end).to.deep.include({ status: 'done', steps: ['create-webhook'], says: ['webhook 1 belongs to flow 12'] });
    expect(world.store.get('webhook-flow-tasks', '1')).to.deep.equal({
      ...stockReady,
      headers: { 'Content-Type': 'application/json', Authorization: 'value of alerts' },
      secretKey: 'value of signing',
      flow: 12,
      id: 1,
    });
    expect(JSON.stringify(ledger.ids)).to.not.contain('value of');
  });

  it('changes nothing where nothing has changed, in whatever order members come', () => {
    const { world, ledger } = published();
    const { name, ...rest } = stockReady;
    const other = { ...want(), content: JSON.stringify({ ...rest, name }, null, 4) };

    expect(publishOnce(platform, world, other, ledger)).to.deep.include({ status: 'done', steps: [] });
    expect(webhooksIn(world)).to.have.length(1);
  });

  it('makes a new one for a change and then deletes the old one, as the API changes none (T-251)', () => {
    const { world, ledger } = published();

    const end = publishOnce(platform, world, want({ url: 'https://new.example/' }), ledger);

    expect(end).to.deep.include({ status: 'done', steps: ['create-webhook', 'delete-webhook'] });
    expect(webhooksIn(world)).to.deep.equal([{ id: 2, flow: 12, url: 'https://new.example/' }]);
    expect(ledger.ids).to.deep.include({ task: 2, leaving: [] });
  });

  it('counts another secret, or a member that was taken out, as a change', () => {
    const { world, ledger } = published();
    const { secretKey: _secretKey, ...bare } = stockReady;

    expect(publishOnce(platform, world, want({ secretKey: { $secret: 'other' } }), ledger)).to.deep.include({
      steps: ['create-webhook', 'delete-webhook'],
    });
    expect(publishOnce(platform, world, { ...want(), content: JSON.stringify(bare) }, ledger)).to.deep.include({
      steps: ['create-webhook', 'delete-webhook'],
    });
    expect(world.store.list('webhook-flow-tasks')[0]).to.not.have.property('secretKey');
  });

  it('refuses where somebody changed it on the platform, and replaces it with --force', () => {
    const { world, ledger } = published();
    change(world, 1, { url: 'https://theirs.example/' });

    const end = publishOnce(platform, world, want(), ledger);
    expect(end.status === 'refused' && end.refusal).to.deep.include({ whose: 'remote', forcible: true });
    expect(end.status === 'refused' && end.refusal.message).to.contain('"Stock ready" (1) is not as it was published');

    expect(publishOnce(platform, world, want(), ledger, { force: true }).status).to.equal('done');
    expect(webhooksIn(world)).to.deep.equal([{ id: 2, flow: 12, url: stockReady.url }]);
  });

  it('does not take what the platform adds for a change by somebody', () => {
    const { world, ledger } = published();
    change(world, 1, { lastFiredAt: '2031-02-04', creator: { id: 3 } });

    expect(publishOnce(platform, world, want(), ledger)).to.deep.include({ status: 'done', steps: [] });
  });

  it('refuses where it was deleted on the platform, and makes it anew with --force (T-251, T-261)', () => {
    const { world, ledger } = published();
    world.store.remove('webhook-flow-tasks', '1');

    const end = publishOnce(platform, world, want(), ledger);
    expect(end.status === 'refused' && end.refusal.message).to.equal(
      'the webhook "Stock ready" (1) was deleted on the platform',
    );
    expect(publishOnce(platform, world, want(), ledger, { force: true }).status).to.equal('done');
    expect(webhooksIn(world)).to.have.length(1);
  });

  it('never makes a second one after a lost answer, but asks for its id (T-251)', () => {
    const world = openRemote(platform);
    const ledger = newLedger();

    const end = publishOnce(platform, world, want(), ledger, { fault: { request: 1, what: 'the answer is lost' } });

    expect(end.status === 'refused' && end.refusal.next).to.deep.equal([
      'Look at the webhooks of flow 12 on the platform for the newest one called "Stock ready".',
      'If it is there, publish with --took ID. If it is not, publish with --again.',
    ]);
    expect(publishOnce(platform, world, want(), ledger, { force: true }).status).to.equal('refused');
    expect(webhooksIn(world)).to.have.length(1);
  });

  it('takes over no webhook that is visibly another one, and deletes it on no account', () => {
    const world = openRemote(platform);
    publishOnce(platform, world, want({ url: 'https://theirs.example/', name: 'Theirs' }), newLedger());
    const ledger: Ledger = { ...newLedger(), ids: { task: 1 } };

    expect(publishOnce(platform, world, want(), ledger).status).to.equal('refused');
    expect(publishOnce(platform, world, want(), ledger, { force: true }).status).to.equal('done');
    expect(webhooksIn(world)).to.deep.equal([
      { id: 1, flow: 12, url: 'https://theirs.example/' },
      { id: 2, flow: 12, url: stockReady.url },
    ]);
  });

  it('takes the word of the user for a webhook that shows none of our names (T-256)', () => {
    const world = openRemote(platform);
    world.store.put('webhook-flow-tasks', '7', { id: 7, httpVerb: 'post', target: 'https://x.example/' });
    const ledger: Ledger = { ...newLedger(), ids: { task: '7' } };

    expect(publishOnce(platform, world, want(), ledger)).to.deep.include({ status: 'done', steps: [] });
    expect(ledger.ids).to.deep.include({ task: 7 });
  });

  it('stops where the platform gives no id for what it took', () => {
    const { learn } = trifactaPublisher;
    const write = { says: '', step: 'create-webhook', request: { method: 'POST', path: '/', body: {} } } as const;
    const answer = { kind: 'answer', status: 201, headers: [], body: {} } as const;

    expect(() => learn({}, write, answer)).to.throw('the platform took the webhook and gave no id for it');
  });

  it('refuses what no webhook may have before anything is sent (T-122, T-130)', () => {
    const { check } = trifactaPublisher;

    expect(check(want({ certificates: ['x'] }))?.message).to.equal(
      'stock-ready: /setup/certificates is not supported (T-122)',
    );
    expect(check(want({ inputDataset: {} }))?.message).to.contain('(T-130)');
    expect(check(want())).to.equal(null);
  });

  it('reads exceptions, and waits as long as x-retry-after says (T-258, T-259)', () => {
    const { readError, retryAfter } = trifactaPublisher;

    expect(readError({ exception: { name: 'NotFoundException', message: 'None.' } })).to.equal(
      'NotFoundException: None.',
    );
    for (const body of [undefined, null, 7, [], {}, { exception: 3 }]) expect(readError(body)).to.equal(undefined);
    expect(retryAfter[0]).to.equal('x-retry-after');
  });

  it('fails with what the platform says where the flow has as many webhooks as it may (T-137)', () => {
    const full: DrivenPlatform = { ...platform, assumptions: { maxWebhooksPerFlow: 1 } };
    const world = openRemote(full);
    const ledger = newLedger();
    publishOnce(full, world, want(), ledger);

    const end = publishOnce(full, world, want({ body: '{}' }), ledger);

    expect(end).to.deep.equal({
      status: 'failed',
      code: 400,
      message: 'BadRequestException: Flow 12 has 1 webhooks, and may not have more.',
    });
    expect(publishOnce(full, world, want(), ledger)).to.deep.include({ status: 'done', steps: [] });
  });
});

describe('a publication to Trifacta that is cut off', () => {
  const cases = {
    'that makes a webhook': { wanted: want() },
    'that replaces a webhook': {
      wanted: want({ url: 'https://new.example/' }),
      prepare: (world: RemoteWorld, ledger: Ledger) => void publishOnce(platform, world, want(), ledger),
    },
    'that moves a webhook to another flow by force': {
      wanted: want({}, 13),
      force: true,
      prepare: (world: RemoteWorld, ledger: Ledger) => {
        publishOnce(platform, world, want(), ledger);
        change(world, 1, { url: 'https://theirs.example/' });
      },
    },
  };

  for (const [name, cut] of Object.entries(cases)) {
    it(`${name} ends right, and nothing is there twice, wherever it was cut off`, () => {
      const seen = (world: RemoteWorld): unknown =>
        world.store.list('webhook-flow-tasks').map(({ id: _id, ...rest }) => rest);

      const rows = cutOffEverywhere({ platform, inspect: seen, mend: lookAtTheFlow, ...cut });

      expect(
        rows.filter(({ isRight }) => !isRight),
        printTable(rows),
      ).to.deep.equal([]);
      if (process.env['HOOKSMITH_TABLES'] !== undefined) console.log(printTable(rows));
    });
  }
});

/** What a person does whom the refusal sends to the platform: `--took ID` where there is a new webhook, else `--again`. */
function lookAtTheFlow(end: RunEnd, world: RemoteWorld, ledger: Ledger): boolean {
  if (end.status !== 'refused' || !end.refusal.message.includes('no answer came')) return false;
  const known = [ledger.ids['task'], ...((ledger.ids['leaving'] ?? []) as readonly JsonValue[])];
  const news = world.store.list('webhook-flow-tasks').find(({ id }) => !known.includes(id ?? null));
  ledger.open.delete('create-webhook');
  if (news !== undefined) ledger.ids = { ...ledger.ids, task: news['id'] ?? null };
  return true;
}

function published(): { readonly world: RemoteWorld; readonly ledger: Ledger } {
  const world = openRemote(platform);
  const ledger = newLedger();
  publishOnce(platform, world, want(), ledger);
  return { world, ledger };
}

/** Changes a webhook as somebody does on the screens of the platform. */
function change(world: RemoteWorld, id: number, members: Readonly<Record<string, JsonValue>>): void {
  const found = world.store.get('webhook-flow-tasks', String(id)) ?? {};
  world.store.put('webhook-flow-tasks', String(id), { ...found, ...members });
}
