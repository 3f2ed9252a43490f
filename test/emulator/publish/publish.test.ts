import { expect } from 'chai';
import { canary, hookOf, openRemote, postSubmitEntry, type Remote, type TestProject, useProjects } from './rig.ts';

interface Script {
  readonly _id: string;
  readonly name: string;
  readonly content: string;
  readonly description?: string;
}

describe('hooksmith publish to Celigo', () => {
  const projects = useProjects();
  let remote: Remote;
  before(async () => {
    remote = await openRemote('celigo');
  });
  after(() => remote.close());

  function makeHook(name: string, attach: readonly object[] = []): TestProject {
    const project = projects.make(remote);
    project.hooks({ [name]: postSubmitEntry({ name, ...(attach.length === 0 ? {} : { attach }) }) });
    project.write('hook.js', hookOf('one'));
    return project;
  }

  async function scriptsOf(name: string): Promise<readonly Script[]> {
    const list = (await remote.ask<readonly Script[] | undefined>('GET', '/v1/scripts?limit=100')) ?? [];
    return Promise.all(
      list.filter((script) => script.name === name).map(({ _id }) => remote.ask<Script>('GET', `/v1/scripts/${_id}`)),
    );
  }

  const now = ['publish', '--yes', '--unreplayed'];

  it('makes a script, leaves an unchanged one alone, and replaces its content alone where that has changed', async () => {
    const project = makeHook('fresh');

    const made = await project.run([...now, '-m', 'first']);
    expect(made.exitCode, made.stderr).to.equal(0);
    expect(made.stderr).to.include('to do make the script fresh').and.include('✓ fresh published, version 1');
    const [script] = await scriptsOf('fresh');
    expect(script?.content).to.equal(hookOf('one'));

    await remote.ask('PUT', `/v1/scripts/${script?._id}`, { ...script, description: 'theirs' });
    const writes = countWrites(remote);
    const again = await project.run([...now, '--json']);
    expect(JSON.parse(again.stdout).published[0]).to.deep.include({ version: 1, changes: [] });
    expect(writes()).to.equal(0);

    project.write('hook.js', hookOf('two'));
    expect((await project.run(now)).stderr)
      .to.include('replace the content of the script fresh')
      .and.include('-// one');
    expect(await scriptsOf('fresh')).to.have.lengthOf(1);
    expect((await scriptsOf('fresh'))[0]).to.include({ content: hookOf('two'), description: 'theirs' });
  });

  it('refuses what was changed on the platform, whether or not it was changed here, until --force', async () => {
    const project = makeHook('contested');
    await project.run(now);
    const [script] = await scriptsOf('contested');
    await remote.ask('PUT', `/v1/scripts/${script?._id}`, { ...script, content: hookOf('theirs') });
    const before = project.hash();

    for (const version of ['one', 'mine']) {
      project.write('hook.js', hookOf(version));
      const refused = await project.run(now);
      expect(refused.exitCode).to.equal(4);
      expect(refused.stderr).to.include(
        'the script "contested" was changed on the platform since it was pulled or published',
      );
    }
    project.write('hook.js', hookOf('one'));
    expect(project.hash()).to.equal(before);
    expect((await scriptsOf('contested'))[0]?.content).to.equal(hookOf('theirs'));

    const forced = await project.run([...now, '--force']);
    expect(forced.exitCode).to.equal(0);
    expect((await scriptsOf('contested'))[0]?.content).to.equal(hookOf('one'));
    const kept = /kept in (\.hooksmith\/contents\/[0-9a-f]{64}\.txt)/.exec(forced.stderr)?.[1] ?? '';
    expect(project.read(kept)).to.equal(hookOf('theirs'));
  });

  it('refuses a name that is taken, and a script that was deleted there, each until --force', async () => {
    const project = makeHook('taken');
    await remote.ask('POST', '/v1/scripts', { name: 'taken', content: 'theirs' });
    const refused = await project.run(now);
    expect([refused.exitCode, refused.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 4 && text.includes('has a script called "taken" already'),
    );
    expect((await project.run([...now, '--force'])).exitCode).to.equal(0);
    const [script] = await scriptsOf('taken');
    expect(script?.content).to.equal(hookOf('one'));

    await remote.ask('DELETE', `/v1/scripts/${script?._id}`);
    const gone = await project.run(now);
    expect(gone.exitCode).to.equal(4);
    expect(gone.stderr).to.include('was deleted on the platform').and.include('--force makes it anew');
    expect((await project.run([...now, '--force'])).exitCode).to.equal(0);
    expect(await scriptsOf('taken')).to.have.lengthOf(1);
  });

  it('attaches hooks to exports, imports and steps of flows, by id and by name, and leaves the other hooks there', async () => {
    const other = { function: 'f', _scriptId: '0123456789abcdef01234567' };
    const make = async (kind: string, body: object): Promise<string> =>
      (await remote.ask<{ _id: string }>('POST', `/v1/${kind}`, body))._id;
    const source = await make('exports', { name: 'orders out', adaptorType: 'HTTPExport' });
    const target = await make('imports', { name: 'orders in', adaptorType: 'HTTPImport', hooks: { preMap: other } });
    const lookup = await make('exports', { name: 'find customer', adaptorType: 'HTTPExport' });
    const step = (_importId: string): object => ({ type: 'import', _importId });
    const plain = await make('flows', {
      name: 'plain',
      pageGenerators: [{ _exportId: source }],
      pageProcessors: [step(target)],
    });
    const routed = await make('flows', {
      name: 'routed',
      routers: [
        { id: 'r', branches: [{ name: 'a', pageProcessors: [{ type: 'export', _exportId: lookup }, step(target)] }] },
      ],
    });
    const project = projects.make(remote);
    project.write(
      'hook.js',
      ['preSavePage', 'postSubmit', 'postResponseMap'].map((name) => hookOf(name, name)).join(''),
    );
    const entry = (hook: string, attach: readonly object[]): object => ({
      platform: 'celigo',
      hook,
      function: hook,
      script: 'hook.js',
      publish: { name: 'places', attach },
    });
    project.hooks({
      page: entry('preSavePage', [{ export: 'orders out' }]),
      submit: entry('postSubmit', [{ import: target }]),
      respond: entry('postResponseMap', [
        { flow: 'plain', step: 'orders in' },
        { flow: routed, step: lookup },
      ]),
    });

    const done = await project.run(now);

    expect(done.exitCode, done.stderr).to.equal(0);
    const scripts = await scriptsOf('places');
    expect(scripts).to.have.lengthOf(1);
    const call = (name: string): object => ({ function: name, _scriptId: scripts[0]?._id });
    type Steps = { readonly pageProcessors: readonly { readonly hooks?: object }[] };
    const read = <T>(kind: string, id: string): Promise<T> => remote.ask<T>('GET', `/v1/${kind}/${id}`);
    expect(await read('exports', source)).to.have.deep.property('hooks', { preSavePage: call('preSavePage') });
    expect(await read('imports', target)).to.have.deep.property('hooks', {
      preMap: other,
      postSubmit: call('postSubmit'),
    });
    const wanted = { postResponseMap: call('postResponseMap') };
    expect((await read<Steps>('flows', plain)).pageProcessors[0]?.hooks).to.deep.equal(wanted);
    const [router] = (await read<{ routers: readonly { branches: readonly Steps[] }[] }>('flows', routed)).routers;
    expect(router?.branches[0]?.pageProcessors.map(({ hooks }) => hooks)).to.deep.equal([wanted, undefined]);

    const writes = countWrites(remote);
    expect((await project.run(now)).exitCode).to.equal(0);
    expect(writes()).to.equal(0);
    project.write('hook.js', `${project.read('hook.js')}// changed\n`);
    const shown = (await project.run(['publish', 'submit', '--dry-run', '--unreplayed'])).stdout;
    expect(shown).to.include('PUT').and.include(`/v1/scripts/${scripts[0]?._id}`);
    // Who else calls the shared script is told before it is changed.
    const shared = await project.run([...now, 'submit']);
    expect(shared.stderr).to.include('exports that use it: orders out').and.include('imports that use it: orders in');
    // What one hook of the script has published is not a change by others to the next.
    project.write('hook.js', `${project.read('hook.js')}// once more\n`);
    const next = await project.run([...now, 'page']);
    expect(next.exitCode, next.stderr).to.equal(0);
    expect((await project.run(['diff'])).exitCode).to.equal(0);
  });

  it('refuses a hook on a place where it never runs, and a place that already calls another', async () => {
    const wrong = makeHook('astray', [{ export: 'orders out' }]);
    const result = await wrong.run(now);
    expect(result.exitCode).to.equal(2);
    expect(result.stderr).to.include('a postSubmit on the export orders out never runs (C-635)');

    const other = makeHook('rival', [{ import: 'orders in' }]);
    const taken = await other.run(now);
    expect(taken.exitCode).to.equal(4);
    expect(taken.stderr).to.match(/import orders in calls postSubmit of [0-9a-f]{24} as postSubmit already/);
    expect(await scriptsOf('rival')).to.have.lengthOf(0);
  });

  it('prints with --dry-run the requests that it would send, the credential hidden, and changes nothing', async () => {
    const project = makeHook('dry', [{ import: 'orders in' }]);
    const before = project.hash();
    const writes = countWrites(remote);

    const { stdout, exitCode } = await project.run(['publish', '--dry-run', '--force', '--unreplayed']);

    expect(exitCode).to.equal(0);
    expect(stdout).to.include(`POST ${remote.url}/v1/scripts\nAuthorization: Bearer ***\nAccept: application/json`);
    expect(stdout).to.include('"name": "dry"').and.include('(id of the new script)').and.not.include(canary);
    expect(writes()).to.equal(0);
    expect(project.hash()).to.equal(before);
  });

  it('refuses without --yes where nobody can be asked, in CI, and what has no recording', async () => {
    const project = makeHook('unasked');
    const silent = await project.run(['publish', '--unreplayed']);
    expect([silent.exitCode, silent.stderr.includes('no terminal to ask on')]).to.deep.equal([2, true]);
    const ci = await project.run(['publish', '--unreplayed'], { CI: 'true' });
    expect([ci.exitCode, ci.stderr.includes('this is CI (CI is true)')]).to.deep.equal([2, true]);
    const bare = await project.run(['publish', '--yes']);
    expect([bare.exitCode, bare.stderr.includes('unasked has no recording')]).to.deep.equal([2, true]);
    expect(await scriptsOf('unasked')).to.have.lengthOf(0);
  });

  it('refuses two hooks that would overwrite one script or one place, before anything is asked', async () => {
    const project = projects.make(remote);
    project.write('hook.js', hookOf('one'));
    project.write('two.js', hookOf('two'));
    const asked = remote.records.length;
    project.hooks({ a: postSubmitEntry({ name: 'one' }), b: postSubmitEntry({ name: 'one' }, { script: 'two.js' }) });
    const script = await project.run(now);
    expect([script.exitCode, script.stderr.includes('a and b both claim the script one')]).to.deep.equal([2, true]);
    expect(remote.records.length).to.equal(asked);
  });

  it('refuses a name of 101 characters (C-614)', async () => {
    const project = makeHook('n'.repeat(101));
    const { exitCode, stderr } = await project.run(now);
    expect([exitCode, stderr.includes('has 101 characters, and the platform takes 100 (C-614)')]).to.deep.equal([
      2,
      true,
    ]);
  });
});

/** Counts requests that change something from here on. */
function countWrites({ records }: Remote): () => number {
  const from = records.length;
  return () => records.slice(from).filter(({ method }) => method !== 'GET').length;
}
