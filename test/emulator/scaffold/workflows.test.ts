import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { accountVariable } from '../../../emulator/publish/profile.ts';
import { platforms } from '../../../sdk/platforms.ts';
import { type CliResult, optionsOf, recordingOf, root, runProgram, useFolder } from '../commands/run-cli.ts';
import { token, useStandIns } from '../publish/stand-ins.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The YAML parser that mocha brings. */
async function parseYaml(text: string): Promise<Workflow> {
  const mocha = createRequire(createRequire(import.meta.url).resolve('mocha/package.json'));
  const { load } = await import(pathToFileURL(mocha.resolve('js-yaml')).href);
  return load(text);
}

async function read(name: string): Promise<Workflow> {
  return parseYaml(readFileSync(join(root, 'templates/project', name), 'utf8'));
}

describe('the workflows that hooksmith init writes', () => {
  let test: Workflow;
  let publish: Workflow;
  let job: Job;
  before(async () => {
    test = await read('workflow.yml');
    publish = await read('publish-workflow.yml');
    job = publish.jobs['publish'] ?? { steps: [] };
  });

  it('replay on pull requests without a secret, and may only read then', () => {
    expect(test.on).to.have.property('pull_request');
    expect(test.permissions).to.deep.equal({ contents: 'read' });
    expect(test.jobs['test']?.steps.flatMap(({ run }) => run ?? [])).to.include.members(['npm run replay', 'npm test']);
    expect(readFileSync(join(root, 'templates/project/workflow.yml'), 'utf8')).to.not.contain('secrets.');
  });

  it('publish what was merged, one at a time, and only where the repository says so', () => {
    expect(publish.on).to.deep.equal({ push: { branches: ['main'] } });
    expect(publish.concurrency).to.deep.equal({ group: 'hooksmith-publish', 'cancel-in-progress': false });
    expect(job.if).to.equal("vars.HOOKSMITH_PROFILE != ''");
    expect(job.environment).to.equal('production');
  });

  it('have no more rights than they need, name the version of every action, and put no expression into a shell', () => {
    expect(publish.permissions).to.deep.equal({});
    expect(job.permissions).to.deep.equal({ contents: 'write' });
    const steps = [test, publish].flatMap(({ jobs }) => Object.values(jobs).flatMap((one) => one.steps));
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.filter((name) => !/^actions\/[a-z-]+@v\d+\.\d+\.\d+$/.test(name))).to.deep.equal([]);
    expect(steps.filter(({ run = '' }) => run.includes('${{'))).to.deep.equal([]);
  });

  it('give tokens to the one step that publishes, by the names that hooksmith looks for', () => {
    const withSecrets = job.steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    const names = Object.values(platforms).flatMap((platform) =>
      'publisher' in platform ? [accountVariable('production', platform.name, 'TOKEN')] : [],
    );

    expect(withSecrets.map(({ id }) => id)).to.deep.equal(['publish']);
    expect(withSecrets[0]?.env).to.deep.equal(
      Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`])),
    );
  });

  describe('run as they stand', () => {
    const folder = useFolder();
    const standIns = useStandIns(folder, ['--celigo']);
    const git = (cwd: string, ...args: readonly string[]): Promise<CliResult> =>
      runProgram('git', ['-c', 'user.name=Author', '-c', 'user.email=author@example.com', ...args], { cwd });
    const clone = (name: string): string => join(folder.path, name);

    before(async function () {
      this.timeout(30_000);
      folder.file('author/.gitignore', readFileSync(join(root, 'templates/project/gitignore')));
      folder.file('author/ids.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
      folder.file('author/ids.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
      const hook = { platform: 'celigo', hook: 'postSubmit', script: 'ids.js', recordings: ['ids.rec.jsonl'] };
      folder.file('author/hooksmith.json', JSON.stringify({ hooks: { ids: { ...hook, publish: {} } } }));
      await git(folder.path, 'init', '--quiet', '--bare', '--initial-branch=main', 'origin.git');
      await git(clone('author'), 'init', '--quiet', '--initial-branch=main');
      await git(clone('author'), 'add', '--all');
      await git(clone('author'), 'commit', '--quiet', '--message', 'Begin');
      await git(clone('author'), 'push', '--quiet', join(folder.path, 'origin.git'), 'main');
    });

    /** A run of the job in a fresh clone, as a runner does it: `npm ci` is what puts hooksmith into node_modules. */
    async function runJob(name: string): Promise<Readonly<Record<string, CliResult>>> {
      await git(folder.path, 'clone', '--quiet', 'origin.git', name);
      mkdirSync(join(clone(name), 'node_modules/.bin'), { recursive: true });
      symlinkSync(join(root, 'dist/emulator/cli.js'), join(clone(name), 'node_modules/.bin/hooksmith'));
      const ended: Record<string, CliResult> = {};
      for (const { id, run } of job.steps) {
        if (id === undefined || run === undefined) continue;
        const env = {
          CI: 'true',
          HOOKSMITH_PROFILE: 'production',
          GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
          HOME: folder.path,
          XDG_CONFIG_HOME: '/nonexistent',
          ...(id === 'publish'
            ? {
                HOOKSMITH_PRODUCTION_CELIGO_TOKEN: token,
                HOOKSMITH_PRODUCTION_CELIGO_URL: standIns.get().url('celigo'),
                HOOKSMITH_PRODUCTION_PATCHWORKS_TOKEN: '',
              }
            : {}),
        };
        ended[id] = await runProgram('bash', ['-e', '-c', run], { cwd: clone(name), env });
      }
      return ended;
    }

    const listOrigin = async (): Promise<readonly string[]> => {
      const { stdout } = await git(join(folder.path, 'origin.git'), 'ls-tree', '-r', '--name-only', 'main');
      return stdout.trim().split('\n');
    };

    async function listScripts(): Promise<readonly string[]> {
      const { body } = await standIns.get().ask<readonly { readonly name: string }[]>('celigo', 'GET', '/v1/scripts');
      return body.map(({ name }) => name);
    }

    it('they keep the journal of a publication that failed, and the next run finishes it with one script alone', async function () {
      this.timeout(60_000);
      // The platform makes the script, and its answer is lost; then it is away.
      await standIns.get().fault('celigo', 'GET:/v1/scripts ok x2, POST:/v1/scripts drop-after, 403 x5');
      const first = await runJob('first');
      expect(first['publish']?.exitCode, first['publish']?.stderr).to.equal(4);
      expect(first['keep']?.exitCode, first['keep']?.stderr).to.equal(0);
      expect(await listOrigin()).to.include('.hooksmith/journal.jsonl');

      await standIns.get().fault('celigo', '');
      expect(await listScripts()).to.deep.equal(['ids']);
      const second = await runJob('second');
      expect(second['publish']?.exitCode, second['publish']?.stderr).to.equal(0);
      expect(second['keep']?.exitCode, second['keep']?.stderr).to.equal(0);
      expect(second['publish']?.stderr).to.contain('ids unchanged, version 1');
      expect(await listScripts()).to.deep.equal(['ids']);
      expect(await listOrigin())
        .to.include('hooksmith.lock.json')
        .and.not.include('.hooksmith/.lock');
    });

    it('they publish nothing twice, and commit nothing where nothing has changed', async function () {
      this.timeout(60_000);
      const before = await git(join(folder.path, 'origin.git'), 'rev-parse', 'main');
      const third = await runJob('third');
      const after = await git(join(folder.path, 'origin.git'), 'rev-parse', 'main');

      expect(third['publish']?.stderr).to.contain('ids unchanged, version 1');
      expect([third['publish']?.exitCode, third['keep']?.exitCode]).to.deep.equal([0, 0]);
      expect(after.stdout).to.equal(before.stdout);
    });
  });
});
