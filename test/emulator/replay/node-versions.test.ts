import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { optionsOf, recordingOf, root, runCli, runTogether, useFolder } from '../commands/run-cli.ts';

const majors = ['22', '24'];

/** A hook that asks the engine for what could differ from version to version, and fails in the ways a hook can. */
const nosy = `function postSubmit(options) {
  const n = options.responseData.length;
  console.log(new Date(0).toString(), new Date(8.64e15).toISOString(), (1e21).toLocaleString(), 'ä'.localeCompare('z'));
  console.log([3, 1, 2, 10].sort().join(), Math.sin(1e300), 0.1 + 0.2, (25).toString(36), Math.random(), Math.pow(2, 0.5));
  console.log(Object.keys({ b: 1, a: 2, 1: 3 }).join(), JSON.stringify('\\ud800'), /(?<y>\\d+)/.exec('a12').groups.y);
  switch (n % 6) {
    case 0: return null.length;
    case 1: return undefined.responseData.map();
    case 2: return JSON.parse('{"a":');
    case 3: { const loop = {}; loop.self = loop; return loop; }
    case 4: { const dig = () => dig() + 1; return dig(); }
  }
  return options.responseData.map((item) => ({ ...item, id: crypto.randomUUID(), _json: [-0, 1e21, 1 / 3, new Date(1)] }));
}
`;

interface Case {
  readonly cwd: string;
  readonly args: readonly string[];
}

describe('replay on other versions of Node', () => {
  const folder = useFolder();
  folder.file('nosy.js', nosy);
  folder.file(
    'nosy.rec.jsonl',
    recordingOf([1, 2, 3, 4, 5, 6].map((n) => ({ options: optionsOf(...Array(n).keys()) }))),
  );
  folder.file(
    'script.js',
    "module.exports = async (data) => {\n  console.log(await Promise.allSettled([Promise.reject(new RangeError('x'))]));\n  await new Promise((done) => setTimeout(done, 50));\n  return { response_code: 1, message: String(new Date().getTime()) };\n};\n",
  );
  folder.file(
    'script.json',
    JSON.stringify({ payload: 'x', variables: {}, meta: {}, response: { status: 503, headers: {}, body: 'x' } }),
  );
  const cases: readonly Case[] = [
    { cwd: join(root, 'samples/celigo-order-ids'), args: ['replay'] },
    { cwd: join(root, 'samples/patchworks-invalid-session'), args: ['replay'] },
    { cwd: folder.path, args: ['replay', 'nosy.js', 'nosy.rec.jsonl'] },
    { cwd: folder.path, args: ['replay', 'script.js', 'script.json'] },
  ];

  it('gives the same bytes as on the running version', async function () {
    this.timeout(180_000);
    const nodes = findNodes();
    if (nodes.length === 0) this.skip();

    const own = await replayAll(process.execPath);
    expect(own.every((text) => text.startsWith('{\n  "schema": 1,'))).to.equal(true);
    for (const node of nodes) {
      const other = await replayAll(node);
      for (const [index, text] of other.entries()) {
        const { cwd, args } = cases[index] ?? { cwd: '', args: [] };
        expect(text, `${versionOf(node)}: hooksmith ${args.join(' ')} in ${cwd}`).to.equal(own[index]);
      }
    }
  });

  async function replayAll(node: string): Promise<readonly string[]> {
    const tasks = cases.map(({ cwd, args }) => async () => {
      const { stdout, stderr } = await runCli([...args, '--json'], { cwd, node });
      return `${stdout.replace(/,\n {2}"durationMs": \d+\n/, '\n')}${stderr}`;
    });
    return runTogether(tasks);
  }
});

/** Other versions: those that HOOKSMITH_NODES lists, else installed from npm, once for all runs on this machine. */
function findNodes(): readonly string[] {
  const listed = process.env['HOOKSMITH_NODES'];
  if (listed !== undefined && listed !== '') return listed.split(delimiter);
  try {
    return majors.map(installNode);
  } catch (error) {
    if (process.env['CI'] !== undefined) throw error;
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(
      `\n!!! NOT TESTED on Node ${majors.join(' and ')}: they could not be installed (${why}).\n!!! Name them: HOOKSMITH_NODES=/path/to/node22${delimiter}/path/to/node24\n\n`,
    );
    return [];
  }
}

/** The npm packages of Node hold nothing but its program. */
function installNode(major: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(tmpdir(), 'hooksmith-nodes', major);
  const program = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
    execFileSync('npm', ['install', ...flags, `${name}@${major}`], { cwd: folder, stdio: 'pipe', timeout: 120_000 });
  }
  if (!versionOf(program).startsWith(`v${major}.`)) throw new Error(`${program} is not Node ${major}`);
  return program;
}

function versionOf(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
}
