import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { canary, hookOf, openRemote, postSubmitEntry, type Remote, type TestProject, useProjects } from './rig.ts';

const now = ['publish', '--yes', '--unreplayed'];

describe('hooksmith versions and rollback', () => {
  const projects = useProjects();
  let celigo: Remote;
  let patchworks: Remote;
  before(async () => {
    [celigo, patchworks] = await Promise.all([
      openRemote('celigo'),
      openRemote('patchworks', { assumptions: { standInDeployMs: 0 } }),
    ]);
  });
  after(() => Promise.all([celigo.close(), patchworks.close()]));

  async function contentOf(name: string): Promise<string> {
    const list = await celigo.ask<readonly { _id: string; name: string }[]>('GET', '/v1/scripts');
    const found = list.filter((script) => script.name === name);
    expect(found).to.have.lengthOf(1);
    return (await celigo.ask<{ content: string }>('GET', `/v1/scripts/${found[0]?._id}`)).content;
  }

  async function publishVersions(project: TestProject, versions: readonly string[]): Promise<void> {
    for (const version of versions) {
      project.write('hook.js', hookOf(version));
      const { exitCode, stderr } = await project.run([...now, '-m', `now ${version}`]);
      expect(exitCode, stderr).to.equal(0);
    }
  }

  it('brings back the version before, or the one that is named, though the present script cannot even be parsed', async () => {
    const project = projects.make(celigo);
    project.hooks({ backwards: postSubmitEntry() });
    await publishVersions(project, ['one', 'two', 'three']);
    project.write('hook.js', 'function postSubmit( {');

    const before = await project.run(['rollback', '--yes', '-m', 'loses ids']);
    expect(before.exitCode, before.stderr).to.equal(0);
    expect(before.stderr).to.include('backwards is version 2 again, published as version 4');
    expect(await contentOf('backwards')).to.equal(hookOf('two'));

    expect((await project.run(['rollback', 'backwards', 'v1', '--yes', '-m', 'as in March'])).exitCode).to.equal(0);
    expect(await contentOf('backwards')).to.equal(hookOf('one'));

    const { stdout } = await project.run(['versions', '--json']);
    const { published } = JSON.parse(stdout);
    expect(
      published.map(({ version, message, rolledBackTo }: Record<string, unknown>) => [version, message, rolledBackTo]),
    ).to.deep.equal([
      [1, 'now one', null],
      [2, 'now two', null],
      [3, 'now three', null],
      [4, 'loses ids', '2'],
      [5, 'as in March', '1'],
    ]);
    expect((await project.run(['versions'])).stdout).to.match(/^→ {3}5 .*brings back 1 {2}as in March\n/);
  });

  it('says why it rolls nothing back: no reason, no such version, none before, changed by others', async () => {
    const project = projects.make(celigo);
    project.hooks({ still: postSubmitEntry() });
    await publishVersions(project, ['one']);
    for (const [words, says] of [
      [['rollback', '--yes'], 'nothing says why it is rolled back'],
      [['rollback', '9', '--yes', '-m', 'x'], 'still has no version 9 (profile default)'],
      [['rollback', '--yes', '-m', 'x'], 'there is no version of still before the present one'],
      [['rollback', '1', '-m', 'x'], 'no terminal to ask on'],
      [['rollback', 'still', '1', '2', '-m', 'x'], 'got 2 as well'],
      [['rollback', '1', '--yes', '-m', 'x', '--profile', 'sandbox'], 'still has no version 1 (profile sandbox)'],
    ] as const) {
      const { exitCode, stderr } = await project.run(words);
      expect([exitCode, stderr.includes(says)], `${words.join(' ')}: ${stderr}`).to.deep.equal([2, true]);
    }
    await publishVersions(project, ['two']);
    const list = await celigo.ask<readonly { _id: string; name: string }[]>('GET', '/v1/scripts');
    const script = list.find(({ name }) => name === 'still');
    await celigo.ask('PUT', `/v1/scripts/${script?._id}`, { ...script, content: 'theirs' });
    const { exitCode, stderr } = await project.run(['rollback', '--yes', '-m', 'x']);
    expect([exitCode, stderr.includes('was changed on the platform since')]).to.deep.equal([4, true]);
    expect(await contentOf('still')).to.equal('theirs');
  });

  it('lists the versions that the platform keeps, and brings one of them back by its id', async () => {
    const project = projects.make(patchworks);
    project.hooks({ totals: { platform: 'patchworks', hook: 'script', script: 'script.js', publish: {} } });
    const scriptOf = (version: string): string =>
      `// ${version}\nmodule.exports = async (data) => ({ payload: data.payload });\n`;
    const polls = ['--assume', 'deployPollMs=5'];
    for (const version of ['one', 'two']) {
      project.write('script.js', scriptOf(version));
      const { exitCode, stderr } = await project.run([...now, ...polls]);
      expect(exitCode, stderr).to.equal(0);
    }
    const listed = await project.run(['versions', '--json']);
    const remote: readonly { id: number; label: string; status: string }[] = JSON.parse(listed.stdout).remote;
    expect(remote.map(({ label, status }) => [label, status])).to.deep.equal([
      ['v2', 'Deployed'],
      ['v1', 'Inactive'],
    ]);

    const { exitCode, stderr } = await project.run([
      'rollback',
      'totals',
      `remote:${remote[1]?.id}`,
      '--yes',
      '-m',
      'as it was',
      ...polls,
    ]);

    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.include('totals is version remote:');
    const { data } = await patchworks.ask<{ data: readonly { id: number }[] }>(
      'GET',
      '/api/v1/scripts?filter[name]=totals',
    );
    const script = await patchworks.ask<{ data: { latest_version: { id: number; status: string } } }>(
      'GET',
      `/api/v1/scripts/${data[0]?.id}?include=versions,latestVersion`,
    );
    expect(script.data.latest_version.status).to.equal('Deployed');
    const unknown = await project.run(['rollback', 'totals', 'remote:999', '--yes', '-m', 'x']);
    expect([unknown.exitCode, unknown.stderr.includes('the script has no version "999"')]).to.deep.equal([2, true]);
  });

  describe('with profiles', () => {
    const file = (project: TestProject, content: object | string, mode = 0o600): Readonly<Record<string, string>> => {
      const folder = join(project.path, 'config', 'hooksmith');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'credentials.json'), typeof content === 'string' ? content : JSON.stringify(content));
      chmodSync(join(folder, 'credentials.json'), mode);
      return { XDG_CONFIG_HOME: join(project.path, 'config') };
    };
    const makeOne = (): TestProject => {
      const project = projects.make();
      project.hooks({ profiled: postSubmitEntry() });
      project.write('hook.js', hookOf('one'));
      return project;
    };

    it('keeps the ids of each account apart in one lock file, with the credentials of the file', async () => {
      const sandbox = await openRemote('celigo');
      const project = makeOne();
      const profiles = {
        default: { celigo: { token: canary, url: celigo.url } },
        sandbox: { celigo: { token: canary, url: sandbox.url } },
      };
      const environment = file(project, { profiles });

      expect((await project.run(now, environment)).exitCode).to.equal(0);
      expect((await project.run([...now, '--profile', 'sandbox'], environment)).exitCode).to.equal(0);
      await sandbox.close();

      const lock = JSON.parse(project.read('hooksmith.lock.json'));
      expect(Object.keys(lock.profiles)).to.deep.equal(['default', 'sandbox']);
      expect(lock.profiles.default.celigo.profiled.ids).to.not.deep.equal(lock.profiles.sandbox.celigo.profiled.ids);
      expect(lock.profiles.default.celigo.profiled.sha256).to.equal(lock.profiles.sandbox.celigo.profiled.sha256);
    });

    it('refuses a credential that others can read, that is not there, or that would go over the wire in the open', async () => {
      const project = makeOne();
      const entry = { token: canary, url: celigo.url };
      const cases: readonly (readonly [
        says: string,
        environment: () => Readonly<Record<string, string>>,
        words?: readonly string[],
      ])[] = [
        [
          'can be read by others than its owner (mode 644)',
          () => file(project, { profiles: { default: { celigo: entry } } }, 0o644),
        ],
        ['cannot be read: it is not JSON', () => file(project, `{"token": "${canary}`)],
        ['has no "profiles"', () => file(project, [canary])],
        ['there is no API token for Celigo', () => file(project, { profiles: { other: { celigo: entry } } })],
        // The token of the default profile is not that of the sandbox.
        ['there is no API token for Celigo', () => ({ HOOKSMITH_CELIGO_TOKEN: canary }), ['--profile', 'sandbox']],
        ['is no name of a profile', () => ({ HOOKSMITH_CELIGO_TOKEN: canary }), ['--profile', 'Sand_Box']],
        [
          'is not https, so the token would be readable',
          () => ({ HOOKSMITH_CELIGO_TOKEN: canary, HOOKSMITH_CELIGO_URL: 'http://api.example.com' }),
        ],
        [
          'holds a user name or a password',
          () => ({
            HOOKSMITH_CELIGO_TOKEN: canary,
            HOOKSMITH_CELIGO_URL: `https://me:${canary.slice(0, 6)}@api.example.com`,
          }),
        ],
        ['holds characters that no header may hold', () => ({ HOOKSMITH_CELIGO_TOKEN: `${canary}\n` })],
        ['there is no region "asia"', () => ({ HOOKSMITH_CELIGO_TOKEN: canary, HOOKSMITH_CELIGO_REGION: 'asia' })],
      ];
      for (const [says, environment, words = []] of cases) {
        const { exitCode, stdout, stderr } = await project.run([...now, ...words], {
          XDG_CONFIG_HOME: '/nonexistent',
          ...environment(),
        });
        expect([exitCode, stderr.includes(says)], `${says}: ${stderr}`).to.deep.equal([2, true]);
        expect(`${stdout}${stderr}`).to.not.include(canary);
      }
    });
  });

  describe('with what an accident left', () => {
    const makeOne = async (name: string): Promise<TestProject> => {
      const project = projects.make(celigo);
      project.hooks({ [name]: postSubmitEntry() });
      await publishVersions(project, ['one', 'two']);
      return project;
    };

    it('cuts off a last line that was written in part, and refuses a journal that was damaged before it', async () => {
      const project = await makeOne('torn');
      const journal = join(project.path, '.hooksmith/journal.jsonl');
      const whole = project.read('.hooksmith/journal.jsonl');
      for (const rest of ['{"at":"2026', '\t00000000\n', '00000000\n', 'null\tdeadbeef\n']) {
        appendFileSync(journal, rest);
        const { exitCode, stderr } = await project.run(now);
        expect(exitCode, stderr).to.equal(0);
        expect(project.read('.hooksmith/journal.jsonl')).to.equal(whole);
      }
      writeFileSync(journal, whole.replace('"event":"begun"', '"event":"bogus"'));
      for (const words of [now, ['diff'], ['versions', '--local'], ['rollback', '--yes', '-m', 'x']]) {
        const { exitCode, stderr } = await project.run(words);
        expect([exitCode, stderr.includes('journal.jsonl:1: the line is damaged')], stderr).to.deep.equal([2, true]);
      }
    });

    it('refuses a damaged lock file, and one that leads out of the project', async () => {
      const project = await makeOne('locked');
      const entry = '{"ids": {}, "sha256": null}';
      for (const [text, says] of [
        ['{"version": 1, "profiles"', 'hooksmith.lock.json:1:'],
        [
          '{"version": 1, "profiles": {"default": {"celigo": {"locked": {"ids": 3}}}}}',
          'profiles.default.celigo.locked.ids must be object',
        ],
        [`{"version": 1, "profiles": {"default": {"celigo": {"../../x.js": ${entry}}}}}`, 'leads out of the project'],
        [`{"version": 1, "profiles": {"default": {"celigo": {"/etc/x.js": ${entry}}}}}`, 'leads out of the project'],
      ] as const) {
        project.write('hooksmith.lock.json', text);
        const { exitCode, stderr } = await project.run(['pull', 'celigo']);
        expect([exitCode, stderr.includes(says)], stderr).to.deep.equal([2, true]);
        expect(project.read('hooksmith.lock.json')).to.equal(text);
      }
    });

    it('finds its script again without a lock file, from the journal or by its name', async () => {
      const project = await makeOne('lost');
      project.write('hooksmith.lock.json', '{"version": 1, "profiles": {}}');
      project.write('hook.js', hookOf('two'));
      expect((await project.run(now)).exitCode).to.equal(0);
      expect(await contentOf('lost')).to.equal(hookOf('two'));
    });

    it('lets one process at a time publish, pull or roll back, and takes over from one that has died', async () => {
      const project = await makeOne('alone');
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
      const holder = (pid: number | undefined): string => JSON.stringify({ pid, host: hostname(), began: null });
      project.write('.hooksmith/.lock', holder(child.pid));
      for (const words of [now, ['pull', 'alone'], ['rollback', '--yes', '-m', 'x']]) {
        const { exitCode, stderr } = await project.run(words);
        expect([exitCode, stderr.includes(`is in use by process ${child.pid}`)], stderr).to.deep.equal([2, true]);
      }
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      expect((await project.run(now)).exitCode).to.equal(0);
      expect(project.all().map(([file]) => file)).to.not.include('.hooksmith/.lock');
    });
  });
});
