import { expect } from 'chai';
import { canary, hookOf, openRemote, postSubmitEntry, type Remote, useProjects } from './rig.ts';

interface Made {
  readonly _id: string;
}

describe('hooksmith pull and diff', () => {
  const projects = useProjects();
  let remote: Remote;
  const odd: Readonly<Record<string, string>> = {
    '../../x': '// climbs\n',
    con: '// device\n',
    '\u001b[31mred\u001b[0m\nname "quoted" ☃': '// odd\n',
    [`long${'g'.repeat(96)}`]: '// long\n',
  };
  before(async () => {
    remote = await openRemote('celigo');
    for (const [name, content] of Object.entries(odd)) await remote.ask('POST', '/v1/scripts', { name, content });
  });
  after(() => remote.close());

  const change = async (name: string, content: string): Promise<void> => {
    const list = await remote.ask<readonly (Made & { name: string })[]>('GET', '/v1/scripts');
    const script = list.find((one) => one.name === name);
    await remote.ask('PUT', `/v1/scripts/${script?._id}`, { ...script, content });
  };

  it('takes over a whole account in an empty folder, whatever its scripts are called, and again without a change', async () => {
    const twin = await remote.ask<Made>('POST', '/v1/scripts', { name: 'twin', content: hookOf('first') });
    await remote.ask('POST', '/v1/scripts', { name: 'twin', content: hookOf('second') });
    const call = { postSubmit: { function: 'postSubmit', _scriptId: twin._id } };
    for (const name of ['a', 'b']) await remote.ask('POST', '/v1/imports', { name, hooks: call });
    const project = projects.make(remote);

    const first = await project.run(['pull', 'celigo']);

    expect(first.exitCode, first.stderr).to.equal(0);
    expect(first.stdout).to.not.include('\u001b');
    const files = project
      .all()
      .map(([file]) => file)
      .filter((file) => !file.startsWith('.'));
    expect(files).to.deep.equal([
      'celigo-scripts/red-name-quoted.js'.replace('red', '31mred-0m'),
      `celigo-scripts/long${'g'.repeat(76)}.js`,
      'celigo-scripts/script-con.js',
      'celigo-scripts/twin-2.js',
      'celigo-scripts/twin.js',
      'celigo-scripts/x.js',
      'hooksmith.json',
      'hooksmith.lock.json',
    ]);
    expect(project.read('celigo-scripts/twin.js')).to.equal(hookOf('first'));
    // One hook for one function, with all places that call it; ids are in the lock file alone, but for those of places.
    const { hooks } = JSON.parse(project.read('hooksmith.json'));
    expect(Object.keys(hooks)).to.deep.equal(['twin']);
    expect(hooks.twin.publish.attach).to.have.lengthOf(2);
    expect(JSON.stringify(hooks)).to.not.include(twin._id);

    const before = project.hash();
    const again = await project.run(['pull', 'celigo']);
    expect([again.exitCode, again.stdout]).to.deep.equal([0, `${Object.keys(odd).length + 2} pulled, 6 as before\n`]);
    expect(project.hash()).to.equal(before);
    // Two scripts of one name are told apart by their ids.
    const diff = await project.run(['diff']);
    expect(diff.exitCode, diff.stdout + diff.stderr).to.equal(0);
  });

  it('replaces what was changed there alone, keeps what was changed on both sides, and takes it with --force', async () => {
    const project = projects.make(remote);
    await project.run(['pull', 'celigo']);
    await change('con', '// theirs\n');
    await change('../../x', '// theirs too\n');
    project.write('celigo-scripts/x.js', '// mine\n');
    project.write(`celigo-scripts/long${'g'.repeat(76)}.js`, '// mine alone\n');

    const diff = await project.run(['diff', '--json']);
    const standings = JSON.parse(diff.stdout).scripts.filter(
      ({ standing }: { standing: string }) => standing !== 'same',
    );
    expect(diff.exitCode).to.equal(1);
    expect(standings).to.have.deep.members([
      { file: 'celigo-scripts/script-con.js', standing: 'there' },
      { file: 'celigo-scripts/x.js', standing: 'both' },
      { file: `celigo-scripts/long${'g'.repeat(76)}.js`, standing: 'here' },
    ]);
    const pulled = await project.run(['pull', 'celigo']);
    expect(pulled.exitCode).to.equal(1);
    expect(pulled.stdout).to.include('↓ celigo-scripts/script-con.js').and.include('! celigo-scripts/x.js');
    expect(project.read('celigo-scripts/script-con.js')).to.equal('// theirs\n');
    expect(project.read('celigo-scripts/x.js')).to.equal('// mine\n');
    expect(project.read(`celigo-scripts/long${'g'.repeat(76)}.js`)).to.equal('// mine alone\n');

    expect((await project.run(['pull', 'celigo', '--force'])).exitCode).to.equal(0);
    expect(project.read('celigo-scripts/x.js')).to.equal('// theirs too\n');
  });

  it('names each way in which a hook can stand, with the lines that differ, and colours only where they are asked for', async () => {
    const project = projects.make(remote);
    project.hooks({ stands: postSubmitEntry() });
    project.write('hook.js', hookOf('one'));
    const standing = async (): Promise<readonly [string, number | null]> => {
      const { stdout, exitCode } = await project.run(['diff', 'stands', '--json']);
      return [JSON.parse(stdout).compared[0].standing, exitCode];
    };
    expect(await standing()).to.deep.equal(['new', 1]);
    await project.run(['publish', '--yes', '--unreplayed']);
    expect(await standing()).to.deep.equal(['same', 0]);
    project.write('hook.js', hookOf('two'));
    expect(await standing()).to.deep.equal(['here', 1]);
    const plain = await project.run(['diff', 'stands']);
    expect(plain.stdout).to.include('  -// one\n  +// two\n').and.not.include('\u001b');
    const painted = await project.run(['diff', 'stands'], { NO_COLOR: '', FORCE_COLOR: '1' });
    expect(painted.stdout).to.include('\u001b[');
    await change('stands', hookOf('three'));
    expect(await standing()).to.deep.equal(['both', 1]);
    project.write('hook.js', hookOf('one'));
    expect(await standing()).to.deep.equal(['there', 1]);
    await project.run(['pull', 'stands']);
    expect(project.read('hook.js')).to.equal(hookOf('three'));
    expect(await standing()).to.deep.equal(['same', 0]);

    const stranger = projects.make(remote);
    stranger.hooks({ stands: postSubmitEntry() });
    stranger.write('hook.js', hookOf('mine'));
    const unknown = await stranger.run(['diff', '--json']);
    expect(JSON.parse(unknown.stdout).compared[0]).to.include({ standing: 'unknown' });
    const kept = await stranger.run(['pull', 'stands']);
    expect([kept.exitCode, stranger.read('hook.js')]).to.deep.equal([1, hookOf('mine')]);
  });

  it('shows no more than a thousand lines of what differs', async () => {
    const project = projects.make(remote);
    project.hooks({ vast: postSubmitEntry() });
    project.write('hook.js', hookOf('one'));
    await remote.ask('POST', '/v1/scripts', {
      name: 'vast',
      content: `${'// \u001b[2J theirs\n'.repeat(20_000)}//${'x'.repeat(1e6)}`,
    });

    const { stdout, exitCode } = await project.run(['diff', 'vast']);

    expect(exitCode).to.equal(1);
    expect(stdout.length).to.be.below(100_000);
    expect(stdout)
      .to.match(/… and \d+ more lines/)
      .and.not.include('\u001b');
  });

  it('keeps a hook that is built and counts what the platform holds as seen with --force', async () => {
    const project = projects.make(remote);
    project.hooks({ built: postSubmitEntry({}, { script: 'hook.ts' }) });
    const source = 'export const postSubmit = (options: { responseData: unknown[] }) => options.responseData;\n';
    project.write('hook.ts', source);
    const published = await project.run(['publish', '--yes', '--unreplayed']);
    expect(published.exitCode, published.stderr).to.equal(0);
    await change('built', '// theirs\n');

    expect((await project.run(['pull', 'built'])).exitCode).to.equal(1);
    expect((await project.run(['publish', '--yes', '--unreplayed'])).exitCode).to.equal(4);
    await project.run(['pull', 'built', '--force']);
    expect(project.read('hook.ts')).to.equal(source);
    expect((await project.run(['publish', '--yes', '--unreplayed'])).exitCode).to.equal(0);
  });

  it('puts a script that holds the credential into no file, and says so', async () => {
    const made = await remote.ask<Made>('POST', '/v1/scripts', {
      name: 'leaky',
      content: `const key = "${canary}";\n`,
    });
    const project = projects.make(remote);

    const { exitCode, stdout, stderr } = await project.run(['pull', 'celigo']);
    await remote.ask('DELETE', `/v1/scripts/${made._id}`);

    expect(exitCode).to.equal(1);
    expect(stdout).to.include('! leaky').and.include('withheld');
    expect(`${stdout}${stderr}${JSON.stringify(project.all())}`).to.not.include(canary);
  });
});
