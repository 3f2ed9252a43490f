import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The version of this hooksmith. */
export function readVersion(): string {
  const file = fileURLToPath(import.meta.resolve('hooksmith/package.json'));
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
