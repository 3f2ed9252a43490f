import { expect } from 'chai';
import { makeVirtualClock, type RunClock } from '../../../emulator/delivery/run-clock.ts';
import {
  hookOf,
  openDeskOf,
  openRemote,
  openScripted,
  postSubmitEntry,
  publishHere,
  type Remote,
  useProjects,
} from './rig.ts';

const script = 'module.exports = async function (data) {\n  return { payload: data.payload };\n};\n';

/** What may become of one request. */
const faults: readonly string[] = ['429 retry-after=2', '502', '503 x2', 'drop', 'drop-after', 'slow=30', 'malformed'];

interface Case {
  readonly platform: 'celigo' | 'patchworks';
  entry(name: string): object;
  readonly file: readonly [name: string, content: string];
  seed(remote: Remote, name: string): Promise<void>;
  /** What the platform holds of that name: it must be exactly once there. */
  holds(remote: Remote, name: string): Promise<unknown>;
  readonly wanted: unknown;
}

type Named = { readonly _id: string; readonly id: number; readonly name: string };

const cases: readonly Case[] = [
  {
    platform: 'celigo',
    entry: (name) => postSubmitEntry({ name, attach: [{ import: name }] }),
    file: ['hook.js', hookOf('one')],
    seed: (remote, name) => remote.ask('POST', '/v1/imports', { name, adaptorType: 'HTTPImport' }),
    async holds(remote, name) {
      const list = async (kind: string): Promise<readonly Named[]> =>
        ((await remote.ask<readonly Named[] | undefined>('GET', `/v1/${kind}`)) ?? []).filter(
          (one) => one.name === name,
        );
      const scripts = await list('scripts');
      const [place] = await list('imports');
      const contents = await Promise.all(
        scripts.map(async ({ _id }) => (await remote.ask<{ content: string }>('GET', `/v1/scripts/${_id}`)).content),
      );
      const { hooks } = await remote.ask<{ hooks: { postSubmit: { _scriptId: string } } }>(
        'GET',
        `/v1/imports/${place?._id}`,
      );
      return { contents, isAttached: hooks.postSubmit._scriptId === scripts[0]?._id };
    },
    wanted: { contents: [hookOf('one')], isAttached: true },
  },
  {
    platform: 'patchworks',
    entry: (name) => ({ platform: 'patchworks', hook: 'script', script: 'script.js', publish: { name } }),
    file: ['script.js', script],
    seed: async () => undefined,
    async holds(remote, name) {
      const { data } = await remote.ask<{ data: readonly (Named & { versions: readonly Named[] })[] }>(
        'GET',
        `/api/v1/scripts?filter[name]=${name}&include=versions,latestVersion`,
      );
      const versions = data.filter((one) => one.name === name).map((one) => one.versions);
      return Promise.all(
        versions.flat().map(async ({ id }) => {
          const { data: version } = await remote.ask<{ data: { content: string; status: string } }>(
            'GET',
            `/api/v1/script-versions/${id}?include=content`,
          );
          return { content: version.content, status: version.status };
        }),
      );
    },
    wanted: [{ content: script, status: 'Deployed' }],
  },
];

describe('A publication whose requests go wrong', () => {
  const projects = useProjects();
  const opened: Remote[] = [];
  after(() => Promise.all(opened.map((remote) => remote.close())));

  async function open(platform: Case['platform'], clock: RunClock): Promise<Remote> {
    // The account's own rate limit is another test's matter: this clock stands still between waits.
    const remote = await openRemote(platform, {
      clock,
      ...(platform === 'celigo' ? { assumptions: { rateBucket: 1e6 } } : {}),
    });
    opened.push(remote);
    return remote;
  }

  for (const { platform, entry, file, seed, holds, wanted } of cases) {
    it(`to ${platform} ends right at every fault of every request, nothing twice`, async () => {
      const clock = makeVirtualClock({ startMs: Date.now() });
      const remote = await open(platform, clock);
      async function publishWith(name: string, fault: string): Promise<readonly string[]> {
        const project = projects.make(remote);
        project.hooks({ [name]: entry(name) });
        project.write(...file);
        await seed(remote, name);
        const from = remote.records.length;
        remote.fail(fault);
        await publishHere(openDeskOf(project, remote, clock));
        const asked = remote.records.slice(from).map(({ method }) => method);
        remote.fail('');
        expect(await holds(remote, name), `${fault || 'no fault'}`).to.deep.equal(wanted);
        const before = remote.records.length;
        await publishHere(openDeskOf(project, remote, clock));
        const later = remote.records.slice(before).filter(({ method }) => method !== 'GET');
        expect(later, `${fault}, once more`).to.deep.equal([]);
        return asked;
      }
      const whole = await publishWith('whole', '');
      let count = 0;
      for (const fault of faults) {
        // Every change, and the first reads: the others are read in the same way.
        for (const at of whole.keys()) {
          if (whole[at] === 'GET' && at > 2) continue;
          await publishWith(`n${count++}`, `${at === 0 ? '' : `${at > 1 ? `ok x${at}` : 'ok'},`}${fault}`);
        }
      }
      expect(count).to.be.at.least(faults.length * 4);
    });

    it(`to ${platform} makes nothing twice where the answer to the create was lost and the list is behind`, async () => {
      const clock = makeVirtualClock({ startMs: Date.now() });
      const remote = await open(platform, clock);
      const project = projects.make(remote);
      project.hooks({ late: entry('late') });
      project.write(...file);
      await seed(remote, 'late');
      const list = platform === 'celigo' ? '/v1/scripts' : '/api/v1/scripts';
      remote.fail(`GET:${list} ok,POST:${list} drop-after,GET:${list} stale,GET:${list} stale`);

      await publishHere(openDeskOf(project, remote, clock));

      remote.fail('');
      expect(await holds(remote, 'late')).to.deep.equal(wanted);
    });
  }

  for (const [skew, ms] of [
    ['an hour ahead of ours', 3_600_000],
    ['an hour behind ours', -3_600_000],
  ] as const) {
    it(`waits as long as a Retry-After date asks where the platform's clock is ${skew}`, async () => {
      const clock = makeVirtualClock({ startMs: Date.UTC(2031, 1, 3, 10) });
      let script: object | null = null;
      let isFirst = true;
      const date = (at: number): string => new Date(clock.now() + ms + at).toUTCString();
      const server = await openScripted(({ method, url = '' }) => {
        if (isFirst) {
          isFirst = false;
          return { status: 429, headers: { date: date(0), 'retry-after': date(30_000) }, body: {} };
        }
        if (method === 'POST') script = { _id: '0123456789abcdef01234567', name: 'skewed', content: hookOf('one') };
        if (method === 'GET' && url === '/v1/scripts') return { status: 204 };
        return { body: url.endsWith('/dependencies') ? {} : script };
      });
      const project = projects.make();
      project.hooks({ skewed: postSubmitEntry() });
      project.write('hook.js', hookOf('one'));
      const before = clock.now();

      await publishHere(openDeskOf(project, { platform: 'celigo', url: server.url }, clock));
      await server.close();

      expect(clock.now() - before).to.be.within(30_000, 33_000);
    });
  }

  it('gives up where the platform asks to wait for hours, and where it stays broken', async () => {
    const clock = makeVirtualClock({ startMs: Date.now() });
    const remote = await open('celigo', clock);
    const project = projects.make(remote);
    project.hooks({ hopeless: postSubmitEntry() });
    project.write('hook.js', hookOf('one'));
    const before = project.hash();

    for (const [fault, says] of [
      ['429 retry-after=7200', 'asks to wait 7200 s, and hooksmith waits 120 s at most'],
      ['503 x100', 'the platform answers 503'],
      ['drop x100', '8 times running'],
      [
        'GET:/v1/scripts ok,POST:/v1/scripts 500 x100',
        'gave no answer 5 times running to the change that was to make the script hopeless',
      ],
    ] as const) {
      remote.fail(fault);
      const error = await publishHere(openDeskOf(project, remote, clock)).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).to.include({ code: 'ERR_REMOTE' });
      expect(String(error)).to.include(says);
      expect(project.hash()).to.equal(before);
    }
    remote.fail('');
    await publishHere(openDeskOf(project, remote, clock));
    expect((await remote.ask<readonly unknown[]>('GET', '/v1/scripts')).length).to.equal(1);
  });
});
