import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the compiled form of the runner is kept, beside the runner itself. */
export interface CodeCache {
  readonly path: string;
  readonly exists: boolean;
}

/** The cache for this Node version, these flags and this build of the runner (S-182). */
export function findCodeCache(runnerFile: string, flags: readonly string[]): CodeCache {
  const { size, mtimeMs } = statSync(runnerFile);
  const v8Flags = flags.filter((flag) => !flag.startsWith('--allow-fs-read'));
  const key = createHash('sha256')
    .update(JSON.stringify([process.version, process.arch, size, mtimeMs, v8Flags]))
    .digest('hex');
  const path = join(dirname(runnerFile), '.cache', `runner-${key.slice(0, 16)}.bin`);
  return { path, exists: existsSync(path) };
}

/** Keeps a new cache; where the package's folder cannot be written, starts stay a little slower. */
export function storeCodeCache({ path }: CodeCache, bytes: Buffer): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, bytes);
    renameSync(draft, path);
  } catch {
    // Read-only installations are fine.
  }
}
