import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Source files that import a package, whether at the top or later. */
function importersOf(name: string): readonly string[] {
  return ['sdk', 'emulator']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.ts') && !path.startsWith(join('emulator', 'build')))
    .filter((path) => new RegExp(`(?:from |import\\()'${name}'`).test(readFileSync(join(root, path), 'utf8')));
}

function versionOf(name: string): readonly number[] {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return String(version).split('.').map(Number);
}

describe('libraries', () => {
  it('have one place each where they are used: the sender, the address guard, the filler of templates, the certificates', () => {
    expect(importersOf('node-fetch'), 'H-241').to.deep.equal([join('emulator', 'delivery', 'send.ts')]);
    expect(importersOf('ipaddr.js'), 'H-253').to.deep.equal([join('emulator', 'delivery', 'address-guard.ts')]);
    expect(importersOf('liquidjs'), 'H-247').to.deep.equal([join('sdk', 'http', 'liquid.ts')]);
    expect(importersOf('selfsigned'), 'H-256').to.deep.equal([join('emulator', 'server', 'certificate.ts')]);
  });

  it('do not take part where they are only a second opinion (H-252)', () => {
    expect(importersOf('standardwebhooks')).to.deep.equal([]);
  });

  it('have a liquidjs without the known holes: 10.27.2 or later (H-108)', () => {
    const [major = 0, minor = 0, patch = 0] = versionOf('liquidjs');

    expect(major * 1e6 + minor * 1e3 + patch).to.be.at.least(10_027_002);
  });
});
