import { expect } from 'chai';
import { celigoPublisher } from '../../../../sdk/celigo/publish/publisher.ts';
import { celigoStandIn } from '../../../../sdk/celigo/stand-in/stand-in.ts';
import type { Assumptions, JsonValue } from '../../../../sdk/contract.ts';
import type { Wanted } from '../../../../sdk/publisher.ts';
import {
  type DrivenPlatform,
  type Ledger,
  newLedger,
  openRemote,
  publishOnce,
  type RemoteWorld,
  type RunEnd,
} from '../../drive-publisher.ts';

const platform: DrivenPlatform = { publisher: celigoPublisher, standIn: celigoStandIn };
const content = 'function postSubmit(options) {\n  return options.responseData;\n}\n';

type Settings = Readonly<Record<string, JsonValue>>;
type Json = Readonly<Record<string, JsonValue>>;

function want(settings: Settings = {}, changes: Partial<Wanted> = {}): Wanted {
  return {
    name: 'order-ids',
    contract: 'celigo/postSubmit',
    content,
    functionName: 'postSubmit',
    settings,
    ...changes,
  };
}

/** Makes a resource on the platform, as somebody else would, and gives its id. */
function make(world: RemoteWorld, kind: string, body: JsonValue): string {
  const { status, body: made } = world.send({ method: 'POST', path: `/v1/${kind}`, body });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(made)}`);
  return String((made as Json)['_id']);
}

function get(world: RemoteWorld, path: string): Json {
  return world.send({ method: 'GET', path: `/v1/${path}` }).body as Json;
}

function listScripts(world: RemoteWorld): readonly Json[] {
  return (world.send({ method: 'GET', path: '/v1/scripts' }).body ?? []) as readonly Json[];
}

function start(assumptions: Assumptions = {}): {
  readonly world: RemoteWorld;
  readonly ledger: Ledger;
  publish(wanted: Wanted, options?: { readonly force?: boolean; readonly credential?: string }): RunEnd;
} {
  const driven = { ...platform, assumptions };
  const world = openRemote(driven);
  const ledger = newLedger();
  return { world, ledger, publish: (wanted, options) => publishOnce(driven, world, wanted, ledger, options) };
}

function refusal(end: RunEnd): string {
  if (end.status !== 'refused') throw new Error(`it ended as ${JSON.stringify(end)}`);
  return `${end.refusal.message} | ${end.refusal.next.join(' | ')}`;
}

describe('publishing a script to Celigo', () => {
  it('makes it with name and content, keeps its id, and changes nothing the second time (C-601, C-612, C-613)', () => {
    const { world, ledger, publish } = start();

    expect(publish(want({ description: 'ids of orders' }))).to.deep.include({
      status: 'done',
      steps: ['create-script'],
    });
    const [script] = listScripts(world);
    expect(get(world, `scripts/${script?.['_id']}`)).to.deep.include({
      name: 'order-ids',
      content,
      description: 'ids of orders',
    });
    expect(ledger.ids['script']).to.equal(script?.['_id']);

    expect(publish(want({ description: 'ids of orders' }))).to.deep.include({ status: 'done', steps: [] });
    expect(listScripts(world)).to.have.length(1);
  });

  it('sends all of a script back when it replaces the content, as a PUT erases what it lacks (C-615, C-619)', () => {
    const { world, ledger, publish } = start();
    publish(want());
    const id = String(ledger.ids['script']);
    const theirs = {
      ...get(world, `scripts/${id}`),
      description: 'by hand',
      postResponseHookToProcessOnChildRecord: true,
    };
    world.send({ method: 'PUT', path: `/v1/scripts/${id}`, body: theirs as JsonValue });

    const changed = `${content}// two\n`;
    expect(publish(want({}, { content: changed }))).to.deep.include({ steps: ['replace-script'] });
    expect(get(world, `scripts/${id}`)).to.deep.include({
      content: changed,
      description: 'by hand',
      postResponseHookToProcessOnChildRecord: true,
    });
  });

  it('refuses a name or description that is too long before it asks anything (C-614)', () => {
    const { world, publish } = start();

    expect(refusal(publish(want({ name: 'n'.repeat(101) })))).to.contain(
      'has 101 characters, and the platform takes 100',
    );
    expect(refusal(publish(want({ description: 'd'.repeat(1025) })))).to.contain('Shorten "description"');
    expect(publish(want({ name: 'n'.repeat(100), description: 'd'.repeat(1024) })).status).to.equal('done');
    expect(world.log[0]).to.equal('GET /v1/scripts');
  });

  it('finds a script by its name on any page of the list, and reads 204 as an empty list (C-607, C-609, C-611)', () => {
    const { world, publish } = start({ listPageSize: 2 });
    expect(world.send({ method: 'GET', path: '/v1/scripts' })).to.deep.include({ status: 204 });
    for (const n of [1, 2, 3, 4]) make(world, 'scripts', { name: `other ${n}`, content: '' });
    make(world, 'scripts', { name: 'order-ids', content });

    expect(publish(want())).to.deep.include({ status: 'done', steps: [] });
    expect(world.log.filter((line) => /^GET .*\/v1\/scripts\?/.test(line))).to.have.length(2);
  });

  it('does not take over a script of its name that somebody else wrote, nor choose between two of them', () => {
    const { world, publish } = start();
    const first = make(world, 'scripts', { name: 'order-ids', content: '// theirs' });
    expect(refusal(publish(want()))).to.contain(`has a script called "order-ids" already (${first})`);

    const second = make(world, 'scripts', { name: 'order-ids', content: '// theirs too' });
    expect(refusal(publish(want(), { force: true })))
      .to.contain(`has 2 scripts called "order-ids"`)
      .and.contain(second);
    expect(listScripts(world)).to.have.length(2);
  });

  it('refuses where somebody changed or deleted it, and goes over that with --force', () => {
    const { world, ledger, publish } = start();
    publish(want());
    const id = String(ledger.ids['script']);
    world.send({ method: 'PUT', path: `/v1/scripts/${id}`, body: { name: 'order-ids', content: '// by hand' } });
    expect(refusal(publish(want()))).to.contain('was changed on the platform since it was pulled or published last');
    expect(get(world, `scripts/${id}`)['content']).to.equal('// by hand');
    expect(publish(want(), { force: true })).to.deep.include({ steps: ['replace-script'] });

    world.send({ method: 'DELETE', path: `/v1/scripts/${id}` });
    expect(refusal(publish(want()))).to.contain('was deleted on the platform | --force makes it anew');
    expect(publish(want(), { force: true })).to.deep.include({ steps: ['create-script'] });
    expect(listScripts(world)).to.have.length(1);
  });

  it('tells what uses a script before it is changed (C-618, C-636)', () => {
    const { world, ledger, publish } = start();
    publish(want());
    const call = { function: 'postSubmit', _scriptId: String(ledger.ids['script']) };
    for (const name of ['Orders', 'Returns']) make(world, 'imports', { name, hooks: { postSubmit: call } });

    const end = publish(want());
    expect(end.status === 'done' && end.notes).to.deep.equal(['imports that use it: Orders, Returns']);
  });

  it('says what the platform says about a token that is wrong (C-604, C-605)', () => {
    const { publish } = start();

    expect(publish(want(), { credential: 'another-token' })).to.deep.include({ status: 'failed', code: 401 });
    const error = { errors: [{ code: 'x', message: 'No.' }, { code: 'rate_limited' }, null, { message: 7 }] };
    expect(celigoPublisher.readError(error)).to.equal('No., x; rate_limited');
  });
});

describe('attaching a hook on Celigo', () => {
  it('sets it on an import and an export beside the hooks that are there, all else as it was (C-630, C-631, C-634)', () => {
    const { world, ledger, publish } = start();
    const before = {
      name: 'Orders',
      adaptorType: 'HTTPImport',
      http: { body: ['{{{data}}}'] },
      hooks: { preMap: { function: 'other', _scriptId: '65a0000000000000000000aa' } },
    };
    const importId = make(world, 'imports', before);
    const exportId = make(world, 'exports', { name: 'Shop', type: 'delta' });

    expect(publish(want({ attach: [{ import: 'Orders' }] }))).to.deep.include({ steps: ['create-script', 'attach'] });
    const call = { function: 'postSubmit', _scriptId: ledger.ids['script'] };
    expect(get(world, `imports/${importId}`)).to.deep.include({
      ...before,
      hooks: { ...before.hooks, postSubmit: call },
    });

    const page = want(
      { attach: [{ export: exportId }] },
      { name: 'page', contract: 'celigo/preSavePage', functionName: 'f' },
    );
    const { ledger: other } = { ledger: newLedger() };
    expect(publishOnce(platform, world, page, other).status).to.equal('done');
    expect(get(world, `exports/${exportId}`)).to.deep.include({
      type: 'delta',
      hooks: { preSavePage: { function: 'f', _scriptId: other.ids['script'] } },
    });
  });

  it('sets postResponseMap at the step of a flow, in pageProcessors and in branches of routers (C-633)', () => {
    const { world, publish } = start();
    const [orders, stock] = [make(world, 'imports', { name: 'Orders' }), make(world, 'imports', { name: 'Stock' })];
    const step = (id: string): Json => ({ type: 'import', _importId: id });
    const plain = make(world, 'flows', { name: 'Plain', pageProcessors: [step(stock), step(orders)] });
    const routed = make(world, 'flows', {
      name: 'Routed',
      routers: [{ branches: [{ pageProcessors: [step(stock)] }, { pageProcessors: [step(orders)] }] }],
    });
    const attach = ['Plain', 'Routed'].map((flow) => ({ flow, step: 'Orders' }));

    const wanted = want({ attach }, { contract: 'celigo/postResponseMap', functionName: 'map' });
    expect(publish(wanted)).to.deep.include({ steps: ['create-script', 'attach', 'attach'] });
    const [script] = listScripts(world);
    const hooked = { ...step(orders), hooks: { postResponseMap: { function: 'map', _scriptId: script?.['_id'] } } };
    expect(get(world, `flows/${plain}`)['pageProcessors']).to.deep.equal([step(stock), hooked]);
    expect(get(world, `flows/${routed}`)['routers']).to.deep.equal([
      { branches: [{ pageProcessors: [step(stock)] }, { pageProcessors: [hooked] }] },
    ]);
  });

  it('has a place call the stack that hosts the function, and sends no script then (C-632)', () => {
    const { world, publish } = start();
    const id = make(world, 'imports', { name: 'Orders' });
    const wanted = want({ stack: '65a0000000000000000000b1', attach: [{ import: 'Orders' }] });

    expect(publish(wanted)).to.deep.include({ status: 'done', steps: ['attach'] });
    expect(get(world, `imports/${id}`)['hooks']).to.deep.equal({
      postSubmit: { function: 'postSubmit', _stackId: '65a0000000000000000000b1' },
    });
    expect(listScripts(world)).to.deep.equal([]);
  });

  it('keeps the configuration of a hook when only its function gets another name (C-632)', () => {
    const { world, publish } = start();
    const stack = '65a0000000000000000000b1';
    const hooks = { postSubmit: { function: 'old', _stackId: stack, configuration: { rate: 2 } } };
    const id = make(world, 'imports', { name: 'Orders', hooks });

    expect(publish(want({ stack, attach: [{ import: 'Orders' }] }))).to.deep.include({ steps: ['attach'] });
    expect(get(world, `imports/${id}`)['hooks']).to.deep.equal({
      postSubmit: { function: 'postSubmit', _stackId: stack, configuration: { rate: 2 } },
    });
  });

  it('calls a function by the name that the stack has for it, and a script by no other than its own (C-632, C-706)', () => {
    const { world, publish } = start();
    const id = make(world, 'imports', { name: 'Orders' });
    const stack = '65a0000000000000000000b1';
    const settings = { function: 'order-ids', attach: [{ import: 'Orders' }] };

    expect(refusal(publish(want(settings)))).to.contain('a script is called by its own function, postSubmit');
    expect(publish(want({ ...settings, stack })).status).to.equal('done');
    expect(get(world, `imports/${id}`)['hooks']).to.deep.equal({
      postSubmit: { function: 'order-ids', _stackId: stack },
    });
  });

  it('moves a hook from its own script to a stack, and refuses to take the place of a script of others (C-632)', () => {
    const { world, publish } = start();
    const theirs = { function: 'theirs', _scriptId: '65a0000000000000000000aa' };
    const id = make(world, 'imports', { name: 'Orders' });
    make(world, 'imports', { name: 'Taken', hooks: { postSubmit: theirs } });
    publish(want({ attach: [{ import: 'Orders' }] }));
    const stack = '65a0000000000000000000b1';

    expect(publish(want({ stack, attach: [{ import: 'Orders' }] }))).to.deep.include({ steps: ['attach'] });
    expect(get(world, `imports/${id}`)['hooks']).to.deep.equal({
      postSubmit: { function: 'postSubmit', _stackId: stack },
    });
    expect(refusal(publish(want({ stack, attach: [{ import: 'Taken' }] })))).to.contain(
      'the import Taken calls theirs of 65a0000000000000000000aa as postSubmit already',
    );
    expect(publish(want({ stack, attach: [{ import: 'Taken' }] }), { force: true }).status).to.equal('done');
  });

  it('refuses a place where the hook would never run, before it asks anything (C-635)', () => {
    const { world, publish } = start();
    const misplaced: readonly (readonly [contract: string, place: JsonValue, says: string])[] = [
      ['celigo/preSavePage', { import: 'Orders' }, 'a preSavePage on the import Orders never runs'],
      ['celigo/postResponseMap', { import: 'Orders' }, 'Attach it to a step of a flow'],
      ['celigo/postSubmit', { flow: 'F', step: 'Orders' }, 'Attach it to an import'],
      ['celigo/formInit', { export: 'Shop' }, 'attach a formInit on the platform'],
    ];

    for (const [contract, place, says] of misplaced) {
      expect(refusal(publish(want({ attach: [place] }, { contract })))).to.contain(says);
    }
    expect(world.log).to.deep.equal([]);
  });

  it('refuses a place that calls another script already, and one that is not there or not the only one', () => {
    const { world, publish } = start();
    const taken = { postSubmit: { function: 'theirs', _scriptId: '65a0000000000000000000aa' } };
    make(world, 'imports', { name: 'Taken', hooks: taken });
    for (const _ of [1, 2]) make(world, 'imports', { name: 'Twice' });
    make(world, 'flows', { name: 'Flow', pageProcessors: [] });

    expect(refusal(publish(want({ attach: [{ import: 'Taken' }] })))).to.contain(
      'the import Taken calls theirs of 65a0000000000000000000aa as postSubmit already',
    );
    expect(refusal(publish(want({ attach: [{ import: 'None' }] })))).to.contain('has no import called "None"');
    expect(refusal(publish(want({ attach: [{ import: 'Twice' }] })))).to.contain('has 2 imports called "Twice"');
    const step = want({ attach: [{ flow: 'Flow', step: 'Taken' }] }, { contract: 'celigo/postResponseMap' });
    expect(refusal(publish(step))).to.contain('Its steps run: nothing.');
    expect(publish(want({ attach: [{ import: 'Taken' }] }), { force: true }).status).to.equal('done');
  });
});
