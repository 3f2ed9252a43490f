import { expect } from 'chai';
import { celigoPublisher } from '../../../sdk/celigo/publish/publisher.ts';
import { celigoStandIn } from '../../../sdk/celigo/stand-in/stand-in.ts';
import type { JsonValue } from '../../../sdk/contract.ts';
import type { Wanted } from '../../../sdk/publisher.ts';
import { cutOffEverywhere, printTable } from '../cut-off-publisher.ts';
import { type DrivenPlatform, type Ledger, publishOnce, type RemoteWorld } from '../drive-publisher.ts';

const platform: DrivenPlatform = { publisher: celigoPublisher, standIn: celigoStandIn };

function want(content: string, places = 2): Wanted {
  return {
    name: 'order-ids',
    contract: 'celigo/postSubmit',
    content,
    functionName: 'postSubmit',
    settings: { attach: Array.from({ length: places }, (_, n) => ({ import: `Orders ${n}` })) },
  };
}

function seedImports(world: RemoteWorld): void {
  for (const n of [0, 1]) {
    const body = { name: `Orders ${n}`, adaptorType: 'HTTPImport', hooks: { preMap: { function: 'other' } } };
    if (world.send({ method: 'POST', path: '/v1/imports', body }).status !== 201) throw new Error('no import was made');
  }
}

/** Scripts and what calls them, without ids and times, which differ from run to run. */
function inspect(world: RemoteWorld): unknown {
  const list = (kind: string): readonly Readonly<Record<string, JsonValue>>[] =>
    (world.send({ method: 'GET', path: `/v1/${kind}` }).body ?? []) as never;
  const scripts = list('scripts').map(({ _id, name }) => {
    const whole = world.send({ method: 'GET', path: `/v1/scripts/${_id}` }).body as { content?: string };
    return { _id, name, content: whole.content };
  });
  const imports = list('imports').map(({ name, hooks }) => {
    const call = (hooks as { postSubmit?: Readonly<Record<string, JsonValue>> } | undefined)?.postSubmit;
    return {
      name,
      hooks: Object.keys(hooks ?? {}),
      calls: scripts.findIndex(({ _id }) => _id === call?.['_scriptId']),
    };
  });
  return { scripts: scripts.map(({ name, content }) => ({ name, content })), imports };
}

describe('a publication to Celigo that is cut off', () => {
  const cases = {
    'that makes a script and attaches it to two imports': { wanted: want('one'), prepare: seedImports },
    'that replaces a script and attaches it to one more import': {
      wanted: want('two'),
      prepare: (world: RemoteWorld, ledger: Ledger) => {
        seedImports(world);
        publishOnce(platform, world, want('one', 1), ledger);
      },
    },
  };

  for (const [name, cut] of Object.entries(cases)) {
    it(`${name} ends right, and nothing is there twice, wherever it was cut off (C-615, C-616)`, () => {
      const rows = cutOffEverywhere({ platform, inspect, ...cut });

      expect(rows.length).to.be.greaterThan(12);
      expect(
        rows.filter(({ isRight }) => !isRight),
        printTable(rows),
      ).to.deep.equal([]);
      if (process.env['HOOKSMITH_TABLES'] !== undefined) console.log(printTable(rows));
    });
  }
});
