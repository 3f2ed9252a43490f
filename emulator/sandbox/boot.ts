import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the runner's one file with V8's code cache, which halves what loading it costs (S-182). `argv[2]` names the cache;
 * a cache that is missing or of another V8 is left aside in silence. Part of the trusted base: it runs before lockdown.
 */
const file = join(__dirname, 'runner.cjs');
const script = new Script(`(function (require, createCodeCache) {${readFileSync(file, 'utf8')}\n})`, {
  filename: 'hooksmith-runner.cjs', // no path of the host in the stacks that guest code reads (S-165)
  cachedData: readCache(process.argv[2]),
});
const start: (require: NodeJS.Require, createCodeCache: () => Buffer) => void = script.runInThisContext();
// In a turn of its own, so that this file, which Node names by its path, is in no stack either.
setImmediate(start, createRequire(file), () => script.createCachedData());

function readCache(path: string | undefined): Buffer | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path);
  } catch {
    return undefined;
  }
}
