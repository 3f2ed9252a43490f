import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { optionsOf, recordingOf, root, runCli } from '../commands/run-cli.ts';
import { accountAt, hookOf, openRemote, postSubmitEntry, type Remote, type TestProject, useProjects } from './rig.ts';

/** `script` of util-linux gives a program a terminal of its own. */
const terminalMaker = '/usr/bin/script';

describe('hooksmith publish on a terminal', function () {
  this.timeout(60_000);
  const projects = useProjects();
  let remote: Remote;
  before(async () => {
    remote = await openRemote('celigo');
  });
  after(() => remote.close());

  const names = async (): Promise<readonly string[]> =>
    ((await remote.ask<readonly { name: string }[] | undefined>('GET', '/v1/scripts')) ?? []).map(({ name }) => name);

  function makeHook(name: string, content = hookOf('one')): TestProject {
    const project = projects.make(remote);
    project.hooks({ [name]: postSubmitEntry({}, { recordings: ['pages.rec.jsonl'] }) });
    project.write('hook.js', content);
    project.write('pages.rec.jsonl', recordingOf([{ options: optionsOf(1, 2) }]));
    return project;
  }

  it('asks before it changes anything: y publishes, n and Control-C leave all as it is', async function () {
    if (process.platform !== 'linux') return this.skip();
    for (const [name, typed, code, says] of [
      ['refused', 'n\r', 1, 'nothing was published'],
      ['interrupted', '\u0003', 130, 'nothing was published'],
      ['agreed', 'y\r', 0, 'agreed published, version 1'],
    ] as const) {
      const project = makeHook(name);
      const { exitCode, shown } = await onTerminal(project, ['publish'], typed);
      expect(shown).to.include(`Publish ${name} to ${remote.url} (profile default)? [y/N]`).and.include(says);
      expect(exitCode, shown).to.equal(code);
      expect((await names()).includes(name)).to.equal(code === 0);
    }
  });

  it('publishes nothing that does not hold, and keeps the verdict of what does', async () => {
    const loses = 'function postSubmit(options) {\n  return options.responseData.slice(1);\n}\n';
    const bad = makeHook('loses', loses);
    const good = makeHook('holds');
    const env = accountAt(remote);
    const [refused, published] = await Promise.all([
      runCli(['publish', '--yes'], { cwd: bad.path, env }),
      runCli(['publish', '--yes'], { cwd: good.path, env }),
    ]);
    expect(refused.exitCode).to.equal(1);
    expect(refused.stderr).to.include('length-changed').and.include('loses does not hold, so nothing was published');
    expect(published.exitCode, published.stderr).to.equal(0);
    expect(await names())
      .to.include('holds')
      .and.not.include('loses');
    expect(good.read('.hooksmith/journal.jsonl')).to.match(/"verdict":"[^"]*1 page/);
  });

  it('lets one of two publishers through, and both when they come one after the other', async () => {
    const project = makeHook('contended');
    const env = accountAt(remote);
    remote.fail('slow=400 x4');
    const both = await Promise.all([0, 1].map(() => runCli(['publish', '--yes'], { cwd: project.path, env })));
    remote.fail('');
    for (const { exitCode, stderr } of both) {
      expect(exitCode === 0 || (exitCode === 2 && stderr.includes('is in use by process')), stderr).to.equal(true);
    }
    expect((await names()).filter((name) => name === 'contended')).to.have.lengthOf(1);
    expect((await runCli(['publish', '--yes'], { cwd: project.path, env })).exitCode).to.equal(0);
  });
});

/** Runs hooksmith on a terminal of its own and types once it has asked. */
async function onTerminal(
  project: TestProject,
  words: readonly string[],
  typed: string,
): Promise<{ readonly exitCode: number | null; readonly shown: string }> {
  const line = [process.execPath, join(root, 'dist/emulator/cli.js'), ...words].map((word) => `'${word}'`).join(' ');
  const { CI: _ci, ...inherited } = process.env;
  const child: ChildProcess = spawn(terminalMaker, ['-qfec', line, '/dev/null'], {
    cwd: project.path,
    env: { ...inherited, NO_COLOR: '1', TERM: 'xterm', ...project.account },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let shown = '';
  let isAsked = false;
  child.stdout?.on('data', (chunk) => {
    shown += chunk;
    if (isAsked || !shown.includes('[y/N]')) return;
    isAsked = true;
    child.stdin?.write(typed);
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, shown };
}
