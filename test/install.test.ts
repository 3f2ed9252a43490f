import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { platforms } from '../sdk/platforms.ts';
import { type CliResult, root, runProgram, runTogether } from './emulator/commands/run-cli.ts';
import { type LoopbackRegistry, startLoopbackRegistry } from './loopback-registry.ts';

describe('a project of somebody who has just heard of hooksmith', function () {
  this.timeout(240_000);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith new user ')));
  let registry: LoopbackRegistry;
  before(async () => {
    const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const { stdout } = await runProgram('npm', packing, { cwd: root });
    await runProgram('tar', ['-xzf', JSON.parse(stdout)[0].filename], { cwd: folder });
    registry = await startLoopbackRegistry(join(folder, 'registry'), join(folder, 'package'));
  });
  after(() => {
    registry.stop();
    rmSync(folder, { recursive: true });
  });

  it('is made, installed and tested with the commands that the README names, on each platform', async () => {
    const here = join(folder, 'my work');
    mkdirSync(here);
    const npm = (args: readonly string[], cwd: string): Promise<CliResult> =>
      runProgram('npm', args, { cwd, env: registry.env });
    const npx = ['exec', '--yes', '--', 'hooksmith', 'init', 'demo', '-y'];
    const made = await npm(npx, here);
    const demo = join(here, 'demo');
    const installed = await npm(['install'], demo);

    expect(made.stdout, made.stderr).to.include('Next: cd demo && npm install && npm test');
    expect(installed.exitCode, installed.stderr).to.equal(0);
    const types = await npm(['run', 'types'], demo);
    expect(types.exitCode, types.stdout).to.equal(0);
    expect(await tell(() => npm(['test'], demo))).to.equal('1 passing');
    expect((await npm(['run', 'replay'], demo)).stdout).to.include('all 3 pages pass');

    // The others need nothing that this one has not got, so the same packages serve them.
    const others = Object.keys(platforms).slice(1);
    const hooksmith = join(demo, 'node_modules/hooksmith/dist/emulator/cli.js');
    const runs = await runTogether(
      others.map((platform, index) => async () => {
        const chosen = ['--platform', platform, '--language', index % 2 === 0 ? 'js' : 'ts'];
        await runProgram(process.execPath, [hooksmith, 'init', platform, '-y', ...chosen], { cwd: here });
        const cwd = join(here, platform);
        symlinkSync(join(demo, 'node_modules'), join(cwd, 'node_modules'), 'junction');
        // What `npm test` runs, without another start of npm; the types of all templates are looked at elsewhere.
        const mocha = join(cwd, 'node_modules/mocha/bin/mocha.js');
        const test = await tell(() => runProgram(process.execPath, [mocha], { cwd }));
        const needs = needsOf(cwd).filter((need) => !needsOf(demo).includes(need));
        return { test, needs };
      }),
    );

    expect(runs).to.deep.equal(others.map(() => ({ test: '1 passing', needs: [] })));
  });
});

/** How many tests pass, or all that was printed. */
async function tell(test: () => Promise<CliResult>): Promise<string> {
  const { stdout, stderr } = await test();
  return /\d+ passing/.exec(stdout)?.[0] ?? stdout + stderr;
}

function needsOf(cwd: string): readonly string[] {
  const { devDependencies } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  return Object.entries(devDependencies).map((need) => need.join('@'));
}
