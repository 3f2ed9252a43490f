import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { findingCodes } from '../sdk/codes.ts';
import { type CliResult, root, runProgram, runTogether } from './emulator/commands/run-cli.ts';

/** A command of the README: where it is run, and the exit code that the README promises (`# exit 1`; else 0). */
interface ReadmeCommand {
  readonly command: string;
  readonly folder: string;
  readonly exitCode: number;
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Commands of hooksmith in ```sh blocks, also behind `&&`; `cd` holds to the end of its block. */
function findCommands(text: string): readonly ReadmeCommand[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
  return blocks.flatMap((block) => {
    const found: ReadmeCommand[] = [];
    let folder = root;
    for (const line of block.replaceAll('\\\n', ' ').split('\n')) {
      const exitCode = Number(/\s#.*\bexit (\d+)/.exec(line)?.[1] ?? 0);
      const parts = line
        .replace(/\s# .*$/, '')
        .split(' && ')
        .map((part) => part.trim());
      for (const part of parts) {
        if (part.startsWith('cd ')) folder = join(folder, part.slice(3));
        if (/^(npx hooksmith|hooksmith|node dist\/)/.test(part)) found.push({ command: part, folder, exitCode });
      }
    }
    return found;
  });
}

/** The `hooksmith` that an install puts on the path stands for the built one. */
function toShell(command: string): string {
  return command.replace(/^hooksmith\b/, `'${process.execPath}' '${join(root, 'dist/emulator/cli.js')}'`);
}

describe('README.md', () => {
  const commands = findCommands(readme);

  it('has commands', () => expect(commands).to.not.deep.equal([]));

  let results: readonly CliResult[] = [];
  before(async function () {
    // Every command starts a process of its own.
    this.timeout(180_000);
    const tasks = commands.map(
      ({ command, folder }) =>
        () =>
          runProgram('sh', ['-c', toShell(command)], { cwd: folder }),
    );
    results = await runTogether(tasks);
  });
  for (const [index, { command, folder, exitCode }] of commands.entries()) {
    const where = folder === root ? '' : ` in ${folder.slice(root.length + 1)}`;
    it(`says truly that this exits ${exitCode}${where}: ${command}`, () => {
      const { stdout, stderr, exitCode: code } = results[index] ?? { stdout: '', stderr: 'not run', exitCode: null };
      expect(code, `${stdout}\n${stderr}`).to.equal(exitCode);
    });
  }

  it('leaves nothing behind that a second npm test or the package would trip over', async () => {
    const built = join(root, 'samples/celigo-order-ids/dist/order-ids.js');
    expect(() => readFileSync(built)).to.not.throw();
    const [format, pack] = await runTogether([
      () => runProgram('npx', ['biome', 'format', 'samples'], { cwd: root }),
      () => runProgram('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root }),
    ]);

    expect(format?.exitCode, format?.stdout).to.equal(0);
    expect(pack?.stdout).to.include('samples/celigo-order-ids/order-ids.ts');
    expect(pack?.stdout).to.not.include('samples/celigo-order-ids/dist');
  });

  it('names every code that a finding can carry', () => {
    const section = /^## Finding codes\n([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? '';
    const named = [...section.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? '');

    expect(named.sort()).to.deep.equal(Object.keys(findingCodes).sort());
  });

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');

    for (const path of links) expect(() => readFileSync(join(root, path)), path).to.not.throw();
  });
});
