import { expect } from 'chai';
import { celigoPublisher } from '../../../../sdk/celigo/publish/publisher.ts';
import { celigoStandIn } from '../../../../sdk/celigo/stand-in/stand-in.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { RefusedByRemote, type RemoteScript } from '../../../../sdk/publisher.ts';
import { type DrivenPlatform, drive, openRemote, type RemoteWorld } from '../../drive-publisher.ts';

const platform: DrivenPlatform = {
  publisher: celigoPublisher,
  standIn: celigoStandIn,
  assumptions: { listPageSize: 1 },
};

function make(world: RemoteWorld, kind: string, body: JsonValue): string {
  const { body: made } = world.send({ method: 'POST', path: `/v1/${kind}`, body });
  return String((made as Readonly<Record<string, JsonValue>>)['_id']);
}

function list(world: RemoteWorld): readonly RemoteScript[] {
  if (celigoPublisher.list === undefined) throw new Error('nothing is listed');
  return drive(platform, world, celigoPublisher.list());
}

describe('pulling scripts from Celigo', () => {
  it('lists them over all pages, and reads each with the places that call it, whatever else is written there (C-607, C-611, C-612, C-630, C-631, C-633)', () => {
    const world = openRemote(platform);
    const used = make(world, 'scripts', { name: 'Used', content: 'function f() {}' });
    make(world, 'scripts', { name: 'Alone' });
    const call = (name: string): JsonValue => ({ function: name, _scriptId: used });
    const exportId = make(world, 'exports', { name: 'Shop', hooks: { preSavePage: call('page') } });
    const hooks = {
      preMap: call('before'),
      postSubmit: { function: 'hosted', _stackId: 'x' },
      odd: null,
      other: call('x'),
    };
    const importId = make(world, 'imports', { name: 'Orders', hooks });
    const step = { type: 'import', _importId: importId, hooks: { postResponseMap: call('after') } };
    const flowId = make(world, 'flows', { name: 'Flow', routers: [{ branches: [{ pageProcessors: [step] }] }] });

    const scripts = list(world);
    expect(scripts.map(({ name }) => name)).to.deep.equal(['Used', 'Alone']);
    if (celigoPublisher.openPull === undefined) throw new Error('nothing is pulled');
    const read = drive(platform, world, celigoPublisher.openPull());
    const pulled = scripts.map((script) => drive(platform, world, read(script)));

    expect(pulled).to.deep.equal([
      {
        ids: { script: used },
        name: 'Used',
        content: 'function f() {}',
        uses: [
          { hook: 'preSavePage', function: 'page', attach: { export: exportId } },
          { hook: 'preMap', function: 'before', attach: { import: importId } },
          { hook: 'postResponseMap', function: 'after', attach: { flow: flowId, step: importId } },
        ],
      },
      { ids: scripts[1]?.ids, name: 'Alone', content: '', uses: [] },
    ]);
  });

  it('reads an account without anything, whose lists are 204 (C-609)', () => {
    expect(list(openRemote(platform))).to.deep.equal([]);
  });

  it('says which script was deleted while the others were read', () => {
    const world = openRemote(platform);
    const id = make(world, 'scripts', { name: 'Gone', content: '' });
    const [script] = list(world);
    world.send({ method: 'DELETE', path: `/v1/scripts/${id}` });
    if (celigoPublisher.openPull === undefined || script === undefined) throw new Error('nothing is pulled');
    const read = drive(platform, world, celigoPublisher.openPull());

    expect(() => drive(platform, world, read(script))).to.throw(
      RefusedByRemote,
      `the script "Gone" (${id}) was deleted while it was being read`,
    );
  });
});
