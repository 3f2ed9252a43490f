import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { root } from './emulator/commands/run-cli.ts';

/** A version of a package, and where its files lie. */
interface Offer {
  readonly folder: string;
  readonly manifest: { readonly name: string; readonly version: string };
}

/** A package registry on this machine. */
export interface LoopbackRegistry {
  /** What makes npm use it, its own empty cache and no settings of this machine. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Serves all packages that this repository has installed, and this package as it is packed, so that a new project can be
 * installed on any machine without a network.
 *
 * @param folder an empty folder for what it needs
 * @param packed the unpacked tarball of this package
 */
export async function startLoopbackRegistry(folder: string, packed: string): Promise<LoopbackRegistry> {
  const offers = listOffers(packed);
  const archives = new Map<string, Promise<Buffer>>();
  const server = createServer((request, response) => {
    const [name = '', version] = decodeURIComponent(request.url ?? '')
      .slice(1)
      .split('/-/');
    const found = offers.filter(({ manifest }) => manifest.name === name);
    if (version === undefined) {
      if (found.length === 0) return void response.writeHead(404).end('{}');
      return void response.end(JSON.stringify(describePackage(name, found, `http://${request.headers.host}`)));
    }
    const offer = found.find(({ manifest }) => `${manifest.version}.tgz` === version);
    if (offer === undefined) return void response.writeHead(404).end();
    const key = `${name}@${version}`;
    const archive = archives.get(key) ?? pack(offer.folder, join(folder, 'packing', String(archives.size)));
    archives.set(key, archive);
    archive.then(
      (bytes) => response.end(bytes),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const port = await listen(server);
  mkdirSync(join(folder, 'home'), { recursive: true });
  for (const name of ['user', 'global']) writeFileSync(join(folder, 'home', `${name}.npmrc`), '');
  return {
    env: {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(folder, 'cache'),
      npm_config_userconfig: join(folder, 'home/user.npmrc'),
      npm_config_globalconfig: join(folder, 'home/global.npmrc'),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_ignore_scripts: 'true',
      npm_config_noproxy: '127.0.0.1',
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What `npm ci` has put on this disk, which need not be all: some packages are for other systems. */
function listOffers(packed: string): readonly Offer[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(packages)
    .filter((path) => path !== '' && existsSync(join(root, path, 'package.json')))
    .map((path) => join(root, path));
  return [packed, ...folders].map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  }));
}

function describePackage(name: string, offers: readonly Offer[], url: string): object {
  const versions = offers.map(({ manifest }) => [
    manifest.version,
    { ...manifest, dist: { tarball: `${url}/${name}/-/${manifest.version}.tgz` } },
  ]);
  return { name, 'dist-tags': { latest: offers[0]?.manifest.version }, versions: Object.fromEntries(versions) };
}

/** An archive with the files of a package below `package/`, as registries have it. */
function pack(folder: string, workspace: string): Promise<Buffer> {
  mkdirSync(workspace, { recursive: true });
  symlinkSync(folder, join(workspace, 'package'), 'junction');
  const child = spawn('tar', ['-chf', '-', '--exclude', 'package/node_modules', 'package'], { cwd: workspace });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`tar gave ${code}`))));
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
