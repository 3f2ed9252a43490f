import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { optionsOf, root, useFolder } from './run-cli.ts';

describe('hooksmith replay, interrupted', () => {
  const folder = useFolder();
  folder.file('hang.js', 'function postSubmit() {\n  for (;;);\n}\n');
  folder.file('page.json', JSON.stringify(optionsOf(1)));

  it('exits 130 at once and leaves no process behind', async () => {
    const args = [join(root, 'dist/emulator/cli.js'), 'replay', 'hang.js', 'page.json', '--timeout-ms', '60000'];
    const child = spawn(process.execPath, args, { cwd: folder.path, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const runners = await findChildren(child.pid ?? 0);
    // The runner is to be inside the loop, where only the parent can end it.
    await sleep(500);

    child.kill('SIGINT');
    const exitCode = await ended;
    for (let wait = 0; wait < 50 && runners.some(isRunning); wait += 1) await sleep(50);

    expect(exitCode).to.equal(130);
    expect(runners.filter(isRunning)).to.deep.equal([]);
  });
});

/** A process that has ended but whom nobody has asked for its exit code is a zombie (Z): it does not run. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Processes that a process has started, once there is one; none where the system does not tell. */
async function findChildren(pid: number): Promise<readonly string[]> {
  const file = `/proc/${pid}/task/${pid}/children`;
  for (let wait = 0; wait < 100; wait += 1) {
    const children = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    if (children !== '' || process.platform !== 'linux') return children.split(' ').filter((child) => child !== '');
    await sleep(50);
  }
  throw new Error('no runner was started');
}
