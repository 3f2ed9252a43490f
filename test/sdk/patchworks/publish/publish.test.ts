import { expect } from 'chai';
import { patchworksPublisher } from '../../../../sdk/patchworks/publish/publisher.ts';
import { patchworksStandIn } from '../../../../sdk/patchworks/stand-in/stand-in.ts';
import type { Wanted } from '../../../../sdk/publisher.ts';
import { cutOffEverywhere, printTable } from '../../cut-off-publisher.ts';
import {
  type DrivenPlatform,
  drive,
  newLedger,
  openRemote,
  publishOnce,
  type RemoteWorld,
} from '../../drive-publisher.ts';

const platform: DrivenPlatform = { publisher: patchworksPublisher, standIn: patchworksStandIn };

function want(content: string, settings: Wanted['settings'] = {}): Wanted {
  return { name: 'order-total', contract: 'patchworks/script', content, functionName: null, settings };
}

/** A script that the stand-in holds already, as somebody else made it. */
function seedScript(world: RemoteWorld, name: string, content: string): number {
  const { body } = world.send({ method: 'POST', path: '/api/v1/scripts', body: { name, content, language: 'node18' } });
  return (body as unknown as { data: { id: number } }).data.id;
}

function versionsIn(world: RemoteWorld): readonly unknown[] {
  return world.store.list('script-versions').map(({ id }) => {
    const answer = world.send({ method: 'GET', path: `/api/v1/script-versions/${id}?include=content` });
    const { script_id, version, status, content } = (answer.body as unknown as { data: Record<string, unknown> }).data;
    return { script_id, version, status, content };
  });
}

describe('publishing a script to Patchworks', () => {
  it('makes a script that is not there, deploys its version and waits for it (P-822, P-828, P-851, P-852)', () => {
    const world = openRemote(platform);
    const ledger = newLedger();

    const end = publishOnce(platform, world, want('one', { description: 'Totals' }), ledger);

    expect(end).to.deep.include({ status: 'done', steps: ['create-script', 'deploy-version'] });
    expect(world.store.list('scripts')[0]).to.deep.include({
      name: 'order-total',
      description: 'Totals',
      language: 'node18',
    });
    expect(versionsIn(world)).to.deep.equal([{ script_id: 1, version: 1, status: 'Deployed', content: 'one' }]);
    expect(ledger.ids).to.deep.include({ script: 1, version: 1 });
  });

  it('adds a version where the content differs, and the former one becomes inactive (P-801, P-807, P-824)', () => {
    const { world, ledger } = published('one');

    const end = publishOnce(platform, world, want('two'), ledger);

    expect(end).to.deep.include({ status: 'done', steps: ['create-version', 'deploy-version'] });
    expect(versionsIn(world)).to.deep.equal([
      { script_id: 1, version: 1, status: 'Inactive', content: 'one' },
      { script_id: 1, version: 2, status: 'Deployed', content: 'two' },
    ]);
  });

  it('changes nothing where the platform holds the content, known or not (P-851)', () => {
    const { world, ledger } = published('one');

    expect(publishOnce(platform, world, want('one'), ledger)).to.deep.include({ status: 'done', steps: [] });
    expect(publishOnce(platform, world, want('one'), newLedger())).to.deep.include({ status: 'done', steps: [] });
  });

  it('finds the script of exactly the name among those that the filter lets through, on any page (P-820, P-850)', () => {
    const world = openRemote(platform);
    for (let n = 0; n < 101; n += 1) seedScript(world, `order-total ${n}`, 'other');
    const id = seedScript(world, 'order-total', 'mine');

    const end = publishOnce(platform, world, want('mine'), newLedger());

    expect(end).to.deep.include({ status: 'done', steps: ['deploy-version'] });
    expect(world.store.list('script-versions').filter(({ script_id }) => script_id === id)).to.have.length(1);
  });

  it('refuses a name that is taken by a script that is not from here, and takes it over with --force', () => {
    const world = openRemote(platform);
    seedScript(world, 'order-total', 'theirs');
    const ledger = newLedger();

    const end = publishOnce(platform, world, want('mine'), ledger);
    expect(end.status === 'refused' && end.refusal).to.deep.include({
      whose: 'remote',
      message: 'the account has a script called "order-total" already (1), and it is not from here',
      forcible: true,
    });
    expect(world.store.list('script-versions')).to.have.length(1);

    publishOnce(platform, world, want('mine'), ledger, { force: true });
    expect(versionsIn(world)).to.deep.equal([
      { script_id: 1, version: 1, status: 'Draft', content: 'theirs' },
      { script_id: 1, version: 2, status: 'Deployed', content: 'mine' },
    ]);
  });

  it('refuses where several scripts have the name, and lists their ids', () => {
    const world = openRemote(platform);
    for (const content of ['a', 'b']) seedScript(world, 'order-total', content);

    const end = publishOnce(platform, world, want('mine'), newLedger(), { force: true });

    expect(end.status === 'refused' && end.refusal).to.deep.include({
      message: 'the account has 2 scripts called "order-total"',
      next: ['Rename all but one of them, or pull the right one: 1, 2.'],
    });
  });

  it('refuses where the newest version was made by somebody else since, and goes over it with --force', () => {
    const { world, ledger } = published('one');
    world.send({ method: 'POST', path: '/api/v1/scripts/1/script-versions', body: { content: 'theirs' } });

    const end = publishOnce(platform, world, want('two'), ledger);
    expect(end.status === 'refused' && end.refusal.message).to.equal(
      'the script "order-total" was changed on the platform since it was pulled or published last: its newest version is v2',
    );
    expect(publishOnce(platform, world, want('two'), ledger, { force: true }).status).to.equal('done');
    expect(versionsIn(world).at(-1)).to.deep.include({ version: 3, content: 'two', status: 'Deployed' });
  });

  it('refuses a script that was deleted on the platform, and makes it anew with --force', () => {
    const { world, ledger } = published('one');
    world.store.remove('scripts', '1');
    world.store.remove('script-versions', '1');

    const end = publishOnce(platform, world, want('one'), ledger);
    expect(end.status === 'refused' && end.refusal.message).to.equal(
      'the script "order-total" (1) was deleted on the platform',
    );
    expect(publishOnce(platform, world, want('one'), ledger, { force: true }).status).to.equal('done');
    expect(ledger.ids['script']).to.equal(2);
  });

  it('tells why a deployment failed, leaves the former version in use, and deploys again with --force (P-852)', () => {
    const { world, ledger } = published('one');

    const end = publishOnce(platform, world, want('SYNTAX ERROR'), ledger);
    expect(end.status === 'refused' && end.refusal.message).to.equal(
      'order-total: the platform could not deploy v2: line 1: unexpected token (P-852)',
    );
    expect(versionsIn(world)).to.deep.include({ script_id: 1, version: 1, status: 'Deployed', content: 'one' });

    const before = world.log.filter((line) => line.includes('/deploy')).length;
    expect(publishOnce(platform, world, want('SYNTAX ERROR'), ledger).status).to.equal('refused');
    expect(world.log.filter((line) => line.includes('/deploy'))).to.have.length(before);
    const forced = publishOnce(platform, world, want('SYNTAX ERROR'), ledger, { force: true });
    expect(forced.status).to.equal('refused');
    expect(world.log.filter((line) => line.includes('/deploy'))).to.have.length(before + 1);

    expect(publishOnce(platform, world, want('three'), ledger).status).to.equal('done');
  });

  it('gives up on a deployment that takes too long, and goes on from there the next time (P-852)', () => {
    const slow = { ...platform, assumptions: { standInDeployMs: 500_000 } };
    const world = openRemote(slow);
    const ledger = newLedger();
    const began = world.now();

    const end = publishOnce(slow, world, want('one'), ledger);
    expect(end.status === 'refused' && end.refusal.message).to.equal(
      'order-total: v1 was made, but the platform did not finish deploying it in time (P-852)',
    );
    expect(world.now() - began).to.equal(300_000);
    expect(publishOnce(slow, world, want('one'), ledger)).to.deep.include({ status: 'done', steps: [] });
  });

  it('changes name, description and language of a script that is known, each once (P-823)', () => {
    const { world, ledger } = published('one');
    const settings = { name: 'order totals', description: 'Adds up', language: 'node20' };

    expect(publishOnce(platform, world, want('one', settings), ledger)).to.deep.include({
      status: 'done',
      steps: ['change-properties'],
    });
    expect(world.store.list('scripts')).to.have.length(1);
    expect(world.store.get('scripts', '1')).to.deep.include(settings);
  });

  it('refuses to rename a script to the name of another one', () => {
    const { world, ledger } = published('one');
    seedScript(world, 'taken', 'x');

    const end = publishOnce(platform, world, want('one', { name: 'taken' }), ledger, { force: true });

    expect(end.status === 'refused' && end.refusal.message).to.equal(
      '"taken" cannot be the name of the script 1: another one has it (2)',
    );
  });

  it('copies the language from a template of the account, else takes the option (P-829, P-846)', () => {
    const languageOf = (assumptions: Readonly<Record<string, string>>, template?: string): unknown => {
      const driven = { ...platform, assumptions };
      const world = openRemote(driven);
      if (template !== undefined) world.store.put('script-templates', '1', { id: 1, name: 'T', language: template });
      publishOnce(driven, world, want('one'), newLedger());
      return world.store.get('scripts', '1')?.['language'];
    };

    expect(languageOf({}, 'javascript-node-20')).to.equal('javascript-node-20');
    expect(languageOf({}, 'python3')).to.equal('node18');
    expect(languageOf({ languageId: 'js' })).to.equal('js');
  });

  it('adds the first version by itself where a create takes no content (P-822)', () => {
    const driven = { ...platform, assumptions: { createScriptFields: ['name', 'language'] } };
    const world = openRemote(driven);

    const end = publishOnce(driven, world, want('one'), newLedger());

    expect(end).to.deep.include({ status: 'done', steps: ['create-script', 'create-version', 'deploy-version'] });
    expect(versionsIn(world)).to.deep.equal([{ script_id: 1, version: 1, status: 'Deployed', content: 'one' }]);
  });

  it('makes one version where a script does not show its versions (P-844)', () => {
    const silent: DrivenPlatform = {
      ...platform,
      standIn: {
        ...patchworksStandIn,
        open(world) {
          const { answer } = patchworksStandIn.open(world);
          return { answer: (request) => answer({ ...request, query: withoutVersions(request.query) }) };
        },
      },
    };
    const world = openRemote(silent);
    const ledger = newLedger();
    publishOnce(silent, world, want('one', {}), ledger);

    expect(publishOnce(silent, world, want('two'), ledger)).to.deep.include({
      status: 'done',
      steps: ['create-version', 'deploy-version'],
    });
    expect(publishOnce(silent, world, want('two'), ledger)).to.deep.include({ status: 'done', steps: [] });
  });

  it('deploys at the path of the option (P-828)', () => {
    const driven = { ...platform, assumptions: { deployPath: '/versions/{id}/go' } };
    const world = openRemote(driven);

    expect(publishOnce(driven, world, want('one'), newLedger()).status).to.equal('done');
    expect(world.log).to.include('POST /api/v1/versions/1/go');
  });

  it('reports every place that is still pinned to an older version (P-803, P-804, P-830)', () => {
    const { world, ledger } = published('one');
    seedPins(world);
    const settings = { flowVersions: [7, 8] };

    const end = publishOnce(platform, world, want('two', settings), ledger);

    expect(end.status === 'done' && end.says).to.deep.equal([
      'deployed v2; 1 pinned place still on v1 (flow version 7, step "Get orders", response script)',
      'Pick v2 there: endpoints, authentications and connectors keep the version that was picked (P-803).',
    ]);
    expect(end.status === 'done' && end.notes).to.deep.equal([
      'flow version 7, step "Get orders", response script is pinned to v1',
      'flow version 8 is not there, so its pins are not known',
    ]);
  });

  it('says where nobody has looked for pins (P-803, P-804)', () => {
    const end = publishOnce(platform, openRemote(platform), want('one'), newLedger());

    expect(end.status === 'done' && end.says[0]).to.equal(
      'deployed v1; endpoints, authentications and connectors keep the version that was picked (P-803)',
    );
  });

  it('refuses a script that makes a request above 8 MB before anything is sent (P-815)', () => {
    const world = openRemote(platform);

    const end = publishOnce(platform, world, want('é'.repeat(4 * 1024 * 1024)), newLedger());

    expect(end.status === 'refused' && end.refusal.whose).to.equal('user');
    expect(world.log).to.deep.equal([]);
  });

  it('sends a key as it is, a token with its Bearer, and JSON both ways (P-810, P-811)', () => {
    expect(patchworksPublisher.headers('key-1')).to.deep.equal([
      { name: 'Authorization', value: 'key-1' },
      { name: 'Accept', value: 'application/json' },
      { name: 'Content-Type', value: 'application/json' },
    ]);
    expect(patchworksPublisher.headers('Bearer t')[0]?.value).to.equal('Bearer t');
  });

  it('stops at a wrong key before anything is changed (P-811, P-815)', () => {
    const world = openRemote(platform);

    const end = publishOnce(platform, world, want('one'), newLedger(), { credential: 'wrong' });

    expect(end).to.deep.include({ status: 'failed', code: 401 });
    expect(world.log).to.have.length(1);
  });

  it('reads errors of any shape (P-816)', () => {
    const { readError } = patchworksPublisher;

    expect(readError({ message: 'No.', errors: { name: ['is empty'], content: ['is missing'] } })).to.equal(
      'No.; is empty; is missing',
    );
    for (const body of [undefined, null, 7, 'x', [], {}, { errors: null }, { errors: 3 }]) {
      expect(readError(body)).to.equal(undefined);
    }
  });

  it('lists and reads versions by id or label (P-821, P-825)', () => {
    const { world, ledger } = published('one');
    publishOnce(platform, world, want('two'), ledger);
    const { versions, readVersion } = patchworksPublisher;
    if (versions === undefined || readVersion === undefined) throw new Error('it has no versions');

    expect(
      drive(platform, world, versions(ledger.ids)).map(({ id, label, status }) => [id, label, status]),
    ).to.deep.equal([
      [2, 'v2', 'Deployed'],
      [1, 'v1', 'Inactive'],
    ]);
    expect(drive(platform, world, readVersion(ledger.ids, 'v1'))).to.equal('one');
    expect(drive(platform, world, readVersion(ledger.ids, '2'))).to.equal('two');
    expect(() => drive(platform, world, readVersion(ledger.ids, 'v9'))).to.throw('the script has no version "v9"');
  });

  it('pulls scripts with the content of their newest version', () => {
    const world = openRemote(platform);
    seedScript(world, 'a', 'first');
    world.send({ method: 'POST', path: '/api/v1/scripts/1/script-versions', body: { content: 'second' } });
    seedScript(world, 'b', 'other');
    const { list, openPull } = patchworksPublisher;
    if (list === undefined || openPull === undefined) throw new Error('it pulls nothing');

    const scripts = drive(platform, world, list());
    const pull = drive(platform, world, openPull());

    expect(scripts.map((script) => drive(platform, world, pull(script)))).to.deep.equal([
      { ids: { script: 1, version: 2 }, name: 'a', content: 'second', uses: [] },
      { ids: { script: 2, version: 3 }, name: 'b', content: 'other', uses: [] },
    ]);
  });

  it('reads numbers that come as texts and answers without an envelope (P-844)', () => {
    const { versions } = patchworksPublisher;
    const script = { id: '4', versions: [{ id: '9', version: '2', status: 'Draft', deploying: 0 }] };

    const machine = versions?.({ script: '4' });
    machine?.next();

    expect(machine?.next({ kind: 'answer', status: 200, headers: [], body: script }).value).to.deep.equal([
      { id: 9, label: 'v2', status: 'Draft', createdAt: null },
    ]);
  });
});

describe('a publication to Patchworks that is cut off', () => {
  const seen = (world: RemoteWorld): unknown => ({
    scripts: world.store.list('scripts').map(({ name, description }) => ({ name, description })),
    versions: versionsIn(world),
  });
  const cases = {
    'that makes a script': { wanted: want('one') },
    'that adds a version': {
      wanted: want('two', { description: 'New', flowVersions: [7] }),
      prepare: (world: RemoteWorld, ledger: ReturnType<typeof newLedger>) => {
        publishOnce(platform, world, want('one'), ledger);
        seedPins(world);
      },
    },
    'whose script gets its content apart': {
      wanted: want('one'),
      platform: { ...platform, assumptions: { createScriptFields: ['name', 'language'] } },
    },
    'that makes a deleted script anew': {
      wanted: want('two'),
      force: true,
      prepare: (world: RemoteWorld, ledger: ReturnType<typeof newLedger>) => {
        publishOnce(platform, world, want('one'), ledger);
        world.store.remove('scripts', '1');
        world.store.remove('script-versions', '1');
      },
    },
  };

  for (const [name, cut] of Object.entries(cases)) {
    it(`${name} ends right, and nothing is there twice, wherever it was cut off`, () => {
      const rows = cutOffEverywhere({ platform, inspect: seen, ...cut });

      expect(rows.length).to.be.greaterThan(12);
      expect(
        rows.filter(({ isRight }) => !isRight),
        printTable(rows),
      ).to.deep.equal([]);
      if (process.env['HOOKSMITH_TABLES'] !== undefined) console.log(printTable(rows));
    });
  }
});

function published(content: string): { readonly world: RemoteWorld; readonly ledger: ReturnType<typeof newLedger> } {
  const world = openRemote(platform);
  const ledger = newLedger();
  publishOnce(platform, world, want(content), ledger);
  return { world, ledger };
}

function withoutVersions(query: URLSearchParams): URLSearchParams {
  const left = new URLSearchParams(query);
  if (left.get('include')?.includes('versions') === true) left.delete('include');
  return left;
}

/** A flow whose connector uses version 1 of script 1, and a step that uses another script. */
function seedPins(world: RemoteWorld): void {
  const other = seedScript(world, 'another', 'x');
  const version = world.store.list('script-versions').find(({ script_id }) => script_id === other)?.['id'] ?? 0;
  world.store.put('flow-versions', '7', {
    id: 7,
    steps: [
      {
        id: 70,
        name: 'Start',
        children: [
          { id: 71, name: 'Get orders', response_script_version_id: 1 },
          { id: 72, name: 'Sum', script_version_id: version },
        ],
      },
    ],
  });
}
