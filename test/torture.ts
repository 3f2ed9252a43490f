import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run torture`: the tests that can do more than fits into every run, with HOOKSMITH_TORTURE set. A test takes part by
 * reading that variable, or by asking `times` for the number of its rounds.
 */
const folder = dirname(fileURLToPath(import.meta.url));
const specs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(folder, name))
  .filter((path) => /HOOKSMITH_TORTURE|\/rounds\.ts'/.test(readFileSync(path, 'utf8')));
const mocha = join(dirname(folder), 'node_modules/mocha/bin/mocha.js');
const args = ['--no-config', '--node-option', 'import=tsx', '--timeout', '0', ...process.argv.slice(2), ...specs];
const { status } = spawnSync(process.execPath, [mocha, ...args], {
  cwd: dirname(folder),
  env: { ...process.env, HOOKSMITH_TORTURE: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
