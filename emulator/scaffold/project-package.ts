import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from './template.ts';

/** What this package says of itself. */
interface OwnPackage {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const tools = ['@types/chai', '@types/mocha', 'chai', 'mocha', 'typescript'];

/** The `package.json` of a new project, with the versions of tools that hooksmith itself is tested with. */
export function projectPackage(folderName: string, language: Language): object {
  const own = readOwnPackage();
  const names = language === 'ts' ? [...tools, 'tsx'] : tools;
  const versions = names.map((name) => [name, `^${own.devDependencies[name] ?? own.version}`] as const);
  const sorted = [...versions, ['hooksmith', own.version] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: toPackageName(folderName),
    version: '0.0.0',
    private: true,
    type: 'module',
    scripts: { test: 'mocha', replay: 'hooksmith replay', types: 'tsc' },
    mocha: {
      ...(language === 'ts' ? { 'node-option': ['import=tsx'] } : {}),
      spec: [`test/**/*.test.${language}`],
      timeout: 30_000,
    },
    devDependencies: Object.fromEntries(sorted),
    engines: { node: '>=20.19' },
  };
}

/** A package that a registry would accept, as near to the folder's name as it gets. */
function toPackageName(folderName: string): string {
  const plain = folderName
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  return plain === '' || plain === 'node_modules' || plain === 'hooksmith' ? 'hooksmith-project' : plain.slice(0, 200);
}

function readOwnPackage(): OwnPackage {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('hooksmith/package.json')), 'utf8'));
}
