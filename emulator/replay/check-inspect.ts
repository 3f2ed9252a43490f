import { HooksmithError } from '../errors.ts';
import type { ReplayOptions, ReplayTarget } from './replay-options.ts';

/** Throws ERR_USAGE for what cannot be replayed under a debugger: there is one runner, and it has one port. */
export function checkInspect(
  targets: readonly ReplayTarget[],
  { inspect, workers = 1 }: Pick<ReplayOptions, 'inspect' | 'workers'>,
): void {
  if (inspect === undefined) return;
  if (workers > 1) {
    throw new HooksmithError('ERR_USAGE', `a debugger shows one runner at a time, and ${workers} were asked for`, {
      next: ['Leave --workers out.'],
    });
  }
  if (targets.length > 1) {
    const message = `a debugger shows one hook or pipeline at a time, and there are ${targets.length} to replay`;
    throw new HooksmithError('ERR_USAGE', message, {
      next: ['Name one of them: hooksmith replay order-ids --inspect-brk --page 0'],
    });
  }
  const [target] = targets;
  if (target !== undefined && 'httpStep' in target) {
    const scripts = Object.values(target.scripts).map(({ file }) => file);
    throw new HooksmithError(
      'ERR_USAGE',
      `a debugger cannot be attached to ${target.httpStep}: a step that sends HTTP requests runs each script in a runner of its own`,
      {
        next: [
          scripts[0] === undefined
            ? 'It has no script to debug.'
            : `Debug a script alone: hooksmith run ${scripts[0]} -i @input.json --inspect-brk`,
        ],
      },
    );
  }
}
