import type { Arguments } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { readCi } from '../terminal/ci.ts';

/** Flags that make no sense while one looks on. */
const against: readonly (readonly [flag: string, next: string])[] = [
  ['update', 'Leave it out and press u, which accepts the present results.'],
  ['save-calls', 'Save calls in a replay without --watch.'],
  ['inspect', 'Debug one page in a replay without --watch.'],
  ['inspect-brk', 'Debug one page in a replay without --watch.'],
  ['bail', 'Leave it out: each run replays only what changed.'],
];

/** Throws ERR_USAGE where a watch makes no sense: with some flags, and in CI, where it would never end. */
export function checkWatching(given: Arguments, environment: NodeJS.ProcessEnv = process.env): void {
  if (!given.has('watch')) return;
  const found = against.find(([flag]) => given.has(flag) || given.text(flag) !== undefined);
  if (found !== undefined) {
    throw new HooksmithError('ERR_USAGE', `--watch does not go with --${found[0]}`, { next: [found[1]] });
  }
  const ci = readCi(environment);
  if (ci === null) return;
  throw new HooksmithError(
    'ERR_USAGE',
    `--watch waits for somebody to save files, and never ends in CI (CI is ${ci})`,
    {
      next: ['Use hooksmith replay without --watch: it replays everything once and ends with the verdict.'],
    },
  );
}
