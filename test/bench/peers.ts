import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Other sandboxes, installed outside the project. */
export interface Peers {
  readonly folder: string;
  /** Name and version of each. */
  readonly versions: readonly string[];
}

/**
 * Installs isolated-vm and quickjs-emscripten into a folder, unless they are there already.
 * Only isolated-vm may run its install script, which builds it or takes a prebuilt binary.
 *
 * @throws Error with npm's own words when the installation fails.
 */
export function installPeers(folder: string): Peers {
  const dependencies = { 'isolated-vm': isolatedVmRange(), 'quickjs-emscripten': '0.32.0' };
  const names = Object.keys(dependencies);
  if (!names.every((name) => existsSync(join(folder, 'node_modules', name)))) {
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, dependencies, allowScripts: { 'isolated-vm': true } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const npm = process.env['npm_execpath'];
    const words = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
    const [command, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
    execFileSync(command, [...before, ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return { folder, versions: names.map((name) => `${name} ${versionOf(folder, name)}`) };
}

/** Each major is built for its Node versions. */
function isolatedVmRange(): string {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return '7';
  return major >= 22 ? '6' : '5';
}

function versionOf(folder: string, name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'),
  );
  return version;
}
