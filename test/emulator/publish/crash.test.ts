import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { optionsOf, recordingLines, recordingOf, root, seal, useFolder } from '../commands/run-cli.ts';
import { type Cut, type CuttingProxy, openCuttingProxy, type Passed } from './cutting-proxy.ts';
import { accountOf, type StandIns, useStandIns } from './stand-ins.ts';

/** A platform whose publisher is killed at every request. */
interface Campaign {
  readonly platform: string;
  /** Files of a project that publishes one thing called `crash`. */
  files(name: string): Readonly<Record<string, string>>;
  /** Puts up what is there before. */
  seed(standIns: StandIns, name: string): Promise<void>;
  /** Throws when what the platform holds is not exactly what was published. */
  check(standIns: StandIns, name: string): Promise<void>;
}

interface CeligoResource {
  readonly _id: string;
  readonly name: string;
  readonly content?: string;
  readonly hooks?: unknown;
}

interface PatchworksScript {
  readonly name: string;
  readonly versions: readonly { readonly id: number }[];
}

const hook = 'function postSubmit(options) {\n  return options.responseData;\n}\n';

const celigo: Campaign = {
  platform: 'celigo',
  files: (name) => ({
    'hooksmith.json': JSON.stringify({
      hooks: {
        crash: {
          platform: 'celigo',
          hook: 'postSubmit',
          script: 'hook.js',
          recordings: ['pages.rec.jsonl'],
          publish: { name, attach: [{ import: name }] },
        },
      },
    }),
    'hook.js': hook,
    'pages.rec.jsonl': recordingOf([{ options: optionsOf(1) }]),
  }),
  async seed({ ask }, name) {
    expect((await ask('celigo', 'POST', '/v1/imports', { name, adaptorType: 'HTTPImport' })).status).to.equal(201);
  },
  async check({ ask }, name) {
    const list = async (kind: string): Promise<readonly CeligoResource[]> =>
      (await ask<readonly CeligoResource[]>('celigo', 'GET', `/v1/${kind}`)).body.filter((one) => one.name === name);
    const scripts = await list('scripts');
    expect(scripts).to.have.lengthOf(1);
    const { body: script } = await ask<CeligoResource>('celigo', 'GET', `/v1/scripts/${scripts[0]?._id}`);
    expect(script.content).to.equal(hook);
    const imports = await list('imports');
    expect(imports).to.have.lengthOf(1);
    expect(imports[0]?.hooks).to.deep.equal({ postSubmit: { function: 'postSubmit', _scriptId: script._id } });
  },
};

const script = 'module.exports = async function (data) {\n  return { payload: data.payload };\n};\n';

const patchworks: Campaign = {
  platform: 'patchworks',
  files: (name) => ({
    'hooksmith.json': JSON.stringify({
      hooks: {
        crash: {
          platform: 'patchworks',
          hook: 'script',
          script: 'script.js',
          recordings: ['pages.rec.jsonl'],
          publish: { name },
        },
      },
    }),
    'script.js': script,
    'pages.rec.jsonl': seal(
      recordingLines([{ options: { payload: '{}', meta: {}, flow: { variables: {} }, variables: {} } }], {
        platform: 'patchworks',
        hook: 'script',
      }),
      { records: 1 },
    ),
  }),
  async seed() {},
  async check({ ask }, name) {
    const { body } = await ask<{ readonly data: readonly PatchworksScript[] }>(
      'patchworks',
      'GET',
      `/api/v1/scripts?filter[name]=${name}&include=versions,latestVersion`,
    );
    const found = body.data.filter((one) => one.name === name);
    expect(found).to.have.lengthOf(1);
    expect(found[0]?.versions).to.have.lengthOf(1);
    const { body: version } = await ask<{ readonly data: object }>(
      'patchworks',
      'GET',
      `/api/v1/script-versions/${found[0]?.versions[0]?.id}?include=content`,
    );
    expect(version.data).to.include({ content: script, status: 'Deployed' });
  },
};

/** Every boundary of a publication: each request, before the server acts and after it acted. */
const moments: readonly Cut['when'][] = ['before the server acts', 'after the server acted'];

describe('hooksmith publish of an entry with a slip in it', () => {
  const folder = useFolder();

  it('names the key that was meant and asks no platform, and exits 2', async () => {
    folder.file('hook.js', hook);
    const entry = { platform: 'celigo', hook: 'postSubmit', script: 'hook.js', publish: { atach: [] } };
    folder.file('hooksmith.json', JSON.stringify({ hooks: { ids: entry } }));

    const { exitCode, stderr } = await folder.run(['publish', '--yes']);

    expect([exitCode, stderr]).to.deep.equal([
      2,
      'error hooksmith.json: /hooks/ids: publish has an unknown key "atach" [ERR_CONFIG]\n  Did you mean "attach"?\n',
    ]);
  });

  it('names what is wrong with a lock file, and exits 2', async () => {
    const entry = { platform: 'celigo', hook: 'postSubmit', script: 'hook.js', publish: {} };
    folder.file('hooksmith.json', JSON.stringify({ hooks: { ids: entry } }));
    folder.file('hooksmith.lock.json', '{"version":1,"profiles":{"default":{"celigo":{"ids":{"ids":{}}}}}}');

    const { exitCode, stderr } = await folder.run(['publish', '--yes']);

    expect(exitCode).to.equal(2);
    expect(stderr).to.include('hooksmith.lock.json').and.include('sha256');
  });
});

describe('A publisher that is killed', () => {
  const folder = useFolder();
  const started = useStandIns(folder, ['--celigo', '--patchworks', '--trifacta']);
  const table: string[] = [];
  after(() => process.stdout.write(`\n${table.join('\n')}\n`));

  for (const campaign of [celigo, patchworks]) {
    it(`at any request to ${campaign.platform} is finished by the next run, nothing twice and nothing half`, async function () {
      this.timeout(300_000);
      const standIns = started.get();
      const proxy = await openCuttingProxy(standIns.url(campaign.platform));
      try {
        const whole = await publishOnce(campaign, 'whole', { standIns, proxy, folder: folder.path });
        const cuts = whole.flatMap(({ method, path }, at) =>
          // Each change; reads as well with HOOKSMITH_TORTURE, since a kill between two reads leaves what one before them does.
          isTold(whole, at) ? moments.map((when) => ({ at, when, says: `${method} ${path.split('?')[0]}` })) : [],
        );
        for (const { at, when, says } of cuts) {
          const name = `cut${at}${when.startsWith('after') ? 'after' : 'before'}`;
          await publishCut(campaign, name, { at, when }, { standIns, proxy, folder: folder.path });
          table.push(
            `${campaign.platform.padEnd(12)} request ${String(at + 1).padStart(2)}  ${when.padEnd(24)} finished by the next run   ${says.replace(/[0-9a-f]{24}/, '{id}')}`,
          );
        }
        expect(cuts.length).to.be.at.least(4);
      } finally {
        await proxy.close();
      }
    });
  }

  it('at any change of trifacta is finished by the next run, after a person has said what became of a webhook that was made', async function () {
    this.timeout(300_000);
    const standIns = started.get();
    const proxy = await openCuttingProxy(standIns.url('trifacta'));
    try {
      const place = { standIns, proxy, folder: folder.path };
      const { passed: whole } = await replaceCut(null, place);
      const changes = whole.flatMap(({ method, path }, at) => (method === 'GET' ? [] : [{ at, method, path }]));
      expect(changes.map(({ method }) => method)).to.deep.equal(['POST', 'DELETE']);
      for (const { at, method, path } of changes) {
        for (const when of moments) {
          const { outcome } = await replaceCut({ at, when }, place);
          const says = `${method} ${path.replace(/\d+$/, '{id}')}`;
          table.push(
            `trifacta     request ${String(at + 1).padStart(2)}  ${when.padEnd(24)} ${outcome.padEnd(25)}  ${says}`,
          );
        }
      }
    } finally {
      await proxy.close();
    }
  });

  function isTold(all: readonly { readonly method: string }[], at: number): boolean {
    return process.env['HOOKSMITH_TORTURE'] !== undefined || all[at]?.method !== 'GET';
  }
});

interface Place {
  readonly standIns: StandIns;
  readonly proxy: CuttingProxy;
  readonly folder: string;
}

/** Publishes without a cut and gives the requests that it took. */
async function publishOnce(campaign: Campaign, name: string, { standIns, proxy, folder }: Place) {
  const project = makeProject(campaign, name, folder);
  await campaign.seed(standIns, name);
  proxy.begin(null, () => undefined);
  expect(await run(campaign, project, proxy)).to.equal(0);
  await campaign.check(standIns, name);
  return [...proxy.passed];
}

async function publishCut(campaign: Campaign, name: string, cut: Cut, { standIns, proxy, folder }: Place) {
  const project = makeProject(campaign, name, folder);
  await campaign.seed(standIns, name);
  let kill = (): void => undefined;
  proxy.begin(cut, () => kill());
  const code = await run(campaign, project, proxy, (child) => {
    kill = () => child.kill('SIGKILL');
  });
  expect(code, `${name} was to be killed`).to.equal(null);
  proxy.begin(null, () => undefined);
  expect(await run(campaign, project, proxy), `${name}, the next run`).to.equal(0);
  await campaign.check(standIns, name);
  expect(existsSync(join(project, 'hooksmith.lock.json'))).to.equal(true);
  // Once more: nothing is left to do.
  proxy.begin(null, () => undefined);
  expect(await run(campaign, project, proxy)).to.equal(0);
  expect(proxy.passed.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
  rmSync(project, { recursive: true });
}

/** A webhook as the stand-in shows it. */
interface Webhook {
  readonly id: number;
  readonly flow: number;
  readonly body?: string;
}

let flows = 0;

/** Publishes a webhook, changes it, and publishes with a cut; says what it took to end in the right state. */
async function replaceCut(
  cut: Cut | null,
  { standIns, proxy, folder }: Place,
): Promise<{ readonly outcome: string; readonly passed: readonly Passed[] }> {
  flows += 1;
  const flow = flows;
  const project = join(folder, `trifacta-${flow}`);
  mkdirSync(project);
  const write = (body: string): void =>
    writeFileSync(
      join(project, 'hooksmith.json'),
      JSON.stringify({
        steps: {
          crash: {
            platform: 'trifacta',
            step: 'flow-webhook',
            setup: {
              name: 'Stock',
              when: { event: 'any', outputs: ['a'] },
              method: 'POST',
              url: 'http://127.0.0.1:9',
              body,
            },
            publish: { flow },
          },
        },
      }),
    );
  const publish = (...flags: readonly string[]) => runWith('trifacta', project, proxy, ['--unreplayed', ...flags]);
  write('one');
  proxy.begin(null, () => undefined);
  expect((await publish()).code).to.equal(0);
  write('two');
  let kill = (): void => undefined;
  proxy.begin(cut, () => kill());
  const killed = await runWith('trifacta', project, proxy, ['--unreplayed'], (child) => {
    kill = () => child.kill('SIGKILL');
  });
  expect(killed.code).to.equal(cut === null ? 0 : null);
  const passed = [...proxy.passed];
  const wasMade = passed.at(-1)?.method === 'POST';
  proxy.begin(null, () => undefined);
  const next = await publish();
  let outcome = 'finished by the next run';
  if (wasMade) {
    expect([next.code, next.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 4 && text.includes('--took ID'),
    );
    const made = (await listWebhooks(standIns, flow)).find(({ body }) => body === 'two');
    outcome = made === undefined ? 'finished with --again' : 'finished with --took ID';
    expect(made === undefined).to.equal(cut?.when === 'before the server acts');
    expect((await publish(...(made === undefined ? ['--again'] : ['--took', String(made.id)]))).code).to.equal(0);
  } else expect(next.code, next.stderr).to.equal(0);
  const left = await listWebhooks(standIns, flow);
  expect(left.map(({ body }) => body)).to.deep.equal(['two']);
  // Nothing is open any more, so nothing is to be said of it.
  expect((await publish('--again')).code).to.equal(2);
  return { outcome, passed };
}

/** All webhooks of a flow; the API lists none, so each id is asked for. */
async function listWebhooks({ ask }: StandIns, flow: number): Promise<readonly Webhook[]> {
  const found: Webhook[] = [];
  for (let id = 1; ; id += 1) {
    const { status, body } = await ask<Webhook>('trifacta', 'GET', `/v4/webhookFlowTasks/${id}`);
    if (status === 404) return found;
    if (status === 200 && body.flow === flow) found.push(body);
  }
}

function makeProject(campaign: Campaign, name: string, folder: string): string {
  const project = join(folder, `${campaign.platform}-${name}`);
  mkdirSync(project);
  for (const [file, content] of Object.entries(campaign.files(name))) writeFileSync(join(project, file), content);
  return project;
}

/** Runs `hooksmith publish --yes`; gives its exit code, null when it was killed. */
async function run(
  { platform }: Campaign,
  project: string,
  proxy: CuttingProxy,
  onStart?: (child: ReturnType<typeof spawn>) => void,
): Promise<number | null> {
  const { code, stderr } = await runWith(platform, project, proxy, ['--assume', 'deployPollMs=50'], onStart);
  if (code !== 0 && code !== null) throw new Error(`publish ended with ${code}: ${stderr}`);
  return code;
}

async function runWith(
  platform: string,
  project: string,
  proxy: CuttingProxy,
  flags: readonly string[],
  onStart: (child: ReturnType<typeof spawn>) => void = () => undefined,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/emulator/cli.js'), 'publish', '--yes', ...flags], {
    cwd: project,
    env: { ...process.env, ...accountOf(platform, proxy.url) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.resume();
  onStart(child);
  const [code] = await once(child, 'close');
  return { code, stderr };
}
